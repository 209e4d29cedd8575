package dev.sluice.engine.port;

import dev.sluice.sale.Change;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Fares;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Returned;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMapBuilder;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** A sale in a ledger under test, and somebody who writes to it as its writer would. For one thread. */
public final class SaleSample {
    /** When everything in a sample happens: 2026-12-01T00:00:00.123Z. */
    public static final long NOW_MILLIS = 1_796_083_200_123L;

    public static final long PRICE = 5_000;
    private static final long HOLD_MILLIS = 900_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final ReservationIds ids = new ReservationIds();
    private final WriterLedger ledger;
    private final SaleState created;
    private long epoch;
    private long lastOrdinal;

    private SaleSample(WriterLedger ledger, SaleState created) {
        this.ledger = ledger;
        this.created = created;
    }

    /** A new sale, claimed. */
    public static SaleSample in(LedgerPorts ledger, TakeStock takeStock, long... capacities) {
        return of(ledger, terms(UUID.randomUUID() + "", takeStock, capacities));
    }

    /** A new sale of these terms, claimed. */
    public static SaleSample of(LedgerPorts ledger, SaleTerms terms) {
        SaleSample sample = new SaleSample(ledger.writer(), ledger.catalogue().create(terms));
        sample.claim();
        return sample;
    }

    /** A new red packet, claimed. */
    public static SaleSample packet(LedgerPorts ledger, long total, int shares) {
        SaleTerms counted = terms(UUID.randomUUID() + "", TakeStock.HOLD, shares);
        SaleTerms terms = new SaleTerms(
                counted.id(),
                counted.title(),
                "",
                counted.window(),
                Order.FIRST_COME,
                new PurchaseRules(1, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                List.of(new TierTerms("share", "Share", 0, shares)),
                new RedPacketTerms(total, shares, Split.UNIFORM_CUTS, Long.MIN_VALUE + 7, -8));
        SaleSample sample = new SaleSample(ledger.writer(), ledger.catalogue().create(terms));
        sample.claim();
        return sample;
    }

    /** A new hall of two rows of five seats, of which the last is withheld; claimed. */
    public static SaleSample hall(LedgerPorts ledger) {
        SeatMapBuilder builder = new SeatMapBuilder().section("hall", "Hall", 100);
        for (int seat = 0; seat < 10; seat++) {
            if (seat % 5 == 0) {
                builder.row("R" + seat / 5);
            }
            builder.seat(1 + seat % 5 + "", null, "t0", 10 * (seat % 5), 10 * (seat / 5), 0);
        }
        SeatedTerms seats = SeatedTerms.of(builder.build(), List.of("t0"), OrphanRule.OFF)
                .with(Units.of(9), -1, SeatChange.WITHHOLD);
        SaleTerms counted = terms(UUID.randomUUID() + "", TakeStock.HOLD, 10);
        SaleSample sample = new SaleSample(
                ledger.writer(), ledger.catalogue().create(counted.withInventory(counted.tiers(), seats)));
        sample.claim();
        return sample;
    }

    /** Adds a hold of these seats to a batch. */
    public ReservationState sit(Batch batch, String user, int... seats) {
        Units units = Units.of(seats);
        return make(
                batch,
                user,
                0,
                seats.length,
                new Selection.Chosen(units),
                units,
                ReservationStatus.HELD,
                PRICE * seats.length);
    }

    /** A new journey of two seats over four hops, claimed. */
    public static SaleSample journey(LedgerPorts ledger) {
        List<Train.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stops.add(new Train.Stop("s" + i, "Stop " + i, 60 * i, 60 * i));
        }
        Train train = new Train(
                "G1",
                "G1",
                "UTC",
                "CNY",
                stops,
                List.of(new Train.TravelClass("t0", "Tier 0", Fares.of(List.of(1L, 2L, 3L, 4L), List.of()))),
                List.of(new Train.Car("1", 0, List.of(List.of("A", "B")))));
        SaleTerms counted = terms(UUID.randomUUID() + "", TakeStock.HOLD, 8);
        SaleTerms terms =
                counted.withInventory(train.tiers(), new JourneyTerms(train, "2026-12-02", 1_796_169_600_000L, 0));
        SaleSample sample = new SaleSample(ledger.writer(), ledger.catalogue().create(terms));
        sample.claim();
        return sample;
    }

