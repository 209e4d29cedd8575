package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a {@link NaiveBook} remembers: two lists. Every count is recounted when it is asked for. */
abstract class NaiveRows implements Subject {
    /** By ordinal; none has a place here. */
    final List<ReservationState> reservations = new ArrayList<>();
    /** By time of making. */
    final List<PaymentState> payments = new ArrayList<>();

    final Consumer<Change> changes;
    SaleState sale;
    /** The latest time that was said. */
    long seen;

    NaiveRows(SaleState sale, Consumer<Change> changes) {
        this.sale = sale;
        this.changes = changes;
    }

    NaiveInventory inventory() {
        return NaiveInventory.of(sale.terms());
    }

    /** Reservations that have their units, by ordinal. */
    List<ReservationState> taken() {
        return those(
                reservations, r -> r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.CONFIRMED);
    }

    int load(ReservationState r) {
        return load(r.quantity(), r.selection());
    }

    /** What a request takes of its tier's capacity: its units, or a seat on each hop for each of them. */
    static int load(int quantity, Selection selection) {
        return selection instanceof Selection.Stretch(int from, int to, boolean _) ? quantity * (to - from) : quantity;
    }

    long withheld(int tier) {
        long withheld = 0;
        if (sale.terms().inventory() instanceof SeatedTerms seated) {
            for (int seat = 0; seat < seated.plan().seats(); seat++) {
                withheld += seated.tierOf(seat) == tier && seated.isWithheld(seat) ? 1 : 0;
            }
        }
        return withheld;
    }

    long capacity(int tier) {
        return sale.terms().tiers().get(tier).capacity();
    }

    long available(int tier) {
        return capacity(tier) - held(tier) - units(tier, ReservationStatus.CONFIRMED) - withheld(tier);
    }

    @Override
    public SaleState sale() {
        return sale;
    }

    List<ReservationState> reservations() {
        return reservations;
    }

    List<PaymentState> payments() {
        return payments;
    }

    boolean takesAtPayment() {
        return sale.terms().rules().takeStock() == TakeStock.PAYMENT;
    }

    /** Nothing is offered: the merchant stopped the sale for a while, and it has not ended since. */
    boolean isPaused(long now) {
        return sale.paused() && !isOver(now);
    }

    boolean isOver(long now) {
        return sale.closed() || now >= sale.terms().window().closesAtMillis();
    }

    /** When a hold of these units that is to last so long ends; 0 for never. */
    long deadline(long now, int seconds, Selection selection) {
        boolean forGood = sale.terms().rules().takeStock() == TakeStock.ORDER;
        long own = Math.min(leaves(sale.terms(), selection), now + 1000L * seconds);
        return forGood ? 0 : Math.max(own, sale.holdsKeptUntilMillis());
    }

    /** When the train leaves the stop where a stretch begins; {@code Long.MAX_VALUE} where there is none. */
    static long leaves(SaleTerms terms, Selection selection) {
        return terms.inventory() instanceof JourneyTerms journey && selection instanceof Selection.Stretch stretch
                ? journey.departureMillis()
                        + 60_000L
                                * (journey.train().stops().get(stretch.from()).departureMinute()
                                        - journey.train().stops().getFirst().departureMinute())
                : Long.MAX_VALUE;
    }

    /** Until when a stretch is sold; {@code Long.MAX_VALUE} where there is none. */
    static long soldUntil(SaleTerms terms, Selection selection) {
        long leaves = leaves(terms, selection);
        return leaves == Long.MAX_VALUE
                ? leaves
                : leaves - 60_000L * ((JourneyTerms) terms.inventory()).closesMinutesBefore();
    }

    /** When a hold ends: at its deadline, or later where holds are kept. Of anything else: its deadline. */
    long ends(ReservationState r) {
        boolean kept = r.status() == ReservationStatus.HELD && r.expiresAtMillis() > 0;
        return kept ? Math.max(r.expiresAtMillis(), sale.holdsKeptUntilMillis()) : r.expiresAtMillis();
    }

