package dev.sluice.bench;

import dev.sluice.sale.Command;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A sale in which a lot is to be done at once, from a certain moment on.
 *
 * @param stored its reservations
 * @param trigger what a merchant does at that moment; null where it is time alone that passes
 * @param drawn null where nothing is drawn
 */
record Backlog(String name, SaleState sale, List<ReservationState> stored, Command trigger, Drawn drawn) {
    /** A draw that is sealed and has its values, and who entered for it. */
    record Drawn(DrawState state, List<EntryState> entries) {
        String user(int entry) {
            return "user-%08d".formatted(entry);
        }
    }

    private Backlog(String name, SaleState sale, List<ReservationState> stored, Command trigger) {
        this(name, sale, stored, trigger, null);
    }

    /** When it is loaded. */
    static final long BEFORE_MILLIS = 1_800_000_000_000L;
    /** When everything is due. */
    static final long DUE_MILLIS = BEFORE_MILLIS + 900_000;

    private static final long NEVER = 0;
    private static final UUID MERCHANT = new UUID(9, 9);
    private static final Command LOOK = new Command.FindDraw(new UUID(8, 8));
    private static final int LIMIT = 4;
    private static final int PRICE = 5_000;

    /** Nothing is left, and then there is enough for everybody who waits. */
    static Backlog capacity(int waiting) {
        Rows rows = new Rows();
        rows.held(1, Selection.ANY, Units.NONE, NEVER);
        rows.waiting(waiting);
        return new Backlog(
                "more capacity, %,d wait".formatted(waiting),
                counted(1, false),
                rows.states,
                new Command.ChangeCapacity(MERCHANT, 0, 1 + (long) LIMIT * waiting));
    }

    /** There is enough for everybody who waits, and then the pause ends. */
    static Backlog pause(int waiting) {
        Rows rows = new Rows();
        rows.waiting(waiting);
        return new Backlog(
                "end of a pause, %,d wait".formatted(waiting),
                counted((long) LIMIT * waiting, true),
                rows.states,
                new Command.Resume(MERCHANT));
    }

    /** Everything is held until the same millisecond. */
    static Backlog holds(int waiting) {
        Rows rows = new Rows();
        for (int i = 0; i < waiting; i++) {
            rows.held(1, Selection.ANY, Units.NONE, DUE_MILLIS);
        }
        rows.waiting(waiting);
        return new Backlog(
                "%,d holds end, as many wait".formatted(waiting), counted(waiting, false), rows.states, null);
    }

    /** Every seat of a train with 64 stops is held all the way, until the same millisecond, and people wait for random stretches. */
    static Backlog train(int waiting, long seed) {
        Train train = JourneyKind.train(Train.MAX_STOPS);
        Rows rows = new Rows();
        Selection wholeWay = new Selection.Stretch(0, train.hops(), false);
        for (int seat = 0; seat < train.seatCount(); seat++) {
            rows.held(1, wholeWay, Units.of(seat), DUE_MILLIS);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < waiting; i++) {
            int from = random.nextInt(train.hops());
            int to = random.nextInt(from + 1, train.hops() + 1);
            rows.waiting(random.nextInt(1, LIMIT + 1), new Selection.Stretch(from, to, random.nextInt(4) == 0));
        }
        JourneyTerms journey = new JourneyTerms(train, "2027-01-16", DUE_MILLIS + 900_000, 0);
        return new Backlog(
                "64 stops: %,d holds end, %,d wait".formatted(train.seatCount(), waiting),
                sale(train.tiers(), journey, false),
                rows.states,
                null);
    }

    /** Half of the seats of a hall are held; the others are moved to another tier. */
    static Backlog hall() {
        SeatMap map = SeatedKind.stadium();
        int half = map.seats() / 2;
        Rows rows = new Rows();
        for (int seat = 0; seat < half; seat += 2) {
            rows.held(2, new Selection.Best(-1), Units.of(seat, seat + 1), NEVER);
        }
        List<TierTerms> tiers = List.of(
                new TierTerms("standard", "Standard", PRICE, map.seats()), new TierTerms("other", "Other", PRICE, 0));
        SeatedTerms seats = SeatedTerms.of(map, List.of("standard", "other"), OrphanRule.SOFT);
        Units others = Units.of(IntStream.range(half, map.seats()).toArray());
        return new Backlog(
                "%,d of %,d seats change their tier".formatted(half, map.seats()),
                sale(tiers, seats, false),
                rows.states,
                new Command.ChangeSeats(MERCHANT, others, 1, SeatChange.KEEP));
    }