    /** Adds a hold of seats from stop to stop to a batch; without numbers if there are none. */
    public ReservationState ride(Batch batch, String user, int from, int to, int quantity, int... seats) {
        Selection stretch = new Selection.Stretch(from, to, false);
        return make(batch, user, 0, quantity, stretch, Units.of(seats), ReservationStatus.HELD, PRICE);
    }

    /** Terms with tiers {@code t0}, {@code t1}, … of these capacities, open from a day ago until in a day. */
    public static SaleTerms terms(String id, TakeStock takeStock, long... capacities) {
        List<TierTerms> tiers = new ArrayList<>();
        for (long capacity : capacities) {
            tiers.add(new TierTerms("t" + tiers.size(), "Tier " + tiers.size(), PRICE, capacity));
        }
        return new SaleTerms(
                id,
                "A sale of " + id,
                "",
                new Window(NOW_MILLIS - DAY_MILLIS, NOW_MILLIS + DAY_MILLIS),
                Order.FIRST_COME,
                new PurchaseRules(10, (int) (HOLD_MILLIS / 1000), takeStock, 150, 0),
                "CNY",
                tiers);
    }

    public int number() {
        return created.number();
    }

    public SaleState created() {
        return created;
    }

    /** As it was created, but closed. */
    SaleState closed() {
        return new SaleState(created.number(), created.terms(), created.paused(), true, created.version() + 1);
    }

    public long epoch() {
        return epoch;
    }

    /** Becomes the writer, and returns what it was told. */
    public Recording claim() {
        Recording recording = new Recording();
        recording.claim = ledger.claim(number(), recording);
        epoch = recording.claim.epoch();
        return recording;
    }

    /** Becomes the writer, and returns all reservations by ordinal: those that it was told, and the rest as it finds it. */
    public List<ReservationState> stored() {
        Recording told = claim();
        List<ReservationState> all = new ArrayList<>(told.reservations);
        List<UUID> ended = told.ended.stream().map(one -> (UUID) one.get(1)).toList();
        ledger.find(number(), ended).forEach(found -> all.add(found.reservation()));
        all.sort(Comparator.comparingLong(ReservationState::ordinal));
        return all;
    }

    public Batch batch() {
        return new Batch(number(), epoch, NOW_MILLIS);
    }

    public void commit(Batch batch) {
        ledger.commit(batch);
    }

    /** Adds a new reservation to a batch. */
    public ReservationState make(Batch batch, String user, int tier, int quantity, ReservationStatus status) {
        return make(batch, user, tier, quantity, Selection.ANY, Units.NONE, status, PRICE * quantity);
    }

    /** A new sale of 5 units of tier {@code t0} and 3 of {@code t1}, which costs half as much again, and both in one order; claimed. */
    public static SaleSample mixed(LedgerPorts ledger) {
        SaleTerms plain = terms(UUID.randomUUID() + "", TakeStock.HOLD, 5, 3);
        List<TierTerms> tiers = List.of(plain.tiers().getFirst(), new TierTerms("t1", "Tier 1", PRICE * 3 / 2, 3));
        return of(
                ledger,
                plain.withInventory(tiers, plain.inventory()).with(plain.rules().mixing(true)));
    }

    /** Adds an order of several tiers to a batch, with as many of each. */
    public ReservationState mix(Batch batch, String user, ReservationStatus status, int... counts) {
        Selection.Items items = new Selection.Items(Units.of(counts));
        long amount = 0;
        for (int tier = 0; tier < counts.length; tier++) {
            amount += counts[tier] * created.terms().tiers().get(tier).price();
        }
        return make(batch, user, items.firstTier(), items.quantity(), items, Units.NONE, status, amount);
    }

