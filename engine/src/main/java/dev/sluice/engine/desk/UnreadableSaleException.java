package dev.sluice.engine.desk;

/** Nobody knows what this sale sells: what the catalogue has of it cannot be read. */
public final class UnreadableSaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableSaleException(String sale) {
        super("what is stored of the sale " + sale + " cannot be read");
    }
}
