package dev.sluice.sale;

/** The units of one tier, and who waits for them. Every step leaves {@code capacity = available + held + sold + withheld}. */
final class Tier {
    final Waitlist waitlist;
    private final boolean takesAtPayment;
    private long capacity;
    private long held;
    private long sold;
    private long withheld;
    /** Where stock is taken at payment: units that are reserved, but not taken until they are paid for. */
    private long unpaid;
    /** Units that are kept for a draw. */
    private long kept;

    Tier(long capacity, long withheld, TakeStock takeStock, Waitlist waitlist) {
        this.waitlist = waitlist;
        this.capacity = capacity;
        this.withheld = withheld;
        this.takesAtPayment = takeStock == TakeStock.PAYMENT;
    }

    long available() {
        return capacity - held - sold - withheld;
    }

    /** What is available and not kept for a draw. */
    long free() {
        return Math.max(0, available() - kept);
    }

    /** What is available of that which is kept for a draw. */
    long kept() {
        return Math.min(available(), kept);
    }

    /** Returns whether more is free now. */
    boolean keep(long units) {
        long before = free();
        kept = units;
        return free() > before;
    }

    long held() {
        return held;
    }

    /** Whether a reservation waits for its payment. */
    boolean hasHolds() {
        return held + unpaid > 0;
    }

    /**
     * How many units a new reservation may ask for: those available; where stock is taken at payment, only as
     * many as may still be let in.
     */
    long admissible(int overbookPercent) {
        long available = free();
        if (!takesAtPayment) {
            return available;
        }
        long mayBeLetIn = (capacity - withheld) * overbookPercent / 100;
        return Math.max(0, Math.min(available, mayBeLetIn - unpaid - sold));
    }

    /** @param quantity below 0 for units that are not held any more */
    void hold(int quantity) {
        if (takesAtPayment) {
            unpaid += quantity;
        } else {
            held += quantity;
        }
        check();
    }

    /** @param quantity below 0 for units that are not sold any more */
    void sell(int quantity) {
        sold += quantity;
        check();
    }

    /** Whether this capacity has room for what is held and sold. */
    boolean canResize(long newCapacity, long newWithheld) {
        return newCapacity >= held + sold + newWithheld;
    }

    void resize(long newCapacity, long newWithheld) {
        capacity = newCapacity;
        withheld = newWithheld;
        check();
    }

    TierState state(long admissible) {
        return new TierState(capacity, held, sold, withheld, admissible, waitlist.size());
    }

    private void check() {
        BrokenInvariantException.require(
                held >= 0 && sold >= 0 && withheld >= 0 && unpaid >= 0 && available() >= 0,
                "no count of a tier is negative",
                this);
    }

    @Override
    public String toString() {
        return "capacity=" + capacity + ", held=" + held + ", sold=" + sold + ", withheld=" + withheld + ", unpaid="
                + unpaid;
    }
}