    boolean isOverdue(ReservationState r, long now) {
        return r.status() == ReservationStatus.HELD && r.expiresAtMillis() > 0 && ends(r) <= now;
    }

    long units(int tier, ReservationStatus status) {
        long units = 0;
        for (ReservationState r : those(reservations, r -> r.status() == status)) {
            units += loadOf(r, tier);
        }
        return units;
    }

    /** What a reservation takes of a tier. */
    static long loadOf(ReservationState r, int tier) {
        if (!(r.selection() instanceof Selection.Items)) {
            return r.tier() == tier ? load(r.quantity(), r.selection()) : 0;
        }
        long load = 0;
        for (int ticket = 1; ticket <= r.quantity() + r.returned().size(); ticket++) {
            load += tierOf(r, ticket) == tier && !r.returned().has(ticket) ? 1 : 0;
        }
        return load;
    }

    /** Tickets have the order of their tiers. */
    static int tierOf(ReservationState r, int ticket) {
        if (!(r.selection() instanceof Selection.Items items)) {
            return r.tier();
        }
        List<Integer> tiers = new ArrayList<>();
        for (int tier = 0; tier < items.counts().size(); tier++) {
            for (int i = 0; i < items.counts().get(tier); i++) {
                tiers.add(tier);
            }
        }
        return tiers.get(ticket - 1);
    }

    /** The tiers of which a reservation is. */
    static List<Integer> tiersOf(ReservationState r) {
        return IntStream.rangeClosed(1, r.quantity() + r.returned().size())
                .mapToObj(ticket -> tierOf(r, ticket))
                .distinct()
                .toList();
    }

    /** How much a request would take of each tier. */
    static SortedMap<Integer, Integer> loads(int tier, int quantity, Selection selection) {
        SortedMap<Integer, Integer> loads = new TreeMap<>();
        if (selection instanceof Selection.Items items) {
            for (int one = 0; one < items.counts().size(); one++) {
                loads.put(one, items.counts().get(one));
            }
            loads.values().removeIf(count -> count == 0);
        } else {
            loads.put(tier, load(quantity, selection));
        }
        return loads;
    }

    /** What a request costs, where each unit costs the price of its tier. */
    static long price(SaleTerms terms, int tier, int quantity, Selection selection) {
        long price = 0;
        for (Map.Entry<Integer, Integer> load : loads(tier, quantity, selection).entrySet()) {
            price += load.getValue() * terms.tiers().get(load.getKey()).price();
        }
        return price;
    }

    long held(int tier) {
        return takesAtPayment() ? 0 : units(tier, ReservationStatus.HELD);
    }

    long admissible(int tier) {
        long letIn = units(tier, ReservationStatus.HELD) + units(tier, ReservationStatus.CONFIRMED);
        long mayBeLetIn = capacity(tier) * sale.terms().rules().overbookPercent() / 100;
        return takesAtPayment() ? Math.max(0, Math.min(available(tier), mayBeLetIn - letIn)) : available(tier);
    }

    long unitsOf(UUID buyer) {
        long units = 0;
        for (ReservationState r : madeBy(buyer)) {
            boolean counts = r.status() == ReservationStatus.HELD
                    || r.status() == ReservationStatus.CONFIRMED
                    || r.status() == ReservationStatus.WAITLISTED;
            units += counts ? r.quantity() : 0;
        }
        return units;
    }

    List<ReservationState> waiting(int tier) {
        return those(reservations, r -> r.tier() == tier && r.status() == ReservationStatus.WAITLISTED);
    }

    ReservationState reservation(UUID id) {
        return first(reservations, r -> r.id().equals(id));
    }

    PaymentState payment(UUID id) {
        return first(payments, p -> p.id().equals(id));
    }

    List<ReservationState> madeBy(UUID buyer) {
        return those(reservations, r -> r.buyer().equals(buyer));
    }

    List<PaymentState> paymentsOf(UUID reservation) {
        return those(payments, p -> p.reservation().equals(reservation));
    }

