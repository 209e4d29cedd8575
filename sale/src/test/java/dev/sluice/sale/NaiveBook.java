package dev.sluice.sale;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The rules of a sale a second time, written to be plainly right instead of fast: two lists, and every count is recounted when it
 * is asked for. Shares nothing with {@link SaleBook} but the values that go in and come out. Some rules can be overridden, for
 * books that are broken on purpose.
 */
class NaiveBook extends NaivePayments {
    private static final Comparator<ReservationState> BY_DEADLINE =
            Comparator.comparingLong(ReservationState::expiresAtMillis).thenComparing(ReservationState::id);
    private static final Comparator<ReservationState> BY_STRETCH = Comparator.<ReservationState>comparingInt(
                    r -> ((Selection.Stretch) r.selection()).from())
            .thenComparingInt(r -> ((Selection.Stretch) r.selection()).to())
            .thenComparingLong(ReservationState::ordinal);

    NaiveBook(SaleState sale, Consumer<Change> changes) {
        super(sale, changes);
    }

    @Override
    public Outcome apply(Command command, long now) {
        seen = Math.max(seen, now);
        return switch (command) {
            case Command.Reserve c -> reserve(c, now);
            case Command.Find c -> reservation(c.id()) == null ? refused(c, Rejection.NOT_FOUND) : shown(c.id());
            case Command.FindByBuyer c -> new Outcome.Listed(c.id(), listed(c.buyer()));
            case Command.Cancel c -> cancel(c, now);
            case Command.OpenPayment c -> openPayment(c, now);
            case Command.FindPayment c -> paymentFound(c);
            case Command.PaymentSucceeded c -> succeeded(c, now);
            case Command.PaymentDeclined c -> declined(c);
            case Command.RefundSettled c -> returned(c, now);
            case Command.Refund c -> refund(c, now);
            case Command.Entering _, Command.Drawing _ -> refused(command, Rejection.NO_DRAW);
            case Command.Waiting _ -> refused(command, Rejection.NO_ROOM);
            case Command.Administer c -> administer(c, now);
        };
    }

    @Override
    public int proceed(long now, int limit) {
        seen = Math.max(seen, now);
        int done = 0;
        while (done < limit && proceedOnce(now)) {
            done++;
        }
        return done;
    }