    /** Adds a share of a red packet to a batch. */
    public ReservationState grab(Batch batch, String user, long amount) {
        return make(batch, user, 0, 1, Selection.ANY, Units.NONE, ReservationStatus.CONFIRMED, amount);
    }

    /** Adds a new reservation of units that can be told apart to a batch. */
    public ReservationState make(
            Batch batch,
            String user,
            int tier,
            int quantity,
            Selection selection,
            Units units,
            ReservationStatus status,
            long amount) {
        UUID buyer = ids.buyer(number(), user);
        ReservationState made = new ReservationState(
                ids.reservation(number(), buyer, "key-" + ++lastOrdinal),
                buyer,
                lastOrdinal,
                tier,
                quantity,
                selection,
                units,
                status,
                amount,
                NOW_MILLIS,
                status == ReservationStatus.HELD ? NOW_MILLIS + HOLD_MILLIS : 0,
                null,
                0);
        batch.accept(new Change.Made(made, user));
        return made;
    }

    /** Commits one new reservation. */
    public ReservationState make(String user, int tier, int quantity, ReservationStatus status) {
        Batch batch = batch();
        ReservationState made = make(batch, user, tier, quantity, status);
        commit(batch);
        return made;
    }

    /** Adds a reservation's new status to a batch. */
    public ReservationState move(Batch batch, ReservationState from, ReservationStatus to) {
        return move(batch, from, to, null);
    }

    /** Adds a reservation's new status, and the reason if it was refused, to a batch. */
    public ReservationState move(Batch batch, ReservationState from, ReservationStatus to, Rejection reason) {
        return move(batch, from, to, reason, from.units());
    }

    /** Adds a reservation's new status and units to a batch. */
    public ReservationState move(
            Batch batch, ReservationState from, ReservationStatus to, Rejection reason, Units units) {
        ReservationState moved = new ReservationState(
                from.id(),
                from.buyer(),
                from.ordinal(),
                from.tier(),
                from.quantity(),
                from.selection(),
                units,
                to,
                from.amount(),
                from.createdAtMillis(),
                to == ReservationStatus.HELD ? NOW_MILLIS + HOLD_MILLIS : from.expiresAtMillis(),
                reason,
                0,
                from.returned());
        batch.accept(new Change.Moved(moved));
        return moved;
    }

    /** Adds to a batch that one of a confirmed reservation's tickets was taken back, and the others stay. */
    public ReservationState takeBack(Batch batch, ReservationState from, int ticket) {
        List<Integer> kept = new ArrayList<>();
        for (int other : from.tickets().toArray()) {
            if (other != ticket) {
                from.unitOf(other).toStream().forEach(kept::add);
            }
        }
        int unit = from.unitOf(ticket).toStream().findFirst().orElse(Returned.NO_UNIT);
        ReservationState moved = new ReservationState(
                from.id(),
                from.buyer(),
                from.ordinal(),
                from.tier(),
                from.quantity() - 1,
                from.selection(),
                Units.of(kept.stream().mapToInt(Integer::intValue).toArray()),
                from.status(),
                from.amount(),
                from.createdAtMillis(),
                from.expiresAtMillis(),
                from.reason(),
                0,
                new Returned(
                        Units.of(IntStream.concat(from.returned().tickets().toStream(), IntStream.of(ticket))
                                .toArray()),
                        Units.of(IntStream.concat(from.returned().units().toStream(), IntStream.of(unit))
                                .toArray())));
        batch.accept(new Change.Moved(moved));
        return moved;
    }

    /** A charge of what a reservation costs, of which as much goes back in parts, or is back, as is said. */
    public static Charge inParts(ReservationState reservation, ChargeStatus status, Charge.Part... parts) {
        return new Charge("charge-1", reservation.amount(), "CNY", status, NOW_MILLIS, List.of(parts));
    }

