package dev.sluice.sale;

/** The rules contradict themselves: a defect. Whoever owns the book stops rather than go on wrong. */
public final class BrokenInvariantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenInvariantException(String message) {
        super(message);
    }

    static void require(boolean holds, String invariant, Object state) {
        if (!holds) {
            throw new BrokenInvariantException(invariant + ", but: " + state);
        }
    }
}
