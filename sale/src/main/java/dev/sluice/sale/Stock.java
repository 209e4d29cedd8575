package dev.sluice.sale;

import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/**
 * Moves reservations from state to state. With them it moves their units, the buyers' counts, the deadlines and the waitlist,
 * so that all of these always agree. Whether a move is allowed is for its callers to decide: what may be given to whom is {@link Allocation}'s,
 * who is offered what came free {@link Offers}', and what time brings about {@link Expiry}'s.
 */
final class Stock {
    private final Memory memory;
    private final Deadlines deadlines;
    private final Consumer<Change> changes;
    private SaleState sale;
    private Tier[] tiers;
    private Inventory inventory;
    private IntToLongFunction kept = _ -> 0;
    /** The latest time that was seen: what was past once stays so, even if a clock goes back. */
    private long latestMillis;

    /**
     * A stock of which nobody has anything.
     *
     * @param deadlines those of its holds, which it adds and forgets; whose has come is for {@link Expiry} to take out and end
     */
    Stock(SaleState sale, Memory memory, Deadlines deadlines, Consumer<Change> changes) {
        this.sale = sale;
        this.memory = memory;
        this.deadlines = deadlines;
        this.changes = changes;
        this.tiers = emptyTiers(sale.terms());
        this.inventory = Inventory.of(sale.terms());
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

    Inventory inventory() {
        return inventory;
    }

    /** Takes notice of the time. */
    void see(long nowMillis) {
        latestMillis = Math.max(latestMillis, nowMillis);
    }

    /** Whether the sale is over by the latest time that was seen. */
    boolean isClosed() {
        return sale.statusAt(latestMillis) == SaleStatus.CLOSED;
    }

    /** The latest time that was seen. */
    long latestMillis() {
        return latestMillis;
    }

    /** Whether a time has come, once it was seen. */
    boolean hasCome(long millis) {
        return latestMillis >= millis;
    }

    /** Whether these units cannot be sold any more, whoever wants them. */
    boolean isPast(Selection selection) {
        return sale.terms().inventory().soldUntilMillis(selection) <= latestMillis;
    }

    /** From here on a draw says how many units of a tier are kept for it, whenever the sale changes, or it {@link #keep}s others. */
    void keepBy(IntToLongFunction draw) {
        kept = draw;
        for (int tier = 0; tier < tiers.length; tier++) {
            keep(tier);
        }
    }

    /** Keeps of a tier what the draw wants of it by now. What is not kept any more may go to those who wait. */
    void keep(int tier) {
        if (tiers[tier].keep(kept.applyAsLong(tier))) {
            tiers[tier].waitlist.touch(Reach.ALL);
        }
    }

    /**
     * Makes a new reservation a hold, with its units.
     *
     * @param untilMillis its deadline, where the sale and what is sold say no other
     */
    void hold(Reservation made, long untilMillis) {
        memory.addUnits(made, made.quantity);
        beginHold(made, untilMillis);
    }

    /** Makes a hold of somebody who waits, with these units: an offer. */
    void holdOffered(Reservation waiting, Units units, long untilMillis) {
        tiers[waiting.tier].waitlist.remove(waiting);
        waiting.units = units;
        beginHold(waiting, untilMillis);
        changes.accept(new Change.Moved(waiting.state(0)));
    }

    /** Makes a new reservation confirmed at once, with its units. */
    void grant(Reservation made) {
        memory.addUnits(made, made.quantity);
        made.become(ReservationStatus.CONFIRMED);
        memory.settle(made);
        countSold(made, 1);
        inventory.take(made);
    }

    /**
     * Puts a new reservation on the waitlist.
     *
     * @param mayBeServed false if it came for nothing just now
     */
    void enqueue(Reservation made, boolean mayBeServed) {
        memory.addUnits(made, made.quantity);
        made.become(ReservationStatus.WAITLISTED);
        tiers[made.tier].waitlist.add(made, mayBeServed);
    }

    /** Confirms a hold. Where stock is taken at payment, the caller has made sure that its units are there. */
    void confirmHold(Reservation held) {
        deadlines.forget(held);
        countHeld(held, -1);
        countSold(held, 1);
        move(held, ReservationStatus.CONFIRMED);
    }

    /** Confirms an expired hold after all, whose payment came late. */
    void confirmLate(Reservation expired, Units units) {
        expired.units = units;
        expired.reason = null;
        countSold(expired, 1);
        inventory.take(expired);
        memory.addUnits(expired, expired.quantity);
        move(expired, ReservationStatus.CONFIRMED);
    }

    /** Notes why a reservation that has ended was given nothing when it was paid. */
    void explain(Reservation ended, Rejection why) {
        if (ended.reason != why) {
            ended.reason = why;
            changes.accept(new Change.Moved(ended.state(0)));
        }
    }

    /** Takes from a reservation what it has: units, or its place in line. Nobody else gets them by that; see {@link Offers#release}. */
    void leave(Reservation leaving, ReservationStatus to) {
        switch (leaving.status()) {
            case HELD -> {
                deadlines.forget(leaving);
                countHeld(leaving, -1);
                touch(leaving, inventory.free(leaving));
            }
            case CONFIRMED -> {
                countSold(leaving, -1);
                touch(leaving, inventory.free(leaving));
            }
            case WAITLISTED -> tiers[leaving.tier].waitlist.remove(leaving);
            case QUEUED, EXPIRED, CANCELLED, REJECTED, REFUNDED ->
                throw new BrokenInvariantException("nothing to release in " + leaving.status());
        }
        memory.addUnits(leaving, -leaving.quantity);
        move(leaving, to);
    }

    /** Takes some of its tickets, not all, from a confirmed reservation; see {@link Reservation#lose}. Nobody else gets their units by that. */
    Reservation lose(Reservation confirmed, Units tickets) {
        Reservation part = confirmed.lose(tickets, sale.terms());
        countSold(part, -1);
        touch(part, inventory.freeSome(part));
        memory.addUnits(confirmed, -part.quantity);
        changes.accept(new Change.Moved(confirmed.state(0)));
        return part;
    }

    /** Adds what a reservation takes to what is held, in each of its tiers. */
    private void countHeld(Reservation reservation, int times) {
        if (!(reservation.selection instanceof Selection.Items items)) {
            tiers[reservation.tier].hold(times * load(reservation));
            return;
        }
        for (int tier = 0; tier < items.tiers(); tier++) {
            tiers[tier].hold(times * reservation.quantityOf(tier));
        }
    }

    /** The same to what is sold. */
    private void countSold(Reservation reservation, int times) {
        if (!(reservation.selection instanceof Selection.Items items)) {
            tiers[reservation.tier].sell(times * load(reservation));
            return;
        }
        for (int tier = 0; tier < items.tiers(); tier++) {
            tiers[tier].sell(times * reservation.quantityOf(tier));
        }
    }

    /** Says in each of its tiers that what a reservation had came free. */
    private void touch(Reservation leaving, Reach reach) {
        if (!(leaving.selection instanceof Selection.Items items)) {
            tiers[leaving.tier].waitlist.touch(reach);
            return;
        }
        for (int tier = 0; tier < items.tiers(); tier++) {
            tiers[tier].waitlist.touch(items.of(tier) > 0 ? reach : Reach.NOTHING);
        }
    }

    /**
     * Replaces what the merchant set. Units that are new, or free because a pause ends, may go to those who wait.
     *
     * @param untouched whether nobody ever had anything, so that even what is sold may be another thing
     */
    void administer(SaleState changed, boolean untouched) {
        if (untouched) {
            tiers = emptyTiers(changed.terms());
            inventory = Inventory.of(changed.terms());
        }
        sale = changed;
        inventory.amend(changed.terms());
        changes.accept(new Change.SaleChanged(changed));
        for (int i = 0; i < tiers.length; i++) {
            tiers[i].resize(
                    changed.terms().tiers().get(i).capacity(),
                    changed.terms().inventory().withheld(i));
            keep(i);
            tiers[i].waitlist.touch(Reach.ALL);
        }
    }

    /** Lets the kind do by itself what is due now. */
    void act() {
        Inventory.Acted acted = inventory.act();
        for (Reservation taker : acted.numbered()) {
            if (taker.status().settled()) {
                memory.settle(taker);
            }
            changes.accept(new Change.Numbered(taker.state(0)));
        }
        sale = sale.withTerms(sale.terms().withInventory(acted.terms()));
        inventory.amend(sale.terms());
        changes.accept(new Change.SaleChanged(sale));
    }

    boolean isSettled() {
        for (Tier tier : tiers) {
            if (tier.hasHolds() || tier.waitlist.size() > 0) {
                return false;
            }
        }
        return inventory.dueMillis(sale) == Long.MAX_VALUE;
    }

    /** Takes in a reservation that a ledger read out, with what it has. */
    void restore(Reservation stored) {
        switch (stored.status()) {
            case HELD -> {
                countHeld(stored, 1);
                inventory.take(stored);
                watchDeadline(stored);
            }
            case CONFIRMED -> {
                countSold(stored, 1);
                inventory.take(stored);
            }
            case WAITLISTED -> tiers[stored.tier].waitlist.add(stored, true);
            case EXPIRED, CANCELLED, REJECTED, REFUNDED -> {
                return;
            }
            case QUEUED -> throw new BrokenInvariantException("a ledger holds decisions only");
        }
        memory.addUnits(stored, stored.quantity);
    }

    ReservationState state(Reservation reservation) {
        boolean waits = reservation.is(ReservationStatus.WAITLISTED);
        return reservation
                .state(waits ? tiers[reservation.tier].waitlist.place(reservation) : 0)
                .withDeadline(deadlineMillis(reservation));
    }

    private Tier[] emptyTiers(SaleTerms terms) {
        Tier[] empty = new Tier[terms.tiers().size()];
        for (int i = 0; i < empty.length; i++) {
            int tier = i;
            empty[i] = new Tier(
                    terms.tiers().get(i).capacity(),
                    terms.inventory().withheld(i),
                    terms.rules().takeStock(),
                    new Waitlist(together -> inventory.left(tier, together)));
        }
        return empty;
    }

    private int load(Reservation reservation) {
        return sale.terms().inventory().load(reservation.quantity, reservation.selection);
    }

    private void beginHold(Reservation reservation, long untilMillis) {
        countHeld(reservation, 1);
        inventory.take(reservation);
        reservation.become(ReservationStatus.HELD);
        if (sale.terms().rules().takeStock() != TakeStock.ORDER) {
            reservation.expiresAtMillis = sale.deadlineMillis(
                    Math.min(untilMillis, sale.terms().inventory().usedFromMillis(reservation.selection)));
            watchDeadline(reservation);
        }
    }

    /** When a hold ends; 0 for never. Of a reservation that is no hold any more: when it would have, or did. */
    long deadlineMillis(Reservation reservation) {
        return reservation.is(ReservationStatus.HELD)
                ? sale.deadlineMillis(reservation.expiresAtMillis)
                : reservation.expiresAtMillis;
    }

    boolean isOverdue(Reservation reservation, long nowMillis) {
        return reservation.is(ReservationStatus.HELD)
                && reservation.expiresAtMillis > 0
                && deadlineMillis(reservation) <= nowMillis;
    }

    /** From here on its deadline is among the others, if it has one. */
    void watchDeadline(Reservation held) {
        if (held.expiresAtMillis > 0) {
            deadlines.add(held);
        }
    }

    private void move(Reservation reservation, ReservationStatus to) {
        reservation.expiresAtMillis = deadlineMillis(reservation);
        reservation.become(to);
        if (to.settled()) {
            memory.settle(reservation);
        }
        changes.accept(new Change.Moved(reservation.state(0)));
    }
}