    /** Adds a payment with a charge in parts to a batch, and the order of the part with this number, unless it is 0. */
    public PaymentState payInParts(Batch batch, ReservationState reservation, Charge charge, int ordered) {
        PaymentStatus status = charge.status() == ChargeStatus.KEPT
                ? PaymentStatus.PAID
                : charge.status() == ChargeStatus.REFUND_DUE ? PaymentStatus.REFUND_DUE : PaymentStatus.REFUNDED;
        PaymentState payment = pay(batch, reservation, 1, status, List.of(charge));
        if (ordered > 0) {
            batch.accept(new Change.RefundOrdered(payment, charge, ordered));
        }
        return payment;
    }

    /** Adds a payment's state to a batch, with a charge where money was taken; {@code REFUND_DUE} with its order. */
    public PaymentState pay(Batch batch, ReservationState reservation, int attempt, PaymentStatus status) {
        return switch (status) {
            case PENDING, DECLINED -> pay(batch, reservation, attempt, status, List.of());
            case PAID -> pay(batch, reservation, attempt, charge(reservation, "charge-1", ChargeStatus.KEPT));
            case REFUND_DUE ->
                pay(batch, reservation, attempt, charge(reservation, "charge-1", ChargeStatus.REFUND_DUE));
            case REFUNDED -> pay(batch, reservation, attempt, charge(reservation, "charge-1", ChargeStatus.REFUNDED));
        };
    }

    /** Adds a payment with these charges to a batch, with the orders of those that are due. */
    public PaymentState pay(Batch batch, ReservationState reservation, int attempt, Charge... charges) {
        EnumSet<ChargeStatus> statuses = EnumSet.noneOf(ChargeStatus.class);
        List.of(charges).forEach(charge -> statuses.add(charge.status()));
        PaymentStatus status = statuses.contains(ChargeStatus.KEPT)
                ? PaymentStatus.PAID
                : statuses.contains(ChargeStatus.REFUND_DUE) ? PaymentStatus.REFUND_DUE : PaymentStatus.REFUNDED;
        PaymentState payment = pay(batch, reservation, attempt, status, List.of(charges));
        payment.charges().stream()
                .filter(charge -> charge.status() == ChargeStatus.REFUND_DUE)
                .forEach(charge -> batch.accept(new Change.RefundOrdered(payment, charge)));
        return payment;
    }

    /** Of what the reservation costs. */
    public static Charge charge(ReservationState reservation, String reference, ChargeStatus status) {
        return new Charge(reference, reservation.amount(), "CNY", status, NOW_MILLIS);
    }

    private static PaymentState pay(
            Batch batch, ReservationState reservation, int attempt, PaymentStatus status, List<Charge> charges) {
        PaymentState payment = new PaymentState(
                ReservationIds.payment(reservation.id(), attempt, 0),
                reservation.id(),
                attempt,
                "sandbox",
                reservation.amount(),
                "CNY",
                status,
                charges,
                NOW_MILLIS);
        batch.accept(new Change.PaymentChanged(payment));
        return payment;
    }

    /** What a claim read out. */
    public static class Recording implements WriterLedger.Reader {
        public final List<ReservationState> reservations = new ArrayList<>();
        /** Each as ordinal, id, buyer. */
        public final List<List<Object>> ended = new ArrayList<>();

        public final List<PaymentState> payments = new ArrayList<>();
        /** By user. */
        public final Map<String, EntryState> entries = new TreeMap<>();

        public final Map<UUID, PlaceState> places = new HashMap<>();
        public DrawState draw;
        public RoomState room;
        public SaleState sale;
        public WriterLedger.Claim claim;

        @Override
        public void sale(SaleState state) {
            sale = state;
        }

        @Override
        public void draw(DrawState state) {
            draw = state;
        }

        @Override
        public void entry(EntryState state, String user) {
            entries.put(user, state);
        }

        @Override
        public void room(RoomState state) {
            room = state;
        }

        @Override
        public void place(PlaceState state) {
            places.put(state.buyer(), state);
        }

        @Override
        public void reservation(ReservationState state) {
            reservations.add(state);
        }

        @Override
        public void ended(long ordinal, UUID id, UUID buyer) {
            ended.add(List.of(ordinal, id, buyer));
        }

        @Override
        public void payment(PaymentState state) {
            payments.add(state);
        }
    }
}