    List<ReservationState> listed(UUID buyer) {
        List<ReservationState> listed = new ArrayList<>();
        for (ReservationState r : madeBy(buyer).reversed()) {
            if (!r.status().settled()) {
                listed.add(withPosition(r));
            }
        }
        return listed;
    }

    /** Those that are so, in their order. By loops: a run asks this so often that streams would cost most of its time. */
    static <T> List<T> those(List<T> rows, Predicate<T> are) {
        List<T> those = new ArrayList<>();
        for (T row : rows) {
            if (are.test(row)) {
                those.add(row);
            }
        }
        return those;
    }

    /** Null if none is so. */
    static <T> T first(List<T> rows, Predicate<T> is) {
        for (T row : rows) {
            if (is.test(row)) {
                return row;
            }
        }
        return null;
    }

    Outcome shown(UUID id) {
        return new Outcome.Reserved(withPosition(reservation(id)), false);
    }

    Outcome paymentFound(Command c) {
        PaymentState p = payment(c.id());
        return p == null
                ? refused(c, Rejection.NOT_FOUND)
                : new Outcome.PaymentFound(p, reservation(p.reservation()).buyer());
    }

    static Outcome refused(Command c, Rejection reason) {
        return new Outcome.Refused(c.id(), reason);
    }

    ReservationState withPosition(ReservationState r) {
        long place = waiting(r.tier()).indexOf(r) + 1L;
        return with(asItEnds(r), r.status(), r.reason(), place);
    }

    private ReservationState asItEnds(ReservationState r) {
        return new ReservationState(
                r.id(),
                r.buyer(),
                r.ordinal(),
                r.tier(),
                r.quantity(),
                r.selection(),
                r.units(),
                r.status(),
                r.amount(),
                r.createdAtMillis(),
                ends(r),
                r.reason(),
                r.place(),
                r.returned());
    }

    void become(ReservationState r, ReservationStatus status) {
        become(r, status, null);
    }

    void become(ReservationState r, ReservationStatus status, Rejection reason) {
        replace(with(asItEnds(r), status, reason, 0));
    }

    /** Its units got their numbers. */
    void number(ReservationState state) {
        reservations.set((int) state.ordinal() - 1, state);
        changes.accept(new Change.Numbered(state));
    }

    void replace(ReservationState state) {
        reservations.set((int) state.ordinal() - 1, state);
        changes.accept(new Change.Moved(state));
    }

    PaymentState become(PaymentState p, PaymentStatus status) {
        return become(p, status, p.charges());
    }

    PaymentState become(PaymentState p, PaymentStatus status, List<Charge> charges) {
        PaymentState moved = new PaymentState(
                p.id(),
                p.reservation(),
                p.attempt(),
                p.provider(),
                p.amount(),
                p.currency(),
                status,
                charges,
                p.createdAtMillis());
        replace(moved);
        return moved;
    }

    void replace(PaymentState state) {
        payments.replaceAll(p -> p.id().equals(state.id()) ? state : p);
        changes.accept(new Change.PaymentChanged(state));
    }

    static ReservationState withUnits(ReservationState r, Units units) {
        return with(r, units, r.status(), r.amount(), r.reason(), r.place());
    }

    static ReservationState withAmount(ReservationState r, long amount) {
        return with(r, r.units(), r.status(), amount, r.reason(), r.place());
    }

    static ReservationState with(ReservationState r, ReservationStatus status, Rejection reason, long place) {
        return with(r, r.units(), status, r.amount(), reason, place);
    }

    private static ReservationState with(
            ReservationState r, Units units, ReservationStatus status, long amount, Rejection reason, long place) {
        return new ReservationState(
                r.id(),
                r.buyer(),
                r.ordinal(),
                r.tier(),
                r.quantity(),
                r.selection(),
                units,
                status,
                amount,
                r.createdAtMillis(),
                r.expiresAtMillis(),
                reason,
                place,
                r.returned());
    }
}