    private boolean proceedOnce(long now) {
        if (inventory().dueMillis(this) <= now) {
            inventory().act(this, now);
            return true;
        }
        if (endOneWaitForWhatHasLeft()) {
            return true;
        }
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            if (offer(tier, now, 1) > 0) {
                return true;
            }
        }
        return endOneHold(now) || endOneHopelessWait(now);
    }

    @Override
    public TierState tier(int tier) {
        return new TierState(
                capacity(tier),
                held(tier),
                units(tier, ReservationStatus.CONFIRMED),
                withheld(tier),
                admissible(tier),
                waiting(tier).size());
    }

    /** Exactly when {@link #proceed} next has something to do. */
    @Override
    public long nextDueMillis() {
        long next = inventory().dueMillis(this);
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            boolean waitsForTheEnd = sale.paused() && !sale.closed();
            long offers = waitsForTheEnd ? sale.terms().window().closesAtMillis() : 0;
            next = someoneCouldBeServed(tier) ? Math.min(next, offers) : next;
        }
        for (ReservationState r : reservations) {
            if (r.status() == ReservationStatus.HELD && r.expiresAtMillis() > 0) {
                next = Math.min(next, ends(r));
            }
            if (r.status() == ReservationStatus.WAITLISTED) {
                next = Math.min(next, soldUntil(sale.terms(), r.selection()));
            }
            if (r.status() == ReservationStatus.WAITLISTED && units(r.tier(), ReservationStatus.HELD) == 0) {
                next = Math.min(next, sale.closed() ? 0 : sale.terms().window().closesAtMillis());
            }
        }
        return next;
    }

    @Override
    public boolean isSettled() {
        return inventory().dueMillis(this) == Long.MAX_VALUE
                && first(
                                reservations,
                                r -> r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.WAITLISTED)
                        == null;
    }

    // ---- the rules that a broken book may break

    boolean withinLimit(UUID buyer, int quantity) {
        return unitsOf(buyer) + quantity <= sale.terms().rules().limitPerUser();
    }

    /** Whose turn it is for the units that are available. Null for nobody. */
    ReservationState nextToOffer(int tier) {
        return first(waiting(tier), r -> unitsFor(r) != null);
    }

    @Override
    Units unitsFor(ReservationState r) {
        return !isThere(r.tier(), r.quantity(), r.selection()) || hasLeft(r.selection())
                ? null
                : inventory().findAgain(sale.terms(), taken(), r.tier(), r.quantity(), r.selection());
    }

    private boolean isThere(int tier, int quantity, Selection selection) {
        return loads(tier, quantity, selection).entrySet().stream()
                .allMatch(load -> available(load.getKey()) >= load.getValue());
    }

    /**
     * Why an expired reservation gets nothing for a payment that is late; null if it gets tickets. In the words of {@code
     * docs/concepts/purchase.md}, "A payment that is late", and in their order.
     */
    @Override
    Rejection refusalOfLate(ReservationState r, long now) {
        if (isOver(now)) {
            return Rejection.CLOSED;
        }
        if (!isInItsTier(r)) {
            return Rejection.TIERS_DIFFER;
        }
        if (hasLeft(r.selection())) {
            return Rejection.DEPARTED;
        }
        if (!withinLimit(r.buyer(), r.quantity())) {
            return Rejection.LIMIT_EXCEEDED;
        }
        boolean chosen = !r.selection().seats().isEmpty();
        if (unitsFor(r) == null || !leavesTheirsToThoseWhoWait(r)) {
            return chosen ? Rejection.SEAT_TAKEN : Rejection.SOLD_OUT;
        }
        return null;
    }

    /** Where units can be told apart nobody says which ones those who wait will want. */
    private boolean leavesTheirsToThoseWhoWait(ReservationState late) {
        return tiersOf(late).stream().allMatch(tier -> leavesTheirsToThoseWhoWait(tier, loadOf(late, tier)));
    }

    private boolean leavesTheirsToThoseWhoWait(int tier, long units) {
        if (!someoneCouldBeServed(tier)) {
            return true;
        }
        long left = available(tier);
        for (ReservationState r : waiting(tier)) {
            left -= r.quantity() <= left ? r.quantity() : 0;
        }
        return sale.terms().inventory() instanceof CountedTerms && units <= left;
    }

    /** Whether the seats that were chosen, if any were, are still where they were when their price was told. */
    boolean isInItsTier(ReservationState r) {
        Units seats = r.selection().seats();
        return IntStream.range(0, seats.size())
                .allMatch(i -> ((SeatedTerms) sale.terms().inventory()).tierOf(seats.get(i)) == tierOf(r, i + 1));
    }

    /** While somebody waits who could have what is available, nobody else gets it. */
    boolean someoneCouldBeServed(int tier) {
        return nextToOffer(tier) != null;
    }

    boolean mayOffer(long now) {
        return !isPaused(now);
    }

    /** Whether the train has left, or is not sold any more because it soon will. */
    boolean hasLeft(Selection selection) {
        return soldUntil(sale.terms(), selection) <= seen;
    }

    boolean isOpenAt(long now) {
        return now >= sale.terms().window().opensAtMillis();
    }

    @Override
    long admissible(int tier) {
        return someoneCouldBeServed(tier) ? 0 : super.admissible(tier);
    }

    // ---- purchases

    private Outcome reserve(Command.Reserve c, long now) {
        ReservationState known = reservation(c.id());
        if (known != null) {
            boolean same = known.buyer().equals(c.buyer())
                    && known.quantity() + known.returned().size() == c.quantity()
                    && isSame(known, c);
            return same ? shown(c.id()) : refused(c, Rejection.IDEMPOTENCY_KEY_REUSED);
        }
        if (isOver(now)) {
            return refused(c, Rejection.CLOSED);
        }
        if (sale.paused()) {
            return refused(c, Rejection.PAUSED);
        }
        if (!isOpenAt(now)) {
            return refused(c, Rejection.NOT_OPEN);
        }
        int tiers = sale.terms().tiers().size();
        if (c.tier() < 0
                || c.tier() >= tiers
                || loads(c.tier(), 1, c.selection()).lastKey() >= tiers) {
            return refused(c, Rejection.UNKNOWN_TIER);
        }
        boolean mixes = c.selection() instanceof Selection.Items;
        if (mixes && loads(0, 0, c.selection()).firstKey() != c.tier()) {
            return refused(c, Rejection.UNKNOWN_UNIT);
        }
        if (mixes
                && loads(0, 0, c.selection()).values().stream()
                                .mapToInt(count -> count)
                                .sum()
                        != c.quantity()) {
            return refused(c, Rejection.UNKNOWN_UNIT);
        }
        Rejection unsound = inventory().unsound(sale.terms(), c.tier(), c.quantity(), c.selection());
        if (unsound != null) {
            return refused(c, unsound);
        }
        if (mixes && !sale.terms().rules().mixedTiers()) {
            return refused(c, Rejection.TIERS_DIFFER);
        }
        if (hasLeft(c.selection())) {
            return refused(c, Rejection.DEPARTED);
        }
        if (c.quantity() < 1 || !withinLimit(c.buyer(), c.quantity())) {
            return refused(c, Rejection.LIMIT_EXCEEDED);
        }
        if (madeBy(c.buyer()).size() >= SaleBook.MAX_RESERVATIONS_PER_BUYER) {
            return refused(c, Rejection.TOO_MANY_RESERVATIONS);
        }
        UUID underWay = madeBy(c.buyer()).stream()
                .filter(r -> r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.WAITLISTED)
                .max(Comparator.comparingLong(ReservationState::ordinal))
                .map(ReservationState::id)
                .orElse(null);
        if (underWay != null && sale.terms().wantsPass()) {
            return new Outcome.Refused(c.id(), Rejection.PURCHASE_UNDER_WAY, null, underWay);
        }
        SortedMap<Integer, Integer> loads = loads(c.tier(), c.quantity(), c.selection());
        boolean isAdmissible = loads.entrySet().stream().allMatch(load -> admissible(load.getKey()) >= load.getValue());
        Units units =
                !isAdmissible ? null : inventory().find(sale.terms(), taken(), c.tier(), c.quantity(), c.selection());
        if (units == null) {
            Shortage shortage = loads.keySet().stream().anyMatch(this::someoneCouldBeServed)
                    ? new Shortage(c.selection().lack(), Units.NONE, Units.NONE)
                    : inventory().shortage(sale.terms(), taken(), c.tier(), c.quantity(), c.selection());
            boolean noRoom =
                    mixes || waiting(c.tier()).size() >= sale.terms().rules().waitlistCapacity();
            if (mixes && c.selection().seats().isEmpty()) {
                int[] left = new int[loads.lastKey() + 1];
                loads.keySet().forEach(tier -> left[tier] = (int) admissible(tier));
                shortage = new Shortage(shortage.reason(), Units.NONE, Units.NONE, Units.of(left));
            }
            if (noRoom || shortage.reason() != Rejection.SOLD_OUT) {
                boolean plain = shortage.taken().isEmpty()
                        && shortage.instead().isEmpty()
                        && shortage.left().isEmpty();
                return new Outcome.Refused(c.id(), shortage.reason(), plain ? null : shortage);
            }
        }
        boolean atOnce = sale.terms().inventory().confirmsAtOnce();
        ReservationStatus status = units == null
                ? ReservationStatus.WAITLISTED
                : atOnce ? ReservationStatus.CONFIRMED : ReservationStatus.HELD;
        reservations.add(new ReservationState(
                c.id(),
                c.buyer(),
                reservations.size() + 1,
                c.tier(),
                c.quantity(),
                c.selection(),
                units == null ? Units.NONE : units,
                status,
                inventory().amount(sale.terms(), taken(), c.tier(), c.quantity(), c.selection()),
                now,
                status == ReservationStatus.HELD
                        ? deadline(now, sale.terms().rules().holdSeconds(), c.selection())
                        : 0,
                null,
                0));
        changes.accept(new Change.Made(withPosition(reservation(c.id())), c.user()));
        return new Outcome.Reserved(withPosition(reservation(c.id())), true);
    }

    /** The same seats are the same wish, in whatever tiers they are by now. */
    private static boolean isSame(ReservationState known, Command.Reserve c) {
        Set<Integer> seats = new HashSet<>();
        Set<Integer> others = new HashSet<>();
        known.selection().seats().toStream().forEach(seats::add);
        c.selection().seats().toStream().forEach(others::add);
        return seats.isEmpty()
                ? known.selection().equals(c.selection()) && known.tier() == c.tier()
                : seats.equals(others);
    }

    private Outcome cancel(Command.Cancel c, long now) {
        ReservationState r = reservation(c.id());
        if (r == null || !r.buyer().equals(c.buyer())) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.WAITLISTED) {
            become(r, ReservationStatus.CANCELLED);
            offer(tiersOf(r), now);
        } else if (r.status() != ReservationStatus.CANCELLED) {
            return refused(c, Rejection.NOT_CANCELLABLE);
        }
        return shown(c.id());
    }

    private boolean endOneHold(long now) {
        ReservationState due = those(reservations, r -> isOverdue(r, now)).stream()
                .min(BY_DEADLINE)
                .orElse(null);
        if (due != null) {
            become(due, ReservationStatus.EXPIRED);
        }
        return due != null;
    }

    private boolean endOneWaitForWhatHasLeft() {
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            ReservationState stranded = those(waiting(tier), r -> hasLeft(r.selection())).stream()
                    .min(BY_STRETCH)
                    .orElse(null);
            if (stranded != null) {
                become(stranded, ReservationStatus.EXPIRED, Rejection.DEPARTED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHopelessWait(long now) {
        for (int tier = 0; tier < sale.terms().tiers().size() && isOver(now); tier++) {
            if (units(tier, ReservationStatus.HELD) == 0 && !waiting(tier).isEmpty()) {
                become(waiting(tier).getFirst(), ReservationStatus.EXPIRED, Rejection.CLOSED);
                return true;
            }
        }
        return false;
    }

    @Override
    int offer(int tier, long now, int limit) {
        int offers = 0;
        for (; offers < limit && mayOffer(now); offers++) {
            ReservationState lucky = nextToOffer(tier);
            if (lucky == null) {
                break;
            }
            replace(new ReservationState(
                    lucky.id(),
                    lucky.buyer(),
                    lucky.ordinal(),
                    tier,
                    lucky.quantity(),
                    lucky.selection(),
                    unitsFor(lucky),
                    ReservationStatus.HELD,
                    lucky.amount(),
                    lucky.createdAtMillis(),
                    deadline(now, sale.terms().rules().offerHoldSeconds(), lucky.selection()),
                    null,
                    0));
        }
        return offers;
    }
}
