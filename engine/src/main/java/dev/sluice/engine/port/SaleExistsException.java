package dev.sluice.engine.port;

/** A sale with this id is there already. */
public final class SaleExistsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SaleExistsException(String id) {
        super("there is a sale " + id + " already");
    }
}
