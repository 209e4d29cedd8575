package dev.sluice.sale;

import java.util.function.Consumer;

/**
 * Moves reservations from state to state, and with them units, the buyers' counts, the deadlines and the waitlist, so that they
 * always agree. What is allowed is decided by its callers.
 */
final class Stock {
    /** Those that were paid or given back stay until their deadline and are passed over then. */
    private final Deadlines deadlines = new Deadlines();

    private final Consumer<Change> changes;
    private SaleState sale;
    private Tier[] tiers;

    Stock(SaleState sale, Consumer<Change> changes) {
        this.sale = sale;
        this.changes = changes;
        this.tiers = emptyTiers(sale.terms());
    }

    SaleState sale() {
        return sale;
    }

    Tier tier(int index) {
        return tiers[index];
    }

    int tiers() {
        return tiers.length;
    }

    /** Whether this many units would be let in now. */
    boolean admits(int tier, int quantity) {
        return tiers[tier].admissible(sale.terms().rules().overbookPercent()) >= quantity;
    }

    /** A new reservation gets its units. */
    void hold(Reservation made, long nowMillis) {
        made.buyer.units += made.quantity;
        beginHold(made, nowMillis);
    }

    /** A new reservation waits. */
    void enqueue(Reservation made) {
        made.buyer.units += made.quantity;
        made.status = Status.WAITLISTED;
        tiers[made.tier].waitlist.add(made);
    }

    /** A hold becomes tickets. The units must be there where stock is taken at payment. */
    void confirmHold(Reservation held) {
        Tier tier = tiers[held.tier];
        tier.unhold(held.quantity);
        tier.sell(held.quantity);
        move(held, Status.CONFIRMED);
    }

    /** An expired hold whose payment came late becomes tickets after all. The units must be there. */
    void confirmLate(Reservation expired) {
        tiers[expired.tier].sell(expired.quantity);
        expired.buyer.units += expired.quantity;
        move(expired, Status.CONFIRMED);
    }

    /** A reservation gives back what it has: units, or its place in line. What came free goes to those who wait. */
    void release(Reservation leaving, Status to, long nowMillis) {
        Tier tier = tiers[leaving.tier];
        switch (leaving.status) {
            case HELD -> tier.unhold(leaving.quantity);
            case CONFIRMED -> tier.unsell(leaving.quantity);
            case WAITLISTED -> tier.waitlist.remove(leaving);
            case QUEUED, EXPIRED, CANCELLED, REJECTED, REFUNDED ->
                throw new BrokenInvariantException("nothing to release in " + leaving.status);
        }
        leaving.buyer.units -= leaving.quantity;
        move(leaving, to);
        offer(leaving.tier, nowMillis);
    }

    /** Replaces the merchant's settings; new units and an end of a pause go to those who wait. */
    void administer(SaleState changed, long nowMillis) {
        if (reshapes(changed.terms())) {
            tiers = emptyTiers(changed.terms());
        }
        sale = changed;
        for (int i = 0; i < tiers.length; i++) {
            tiers[i].resize(changed.terms().tiers().get(i).capacity());
            offer(i, nowMillis);
        }
        changes.accept(new Change.SaleChanged(changed));
    }

    /** Ends up to {@code limit} holds whose deadline has come, and waits that have become hopeless. Returns how many. */
    int expireDue(long nowMillis, int limit) {
        int expired = 0;
        while (expired < limit && deadlines.nextMillis() <= nowMillis) {
            Reservation due = deadlines.remove();
            if (due.is(Status.HELD)) {
                release(due, Status.EXPIRED, nowMillis);
                expired++;
            }
        }
        for (Tier tier : tiers) {
            while (expired < limit && tier.waitlist.size() > 0 && hopelessFromMillis(tier) <= nowMillis) {
                Reservation waiting = tier.waitlist.firstFor(Long.MAX_VALUE);
                tier.waitlist.remove(waiting);
                waiting.buyer.units -= waiting.quantity;
                move(waiting, Status.EXPIRED);
                expired++;
            }
        }
        return expired;
    }

    /** When {@link #expireDue} next has something to do; {@code Long.MAX_VALUE} for never. */
    long nextDueMillis() {
        long next = deadlines.nextMillis();
        for (Tier tier : tiers) {
            if (tier.waitlist.size() > 0) {
                next = Math.min(next, hopelessFromMillis(tier));
            }
        }
        return next;
    }

    boolean isSettled() {
        for (Tier tier : tiers) {
            if (tier.hasHolds() || tier.waitlist.size() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Puts back what a ledger says. */
    void restore(Reservation stored) {
        Tier tier = tiers[stored.tier];
        switch (stored.status) {
            case HELD -> {
                tier.hold(stored.quantity);
                watchDeadline(stored);
            }
            case CONFIRMED -> tier.sell(stored.quantity);
            case WAITLISTED -> tier.waitlist.add(stored);
            case EXPIRED, CANCELLED, REJECTED, REFUNDED -> {
                return;
            }
            case QUEUED -> throw new BrokenInvariantException("a ledger holds decisions only");
        }
        stored.buyer.units += stored.quantity;
    }

    TierState tierState(int index) {
        return tiers[index].state(sale.terms().rules().overbookPercent());
    }

    ReservationState state(Reservation reservation) {
        boolean waits = reservation.is(Status.WAITLISTED);
        return reservation.state(waits ? tiers[reservation.tier].waitlist.position(reservation) : 0);
    }

    /** Only before the opening, while no tier has anything but its capacity. */
    private boolean reshapes(SaleTerms terms) {
        return terms.tiers().size() != tiers.length
                || terms.rules().takeStock() != sale.terms().rules().takeStock();
    }

    private static Tier[] emptyTiers(SaleTerms terms) {
        return terms.tiers().stream()
                .map(tier -> new Tier(tier.capacity(), terms.rules().takeStock()))
                .toArray(Tier[]::new);
    }

    /** Offers are holds, so an offer that is not taken expires and goes to the next. */
    private void offer(int index, long nowMillis) {
        Tier tier = tiers[index];
        if (sale.paused() || tier.waitlist.size() == 0) {
            return;
        }
        for (Reservation next = tier.waitlist.firstFor(tier.available());
                next != null;
                next = tier.waitlist.firstFor(tier.available())) {
            tier.waitlist.remove(next);
            beginHold(next, nowMillis);
            changes.accept(new Change.Moved(next.state(0)));
        }
    }

    private void beginHold(Reservation reservation, long nowMillis) {
        tiers[reservation.tier].hold(reservation.quantity);
        reservation.status = Status.HELD;
        PurchaseRules rules = sale.terms().rules();
        if (rules.takeStock() != TakeStock.ORDER) {
            reservation.expiresAtMillis = nowMillis + rules.holdSeconds() * 1000L;
            watchDeadline(reservation);
        }
    }

    private void watchDeadline(Reservation held) {
        if (held.expiresAtMillis > 0) {
            deadlines.add(held);
        }
    }

    /** A wait is hopeless once the sale is closed and no hold is left that could come free. */
    private long hopelessFromMillis(Tier tier) {
        if (tier.held() > 0) {
            return Long.MAX_VALUE;
        }
        return sale.closed() ? 0 : sale.terms().window().closesAtMillis();
    }

    private void move(Reservation reservation, Status to) {
        reservation.status = to;
        changes.accept(new Change.Moved(reservation.state(0)));
    }
}
