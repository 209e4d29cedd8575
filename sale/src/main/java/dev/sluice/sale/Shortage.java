package dev.sluice.sale;

/**
 * Why units cannot be had now.
 *
 * @param taken of the chosen units those that cannot be had; empty if none were chosen
 * @param instead units that could be had in their place; empty if there are none
 * @param left of an order of several tiers how many units of each may be asked for, by its index; empty for an order of one
 */
public record Shortage(Rejection reason, Units taken, Units instead, Units left) {
    static final Shortage SOLD_OUT = new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);

    /** Of an order of one tier. */
    public Shortage(Rejection reason, Units taken, Units instead) {
        this(reason, taken, instead, Units.NONE);
    }

    /** Whether there is no more to say than the reason. */
    boolean isPlain() {
        return taken.isEmpty() && instead.isEmpty() && left.isEmpty();
    }
}
