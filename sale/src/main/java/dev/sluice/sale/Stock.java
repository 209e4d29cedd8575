package dev.sluice.sale;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

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
    private IntToLongFunction kept = _ -> 0;
    /** Those for whom nothing is done unasked. Some may have been settled since. */
    private final Map<UUID, Reservation> aside = new HashMap<>();

    private boolean kindAside;
    private boolean leavesOffers;
    /** The latest time that was seen: what was past once stays so, even if a clock goes back. */
    private long latestMillis;

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

    /** Units that may be asked for. */
    long left() {
        long left = 0;
        for (Tier tier : tiers) {
            left += Math.max(0, admissible(tier));
        }
        return left;
    }

    /** Places that are free on the waitlist. */
    long placesLeft() {
        long left = 0;
        for (Tier tier : tiers) {
            left += Math.max(0, sale.terms().rules().waitlistCapacity() - tier.waitlist.size());
        }
        return left;
    }

    /** Whether a time has come, once it was seen. */
    boolean hasCome(long millis) {
        return latestMillis >= millis;
    }

    /** Whether these units cannot be sold any more, whoever wants them. */
    boolean isPast(Selection selection) {
        return sale.terms().inventory().soldUntilMillis(selection) <= latestMillis;
    }

    /** Why this cannot be taken now, whatever is left of it; null if it could. Checked in the order of {@link Rejection}. */
    Rejection refusal(Taking taking, UUID buyer, int tier, int quantity, Selection selection, long nowMillis) {
        Rejection closed = taking.refusal(sale.statusAt(nowMillis));
        if (closed != null) {
            return closed;
        }
        if (tier < 0 || tier >= tiers.length || selection.counts().size() > tiers.length) {
            return Rejection.UNKNOWN_TIER;
        }
        Rejection unsound = unsound(taking, tier, quantity, selection);
        if (unsound != null) {
            return unsound;
        }
        if (isPast(selection)) {
            return Rejection.DEPARTED;
        }
        int more = sale.terms().rules().limitPerUser() - Buyers.units(memory.counts(buyer));
        return quantity < 1 || quantity > more ? Rejection.LIMIT_EXCEEDED : null;
    }

    private Rejection unsound(Taking taking, int tier, int quantity, Selection selection) {
        boolean differs = selection instanceof Selection.Items items
                && (items.firstTier() != tier || items.quantity() != quantity);
        if (differs) {
            return Rejection.UNKNOWN_UNIT;
        }
        Rejection unsound = inventory.unsound(tier, quantity, selection);
        boolean mixes = taking == Taking.PURCHASE && selection instanceof Selection.Items;
        return unsound == null && mixes && !sale.terms().rules().mixedTiers() ? Rejection.TIERS_DIFFER : unsound;
    }

    /** The units that would be given now to somebody to whom they are not refused; null if there are none. Takes none of them. */
    Units find(Taking taking, int tier, int quantity, Selection selection) {
        if (!suffices(taking, tier, quantity, selection)) {
            return null;
        }
        return taking == Taking.PURCHASE
                ? inventory.find(tier, quantity, selection)
                : inventory.findAgain(tier, quantity, selection);
    }

    /** Whether enough is left, by the counts alone: of each tier, where it is of several. */
    private boolean suffices(Taking taking, int tier, int quantity, Selection selection) {
        if (!(selection instanceof Selection.Items items)) {
            return sale.terms().inventory().suffices(mayBeTaken(taking, tiers[tier]), quantity, selection);
        }
        for (int one = 0; one < items.tiers(); one++) {
            if (items.of(one) > 0 && items.of(one) > mayBeTaken(taking, tiers[one])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The units that would be given now to somebody who was drawn; null if there are none.
     *
     * @param ofKept whether of those that are kept for the draw, and no others
     */
    Units findDrawn(boolean ofKept, int tier, int quantity, Selection selection) {
        long most = ofKept ? tiers[tier].kept() : admissible(tiers[tier]);
        boolean sound = !isPast(selection) && inventory.unsound(tier, quantity, selection) == null;
        return sound && sale.terms().inventory().suffices(most, quantity, selection)
                ? inventory.find(tier, quantity, selection)
                : null;
    }

    /** From here on a draw says how many units of a tier are kept for it, whenever the sale changes, or it {@link #keep}s others. */
    void keepBy(IntToLongFunction draw) {
        kept = draw;
        for (int tier = 0; tier < tiers.length; tier++) {
            keep(tier);
        }
    }

    /** Keeps of a tier what the draw wants of it by now. What is not kept any more goes to those who wait. */
    void keep(int tier) {
        if (tiers[tier].keep(kept.applyAsLong(tier))) {
            tiers[tier].waitlist.touch(Reach.ALL);
        }
    }

    /** Why {@link #find} found nothing, for whoever does not wait. */
    Shortage shortage(int tier, int quantity, Selection selection) {
        if (selection instanceof Selection.Items items) {
            return shortage(items);
        }
        return isServing(tiers[tier])
                ? new Shortage(selection.lack(), Units.NONE, Units.NONE)
                : inventory.shortage(tier, quantity, selection);
    }

    /** As a whole it is refused for what those who wait come before it for, in any of its tiers; else for its units. */
    private Shortage shortage(Selection.Items items) {
        boolean serving = false;
        int[] left = new int[items.tiers()];
        for (int tier = 0; tier < items.tiers(); tier++) {
            serving |= items.of(tier) > 0 && isServing(tiers[tier]);
            left[tier] = items.of(tier) > 0 ? Math.toIntExact(Math.max(0, admissible(tiers[tier]))) : 0;
        }
        Shortage shortage = serving
                ? new Shortage(items.lack(), Units.NONE, Units.NONE)
                : inventory.shortage(items.firstTier(), items.quantity(), items);
        return items.seats().isEmpty()
                ? new Shortage(shortage.reason(), Units.NONE, Units.NONE, Units.of(left))
                : shortage;
    }

    /** Of how many units of a tier somebody may take theirs: not of those that others wait for who could have them. */
    private long mayBeTaken(Taking taking, Tier tier) {
        return switch (taking) {
            case PURCHASE -> admissible(tier);
            case OFFER -> tier.free();
            case LATE_PAYMENT -> isServing(tier) ? leftOver(tier) : tier.free();
        };
    }

    /** What is left once all who wait and can be served have theirs; nothing where it is not said which units these would be. */
    private long leftOver(Tier tier) {
        return sale.terms().inventory().areAlike() ? tier.waitlist.leftOver(tier.free()) : 0;
    }

    private long admissible(Tier tier) {
        return isServing(tier) ? 0 : tier.admissible(sale.terms().rules().overbookPercent());
    }

    /** Makes a new reservation a hold, with its units. */
    void hold(Reservation made, long nowMillis) {
        memory.addUnits(made, made.quantity);
        beginHold(made, nowMillis);
    }

    /** The same with a deadline of its own. */
    void holdUntil(Reservation made, long untilMillis) {
        memory.addUnits(made, made.quantity);
        beginHoldUntil(made, untilMillis);
    }

    /** Makes a new reservation confirmed at once, with its units. */
    void grant(Reservation made) {
        memory.addUnits(made, made.quantity);
        made.become(ReservationStatus.CONFIRMED);
        memory.settle(made);
        countSold(made, 1);
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

    /** Takes from a reservation what it has: units, or its place in line. What comes free goes to those who wait. */
    void release(Reservation leaving, ReservationStatus to, long nowMillis) {
        leave(leaving, to);
        offerWhatIsFree(leaving, nowMillis);
    }

    /**
     * Takes some of its tickets, not all, from a confirmed reservation. What comes free goes to those who wait.
     *
     * @return what they cost
     */
    long releaseSome(Reservation confirmed, Units tickets, long nowMillis) {
        Reservation part = confirmed.lose(tickets, sale.terms());
        countSold(part, -1);
        touch(part, inventory.freeSome(part));
        memory.addUnits(confirmed, -part.quantity);
        changes.accept(new Change.Moved(confirmed.state(0)));
        offerWhatIsFree(part, nowMillis);
        return part.amount;
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

    /** Offers what a reservation had, tier by tier. */
    private void offerWhatIsFree(Reservation left, long nowMillis) {
        if (!(left.selection instanceof Selection.Items items)) {
            offer(tiers[left.tier], offersAtOnce(), nowMillis);
            return;
        }
        int offers = offersAtOnce();
        for (int tier = 0; tier < items.tiers(); tier++) {
            offers -= items.of(tier) > 0 ? offer(tiers[tier], offers, nowMillis) : 0;
        }
    }

    /** Whether what a hold takes is available, where it is taken at payment. */
    boolean hasUnitsFor(Reservation held) {
        if (!(held.selection instanceof Selection.Items items)) {
            return tiers[held.tier].available() >= held.quantity;
        }
        for (int tier = 0; tier < items.tiers(); tier++) {
            if (tiers[tier].available() < items.of(tier)) {
                return false;
            }
        }
        return true;
    }

    private void leave(Reservation leaving, ReservationStatus to) {
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
        changes.accept(new Change.SaleChanged(changed));
        int offers = offersAtOnce();
        for (int i = 0; i < tiers.length; i++) {
            tiers[i].resize(
                    changed.terms().tiers().get(i).capacity(),
                    changed.terms().inventory().withheld(i));
            keep(i);
            tiers[i].waitlist.touch(Reach.ALL);
            offers -= offer(tiers[i], offers, nowMillis);
        }
    }

    /**
     * Does up to {@code limit} of the things that are to be done unasked, one after the other: what a kind does at its time; ends of waits
     * for what is past; offers to those who wait; ends of holds whose deadline has come, each followed by the offers that it makes
     * possible; ends of waits that have become hopeless. Returns how many.
     */
    int proceed(long nowMillis, int limit) {
        int done = 0;
        while (done < limit && proceedOnce(nowMillis)) {
            done++;
        }
        return done;
    }

    private boolean proceedOnce(long nowMillis) {
        if (kindDueMillis() <= nowMillis) {
            act();
            return true;
        }
        if (endOnePastWait()) {
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
        while (nextEndMillis() <= nowMillis) {
            Reservation due = deadlines.remove();
            if (due != null && !isAside(due)) {
                leave(due, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private boolean endOnePastWait() {
        for (Tier tier : tiers) {
            Reservation next = tier.waitlist.soonest();
            if (next != null && isPast(next.selection)) {
                next.reason = Rejection.DEPARTED;
                leave(next, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHopelessWait(long nowMillis) {
        for (Tier tier : tiers) {
            if (tier.waitlist.inLine() > 0 && hopelessFromMillis(tier) <= nowMillis) {
                Reservation first = tier.waitlist.first();
                first.reason = Rejection.CLOSED;
                leave(first, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private long kindDueMillis() {
        return kindAside ? Long.MAX_VALUE : inventory.dueMillis(sale);
    }

    private boolean isAside(Reservation reservation) {
        return !aside.isEmpty() && aside.containsKey(reservation.id());
    }

    /** @param reservation null for one that is not there */
    void setAside(Reservation reservation) {
        if (reservation == null || reservation.status().settled() || isAside(reservation)) {
            return;
        }
        aside.put(reservation.id(), reservation);
        if (reservation.is(ReservationStatus.WAITLISTED)) {
            tiers[reservation.tier].waitlist.setAside(reservation);
        }
    }

    void takeBack(UUID id) {
        Reservation back = aside.remove(id);
        if (back == null) {
            return;
        }
        if (back.is(ReservationStatus.WAITLISTED)) {
            tiers[back.tier].waitlist.takeBack(back);
        } else if (back.is(ReservationStatus.HELD) && !back.watched) {
            watchDeadline(back);
        }
    }

    void setKindAside(boolean nowAside) {
        kindAside = nowAside;
    }

    void leaveOffers(boolean leave) {
        leavesOffers = leave;
    }

    private int offersAtOnce() {
        return leavesOffers ? 0 : offersAtOnce;
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
        long next = Math.min(nextEndMillis(), kindDueMillis());
        for (Tier tier : tiers) {
            if (tier.waitlist.candidate() != null) {
                next = Math.min(next, offersFromMillis());
            }
            if (tier.waitlist.inLine() > 0) {
                next = Math.min(next, hopelessFromMillis(tier));
            }
            Reservation soonest = tier.waitlist.soonest();
            if (soonest != null) {
                next = Math.min(next, sale.terms().inventory().soldUntilMillis(soonest.selection));
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

    TierState tierState(int index) {
        return tiers[index].state(admissible(tiers[index]));
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

    /** A pause ends with the sale, if not before. */
    private long offersFromMillis() {
        return sale.paused() && !sale.closed() ? sale.terms().window().closesAtMillis() : 0;
    }

    /**
     * Makes offers to those who wait, in their order, at most {@code limit}. An offer is a hold, so one that is not taken
     * expires, and goes to the next. Returns how many were made.
     */
    private int offer(Tier tier, int limit, long nowMillis) {
        int offers = 0;
        boolean mayOffer = Taking.OFFER.refusal(sale.statusAt(nowMillis)) == null;
        for (; offers < limit && mayOffer; offers++) {
            Units units = unitsForNext(tier);
            if (units == null) {
                break;
            }
            Reservation next = tier.waitlist.candidate();
            tier.waitlist.remove(next);
            next.units = units;
            beginHoldUntil(next, nowMillis + sale.terms().rules().offerHoldSeconds() * 1000L);
            changes.accept(new Change.Moved(next.state(0)));
        }
        return offers;
    }

    /** Whether somebody waits who could have something that is available: it is theirs, even if a pause keeps it back. */
    private boolean isServing(Tier tier) {
        return unitsForNext(tier) != null;
    }

    /** What the first who waits and can be served would be given, who is then the waitlist's candidate; null if there is nobody. */
    private Units unitsForNext(Tier tier) {
        for (Reservation next = tier.waitlist.candidate(); next != null; next = tier.waitlist.candidate()) {
            Units units = isOutOfReach(next) ? null : find(Taking.OFFER, next.tier, next.quantity, next.selection);
            if (units != null) {
                return units;
            }
            tier.waitlist.passOver();
        }
        return null;
    }

    /** Whether what somebody waits for has gone, or has become another thing, since they asked for it. */
    private boolean isOutOfReach(Reservation waiting) {
        return isPast(waiting.selection)
                || inventory.unsound(waiting.tier, waiting.quantity, waiting.selection) != null;
    }

    private int load(Reservation reservation) {
        return load(reservation.quantity, reservation.selection);
    }

    private int load(int quantity, Selection selection) {
        return sale.terms().inventory().load(quantity, selection);
    }

    private void beginHold(Reservation reservation, long nowMillis) {
        beginHoldUntil(reservation, nowMillis + sale.terms().rules().holdSeconds() * 1000L);
    }

    private void beginHoldUntil(Reservation reservation, long patience) {
        countHeld(reservation, 1);
        inventory.take(reservation);
        reservation.become(ReservationStatus.HELD);
        if (sale.terms().rules().takeStock() != TakeStock.ORDER) {
            reservation.expiresAtMillis = sale.deadlineMillis(
                    Math.min(patience, sale.terms().inventory().usedFromMillis(reservation.selection)));
            watchDeadline(reservation);
        }
    }

    /** When the next hold ends, or a time before that. */
    private long nextEndMillis() {
        return Math.max(deadlines.nextMillis(), sale.holdsKeptUntilMillis());
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
        reservation.expiresAtMillis = deadlineMillis(reservation);
        reservation.become(to);
        if (to.settled()) {
            memory.settle(reservation);
        }
        changes.accept(new Change.Moved(reservation.state(0)));
    }
}
