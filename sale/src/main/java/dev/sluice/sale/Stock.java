package dev.sluice.sale;

import java.util.function.Consumer;

/**
 * Moves reservations from state to state. With them it moves their units, the buyers' counts, the deadlines and the waitlist,
 * so that all of these always agree. Whether a move is allowed is for its callers to decide.
 */
final class Stock {
    private final Deadlines deadlines = new Deadlines();
    private final Memory memory;
    private final Consumer<Change> changes;
    private final int offersAtOnce;
    private SaleState sale;
    private Tier[] tiers;
    private Inventory inventory;

    /**
     * A stock of which nobody has anything.
     *
     * @param offersAtOnce how many offers may follow a command at once; {@link #proceed} makes the others
     */
    Stock(SaleState sale, Memory memory, Consumer<Change> changes, int offersAtOnce) {
        this.sale = sale;
        this.offersAtOnce = offersAtOnce;
        this.memory = memory;
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

    /** The units that a new reservation would be given now; null if there are none. */
    Units find(int tier, int quantity, Selection selection) {
        return sale.terms().inventory().suffices(admissible(tiers[tier]), quantity, selection)
                ? inventory.find(tier, quantity, selection)
                : null;
    }

    /** Why {@link #find} found nothing. */
    Shortage shortage(int tier, int quantity, Selection selection) {
        return isServing(tiers[tier])
                ? new Shortage(selection.lack(), Units.NONE, Units.NONE)
                : inventory.shortage(tier, quantity, selection);
    }

    /**
     * The units for an expired reservation that is paid late: such as are available and promised to
     * nobody. Null if there are none.
     */
    Units findLate(Reservation expired) {
        return isServing(tiers[expired.tier]) ? null : findAvailable(expired);
    }

    /**
     * How many units a new reservation may ask for: none as long as those who wait are being served, as
     * what is available is theirs.
     */
    private long admissible(Tier tier) {
        return isServing(tier) ? 0 : tier.admissible(sale.terms().rules().overbookPercent());
    }

    /** Makes a new reservation a hold, with its units. */
    void hold(Reservation made, long nowMillis) {
        memory.addUnits(made, made.quantity);
        beginHold(made, nowMillis);
    }

    /** Makes a new reservation confirmed at once, with its units. */
    void grant(Reservation made) {
        memory.addUnits(made, made.quantity);
        made.become(ReservationStatus.CONFIRMED);
        memory.settle(made);
        tiers[made.tier].sell(load(made));
        inventory.take(made);
    }

    /** Puts a new reservation on the waitlist. */
    void enqueue(Reservation made) {
        memory.addUnits(made, made.quantity);
        made.become(ReservationStatus.WAITLISTED);
        Tier tier = tiers[made.tier];
        tier.waitlist.add(made, isServing(tier));
    }

    /** Confirms a hold. Where stock is taken at payment, the caller has made sure that its units are there. */
    void confirmHold(Reservation held) {
        Tier tier = tiers[held.tier];
        deadlines.forget(held);
        tier.unhold(load(held));
        tier.sell(load(held));
        move(held, ReservationStatus.CONFIRMED);
    }

    /** Confirms an expired hold after all, whose payment came late. */
    void confirmLate(Reservation expired, Units units) {
        expired.units = units;
        tiers[expired.tier].sell(load(expired));
        inventory.take(expired);
        memory.addUnits(expired, expired.quantity);
        move(expired, ReservationStatus.CONFIRMED);
    }

    /** Takes from a reservation what it has: units, or its place in line. What comes free goes to those who wait. */
    void release(Reservation leaving, ReservationStatus to, long nowMillis) {
        leave(leaving, to);
        offer(tiers[leaving.tier], offersAtOnce, nowMillis);
    }

    private void leave(Reservation leaving, ReservationStatus to) {
        Tier tier = tiers[leaving.tier];
        switch (leaving.status()) {
            case HELD -> {
                deadlines.forget(leaving);
                tier.unhold(load(leaving));
                tier.waitlist.touch(inventory.free(leaving));
            }
            case CONFIRMED -> {
                tier.unsell(load(leaving));
                tier.waitlist.touch(inventory.free(leaving));
            }
            case WAITLISTED -> tier.waitlist.remove(leaving);
            case QUEUED, EXPIRED, CANCELLED, REJECTED, REFUNDED ->
                throw new BrokenInvariantException("nothing to release in " + leaving.status());
        }
        memory.addUnits(leaving, -leaving.quantity);
        move(leaving, to);
    }

    /**
     * Replaces what the merchant set. Units that are new, or free because a pause ends, go to those who wait.
     *
     * @param untouched whether nobody ever had anything, so that even what is sold may be another thing
     */
    void administer(SaleState changed, boolean untouched, long nowMillis) {
        if (untouched) {
            tiers = emptyTiers(changed.terms());
            inventory = Inventory.of(changed.terms());
        }
        sale = changed;
        inventory.amend(changed.terms());
        int offers = offersAtOnce;
        for (int i = 0; i < tiers.length; i++) {
            tiers[i].resize(
                    changed.terms().tiers().get(i).capacity(),
                    changed.terms().inventory().withheld(i));
            tiers[i].waitlist.touch(Reach.ALL);
            offers -= offer(tiers[i], offers, nowMillis);
        }
        changes.accept(new Change.SaleChanged(changed));
    }

    /**
     * Does up to {@code limit} of the things that are to be done unasked, one after the other: what a kind does at its time; offers to those
     * who wait; ends of holds whose deadline has come, each followed by the offers that it makes possible; ends of waits that have become
     * hopeless. Returns how many.
     */
    int proceed(long nowMillis, int limit) {
        int done = 0;
        while (done < limit && proceedOnce(nowMillis)) {
            done++;
        }
        return done;
    }

    private boolean proceedOnce(long nowMillis) {
        if (inventory.dueMillis(sale) <= nowMillis) {
            act();
            return true;
        }
        for (Tier tier : tiers) {
            if (offer(tier, 1, nowMillis) > 0) {
                return true;
            }
        }
        return endOneHold(nowMillis) || endOneHopelessWait(nowMillis);
    }

    private boolean endOneHold(long nowMillis) {
        while (deadlines.nextMillis() <= nowMillis) {
            Reservation due = deadlines.remove();
            if (due != null) {
                leave(due, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHopelessWait(long nowMillis) {
        for (Tier tier : tiers) {
            if (tier.waitlist.size() > 0 && hopelessFromMillis(tier) <= nowMillis) {
                leave(tier.waitlist.first(), ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    /** Lets the kind do by itself what is due now. */
    private void act() {
        Inventory.Acted acted = inventory.act();
        for (Reservation taker : acted.numbered()) {
            if (taker.status().settled()) {
                memory.settle(taker);
            }
            changes.accept(new Change.Moved(taker.state(0)));
        }
        sale = sale.withTerms(sale.terms().withInventory(acted.terms()));
        inventory.amend(sale.terms());
        changes.accept(new Change.SaleChanged(sale));
    }

    /**
     * When {@link #proceed} next has something to do, or a time before that; 0 for at once, {@code Long.MAX_VALUE} for never.
     */
    long nextDueMillis() {
        long next = Math.min(deadlines.nextMillis(), inventory.dueMillis(sale));
        for (Tier tier : tiers) {
            if (!sale.paused() && tier.waitlist.candidate() != null) {
                return 0;
            }
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
        return inventory.dueMillis(sale) == Long.MAX_VALUE;
    }

    /** Takes in a reservation that a ledger read out, with what it has. */
    void restore(Reservation stored) {
        Tier tier = tiers[stored.tier];
        switch (stored.status()) {
            case HELD -> {
                tier.hold(load(stored));
                inventory.take(stored);
                watchDeadline(stored);
            }
            case CONFIRMED -> {
                tier.sell(load(stored));
                inventory.take(stored);
            }
            case WAITLISTED -> tier.waitlist.add(stored, true);
            case EXPIRED, CANCELLED, REJECTED, REFUNDED -> {
                return;
            }
            case QUEUED -> throw new BrokenInvariantException("a ledger holds decisions only");
        }
        memory.addUnits(stored, stored.quantity);
    }

    TierState tierState(int index) {
        return tiers[index].state(admissible(tiers[index]));
    }

    ReservationState state(Reservation reservation) {
        boolean waits = reservation.is(ReservationStatus.WAITLISTED);
        return reservation.state(waits ? tiers[reservation.tier].waitlist.place(reservation) : 0);
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

    /**
     * Makes offers to those who wait, in their order, at most {@code limit}. An offer is a hold, so one that is not taken
     * expires, and goes to the next. Returns how many were made.
     */
    private int offer(Tier tier, int limit, long nowMillis) {
        int offers = 0;
        for (; offers < limit && !sale.paused(); offers++) {
            Units units = unitsForNext(tier);
            if (units == null) {
                break;
            }
            Reservation next = tier.waitlist.candidate();
            tier.waitlist.remove(next);
            next.units = units;
            beginHold(next, nowMillis);
            changes.accept(new Change.Moved(next.state(0)));
        }
        return offers;
    }

    /** Whether somebody who waits is to be offered something that is available. */
    private boolean isServing(Tier tier) {
        return !sale.paused() && unitsForNext(tier) != null;
    }

    /** What the first who waits and can be served would be given, who is then the waitlist's candidate; null if there is nobody. */
    private Units unitsForNext(Tier tier) {
        for (Reservation next = tier.waitlist.candidate(); next != null; next = tier.waitlist.candidate()) {
            Units units = findAvailable(next);
            if (units != null) {
                return units;
            }
            tier.waitlist.passOver();
        }
        return null;
    }

    private Units findAvailable(Reservation wanting) {
        return sale.terms().inventory().suffices(tiers[wanting.tier].available(), wanting.quantity, wanting.selection)
                ? inventory.findAgain(wanting.tier, wanting.quantity, wanting.selection)
                : null;
    }

    private int load(Reservation reservation) {
        return load(reservation.quantity, reservation.selection);
    }

    private int load(int quantity, Selection selection) {
        return sale.terms().inventory().load(quantity, selection);
    }

    private void beginHold(Reservation reservation, long nowMillis) {
        tiers[reservation.tier].hold(load(reservation));
        inventory.take(reservation);
        reservation.become(ReservationStatus.HELD);
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

    private void move(Reservation reservation, ReservationStatus to) {
        reservation.become(to);
        if (to.settled()) {
            memory.settle(reservation);
        }
        changes.accept(new Change.Moved(reservation.state(0)));
    }
}
