package dev.sluice.sale;

/**
 * Offers to the waitlist: what came free goes to those who wait, in their order. An offer is a hold, so one that is not taken expires, and
 * goes to the next. Some follow the command that makes them possible at once; the others are made one after the other by {@link Expiry}.
 */
final class Offers {
    private final Stock stock;
    private final Allocation allocation;
    private final int most;
    private boolean noneAtOnce;

    /** @param most how many may follow a command at once */
    Offers(Stock stock, Allocation allocation, int most) {
        this.stock = stock;
        this.allocation = allocation;
        this.most = most;
    }

    /** Whether no offer follows a command at once. */
    void leaveAll(boolean leave) {
        noneAtOnce = leave;
    }

    /** Takes from a reservation what it has: units, or its place in line. What comes free goes to those who wait. */
    void release(Reservation leaving, ReservationStatus to, long nowMillis) {
        stock.leave(leaving, to);
        makeFor(leaving, nowMillis);
    }

    /**
     * Takes some of its tickets, not all, from a confirmed reservation. What comes free goes to those who wait.
     *
     * @return what they cost
     */
    long releaseSome(Reservation confirmed, Units tickets, long nowMillis) {
        Reservation part = stock.lose(confirmed, tickets);
        makeFor(part, nowMillis);
        return part.amount;
    }

    /** Of what a reservation had, tier by tier. */
    private void makeFor(Reservation left, long nowMillis) {
        if (!(left.selection instanceof Selection.Items items)) {
            make(stock.tier(left.tier), atOnce(), nowMillis);
            return;
        }
        int offers = atOnce();
        for (int tier = 0; tier < items.tiers(); tier++) {
            offers -= items.of(tier) > 0 ? make(stock.tier(tier), offers, nowMillis) : 0;
        }
    }

    /** Of whatever is free in any tier, after a change that the merchant made. */
    void makeAll(long nowMillis) {
        int offers = atOnce();
        for (int tier = 0; tier < stock.tiers(); tier++) {
            offers -= make(stock.tier(tier), offers, nowMillis);
        }
    }

    private int atOnce() {
        return noneAtOnce ? 0 : most;
    }

    /** Makes at most {@code limit} offers of a tier. Returns how many. */
    int make(Tier tier, int limit, long nowMillis) {
        int offers = 0;
        boolean mayOffer = Taking.OFFER.refusal(stock.sale().statusAt(nowMillis)) == null;
        for (; offers < limit && mayOffer; offers++) {
            Units units = allocation.findNext(tier);
            if (units == null) {
                break;
            }
            long untilMillis = nowMillis + stock.sale().terms().rules().offerHoldSeconds() * 1000L;
            stock.holdOffered(tier.waitlist.candidate(), units, untilMillis);
        }
        return offers;
    }

    /** From when on offers are made; 0 for from now on. A pause ends with the sale, if not before. */
    long fromMillis() {
        SaleState sale = stock.sale();
        return sale.paused() && !sale.closed() ? sale.terms().window().closesAtMillis() : 0;
    }
}
