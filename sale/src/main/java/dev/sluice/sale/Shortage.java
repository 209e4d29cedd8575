package dev.sluice.sale;

/**
 * Why units cannot be had now.
 *
 * @param taken those of the chosen that somebody else has; else empty
 * @param instead what could be had in their place; empty if nothing
 */
public record Shortage(Rejection reason, Units taken, Units instead) {
    static final Shortage SOLD_OUT = new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);

    /** Whether there is no more to say than the reason. */
    boolean isPlain() {
        return taken.isEmpty() && instead.isEmpty();
    }
}
