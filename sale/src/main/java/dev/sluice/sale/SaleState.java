package dev.sluice.sale;

/**
 * A sale as its merchant set it.
 *
 * @param number of the sale in the ledger; the ids of its reservations begin with it
 * @param version grows by one with each change that the merchant makes
 * @param holdsKeptUntilMillis no hold with a deadline ends before; 0 where nobody asked for that
 * @param owner the user whose sale it is: who created it, or to whom it was given since; null if it is nobody's. Whose it is once, it is
 *     never nobody's again
 */
public record SaleState(
        int number,
        SaleTerms terms,
        boolean paused,
        boolean closed,
        long version,
        long holdsKeptUntilMillis,
        String owner) {

    /** A sale that is nobody's. */
    public SaleState(
            int number, SaleTerms terms, boolean paused, boolean closed, long version, long holdsKeptUntilMillis) {
        this(number, terms, paused, closed, version, holdsKeptUntilMillis, null);
    }

    /** A sale that is nobody's, and whose holds end at their own deadlines. */
    public SaleState(int number, SaleTerms terms, boolean paused, boolean closed, long version) {
        this(number, terms, paused, closed, version, 0);
    }

    /** The same, as its owner's. */
    public SaleState ownedBy(String user) {
        return new SaleState(number, terms, paused, closed, version, holdsKeptUntilMillis, user);
    }

    /** Derived from the time, so that opening and closing need no write and cannot be late. */
    public SaleStatus statusAt(long nowMillis) {
        if (closed || nowMillis >= terms.window().closesAtMillis()) {
            return SaleStatus.CLOSED;
        }
        if (paused) {
            return SaleStatus.PAUSED;
        }
        return nowMillis < terms.window().opensAtMillis() ? SaleStatus.SCHEDULED : SaleStatus.OPEN;
    }

    /** When {@link #statusAt} next changes by itself; {@code Long.MAX_VALUE} for never. */
    public long nextStatusChangeMillis(long nowMillis) {
        if (closed || nowMillis >= terms.window().closesAtMillis()) {
            return Long.MAX_VALUE;
        }
        boolean opensLater = nowMillis < terms.window().opensAtMillis();
        return opensLater ? terms.window().opensAtMillis() : terms.window().closesAtMillis();
    }

    SaleState withTerms(SaleTerms newTerms) {
        return new SaleState(number, newTerms, paused, closed, version + 1, holdsKeptUntilMillis, owner);
    }

    SaleState withPaused(boolean nowPaused) {
        return new SaleState(number, terms, nowPaused, closed, version + 1, holdsKeptUntilMillis, owner);
    }

    SaleState asClosed() {
        return new SaleState(number, terms, paused, true, version + 1, holdsKeptUntilMillis, owner);
    }

    SaleState withHoldsKept(long untilMillis) {
        return new SaleState(number, terms, paused, closed, version + 1, untilMillis, owner);
    }

    /** When a hold ends whose own deadline is this; 0 for never. */
    long deadlineMillis(long ownMillis) {
        return ownMillis == 0 ? 0 : Math.max(ownMillis, holdsKeptUntilMillis);
    }

    /** A stored reservation as its buyer knows it: the deadline of a hold is not before the time until which holds are kept. */
    public ReservationState shown(ReservationState stored) {
        return stored.status() == ReservationStatus.HELD
                ? stored.withDeadline(deadlineMillis(stored.expiresAtMillis()))
                : stored;
    }
}