    /** A lottery whose writer is loaded anew before the opening: it works out all leaves again, then the order, and serves everybody. */
    static Backlog lottery(int entries) {
        List<String> secrets = List.of("one", "two");
        Fairness fair =
                new Fairness(secrets.stream().map(DrawSecret::commitment).toList(), null, false);
        long untilMillis = BEFORE_MILLIS - 1_000;
        SaleTerms terms = new SaleTerms(
                "turns",
                "Turns",
                "",
                new Window(DUE_MILLIS, DUE_MILLIS + 1_000_000),
                new Order.Lottery(untilMillis - 1_000, untilMillis, 3_600, fair),
                new PurchaseRules(LIMIT, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                List.of(new TierTerms("a", "A", PRICE, 1 + entries / 100)));
        List<EntryState> entered = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            UUID blind = Strangers.uuid(-1L - i);
            UUID buyer = Strangers.uuid(2L * i + 1);
            entered.add(new EntryState(blind, buyer, 0, 1 + i % LIMIT, Selection.ANY, blind, false, 0));
        }
        SaleState sale = new SaleState(1, terms, false, false, 1);
        SaleBook book = new SaleBook(sale, _ -> {});
        DrawState promised = ((Outcome.DrawFound) book.apply(LOOK, untilMillis - 1)).state();
        Backlog entering = new Backlog("", sale, List.of(), null, new Drawn(promised, entered));
        entering.restore(book);
        book.proceed(untilMillis, Integer.MAX_VALUE);
        secrets.forEach(secret -> book.apply(new Command.EnterSecret(MERCHANT, secret), untilMillis));
        DrawState ready = ((Outcome.DrawFound) book.apply(LOOK, untilMillis)).state();
        return new Backlog(
                "a lottery of %,d is drawn".formatted(entries), sale, List.of(), null, new Drawn(ready, entered));
    }

    /** Puts all that is stored into an empty book. */
    void restore(SaleBook book) {
        if (drawn != null) {
            book.restore(drawn.state);
            for (int i = 0; i < drawn.entries.size(); i++) {
                book.restore(drawn.entries.get(i), drawn.user(i));
            }
        }
        stored.forEach(book::restore);
    }

    /** What somebody asks all the time. */
    Command look() {
        return drawn == null ? new Command.Find(stored.getLast().id()) : LOOK;
    }

    /** Whether the answer to it says that something is left to do. */
    boolean goesOn(Outcome answer) {
        return answer instanceof Outcome.DrawFound found && !found.state().isOver();
    }

    /** Works it off both ways. */
    void round(Medians medians) throws InterruptedException {
        medians.add(BacklogWatch.ONE_GO_MILLIS, oneGoMillis());
        try (BacklogWatch watch = new BacklogWatch(this)) {
            watch.watch(medians);
        }
    }

    private double oneGoMillis() {
        SaleBook book = new SaleBook(sale, _ -> {});
        restore(book);
        long begunNanos = System.nanoTime();
        if (trigger != null) {
            book.apply(trigger, DUE_MILLIS);
        }
        book.proceed(DUE_MILLIS, Integer.MAX_VALUE);
        return (System.nanoTime() - begunNanos) / 1e6;
    }

    private static SaleState counted(long capacity, boolean paused) {
        return sale(List.of(new TierTerms("a", "A", PRICE, capacity)), CountedTerms.COUNTED, paused);
    }

    private static SaleState sale(List<TierTerms> tiers, InventoryTerms inventory, boolean paused) {
        PurchaseRules rules = new PurchaseRules(LIMIT, 900, TakeStock.HOLD, 100, PurchaseRules.MAX_WAITLIST_CAPACITY);
        Window window = new Window(BEFORE_MILLIS, DUE_MILLIS + 1_000_000);
        return new SaleState(
                1,
                new SaleTerms("turns", "Turns", "", window, Order.FIRST_COME, rules, "CNY", tiers, inventory),
                paused,
                false,
                1);
    }

    /** Reservations, each of somebody else. */
    private static final class Rows {
        final List<ReservationState> states = new ArrayList<>();

        void held(int quantity, Selection selection, Units units, long untilMillis) {
            add(quantity, selection, units, ReservationStatus.HELD, untilMillis);
        }

        void waiting(int quantity, Selection selection) {
            add(quantity, selection, Units.NONE, ReservationStatus.WAITLISTED, 0);
        }

        /** For one to four units. */
        void waiting(int count) {
            for (int i = 0; i < count; i++) {
                waiting(1 + i % LIMIT, Selection.ANY);
            }
        }

        private void add(int quantity, Selection selection, Units units, ReservationStatus status, long untilMillis) {
            long ordinal = states.size() + 1L;
            states.add(new ReservationState(
                    Strangers.uuid(2 * ordinal),
                    Strangers.uuid(2 * ordinal + 1),
                    ordinal,
                    0,
                    quantity,
                    selection,
                    units,
                    status,
                    (long) PRICE * quantity,
                    BEFORE_MILLIS,
                    untilMillis,
                    null,
                    0));
        }
    }
}
