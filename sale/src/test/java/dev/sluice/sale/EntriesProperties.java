package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Random runs through small sales that are drawn. A failure names its seed. */
@Execution(ExecutionMode.CONCURRENT)
final class EntriesProperties {
    static final int PAY_SECONDS = 20;

    private static final int RUNS = Integer.getInteger("sluice.runs", 2_000);
    private static final int STEPS = 70;
    private static final int USERS = 7;
    private static final long ENTRIES_FROM = 1_000;
    private static final long ENTRIES_UNTIL = 20_000;
    private static final long CLOSES = 80_000;
    private static final List<String> SECRETS = List.of("the operator's", "a fan's");

    /** One run; the same for the same seed. */
    private static final class Run {
        final Random random;
        final ReservationIds ids = new ReservationIds();
        final Map<UUID, UUID> blinds = new HashMap<>();
        final SaleState sale;

        Run(long seed) {
            random = new Random(seed * 0x9E3779B97F4A7C15L);
            long opens = ENTRIES_UNTIL + random.nextInt(2) * 4_000;
            Window window = new Window(opens, CLOSES);
            Fairness fair =
                    new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
            Order.Lottery lottery = new Order.Lottery(ENTRIES_FROM, ENTRIES_UNTIL, PAY_SECONDS, fair);
            Order order = List.of(
                            lottery,
                            new Order.Split(lottery, null, 5_000),
                            new Order.Shuffled(ENTRIES_FROM, random.nextBoolean() ? 0 : opens + 3_000, fair))
                    .get(random.nextInt(3));
            List<TierTerms> tiers = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                tiers.add(new TierTerms("t" + i, "T", 50, random.nextInt(8)));
            }
            PurchaseRules rules = new PurchaseRules(3, 30, TakeStock.HOLD, 100, random.nextInt(2));
            sale = new SaleState(1, new SaleTerms("s", "S", "", window, order, rules, "EUR", tiers), false, false, 1);
        }

        Command command() {
            String user = "user" + random.nextInt(USERS);
            UUID buyer = ids.buyer(1, user);
            UUID entry = ids.entry(1, buyer);
            UUID own = new UUID(1, random.nextLong());
            int dice = random.nextInt(100);
            if (dice < 40) {
                return enter(entry, buyer, user);
            }
            if (dice < 50) {
                return new Command.Withdraw(entry, buyer);
            }
            if (dice < 60) {
                return new Command.FindEntry(entry, buyer);
            }
            if (dice < 72) {
                String secret = random.nextInt(6) == 0 ? "a stranger's" : SECRETS.get(random.nextInt(2));
                return new Command.EnterSecret(own, secret);
            }
            if (dice < 90) {
                UUID bought = ids.reservation(1, buyer, "key" + random.nextInt(2));
                return dice < 83
                        ? new Command.Reserve(bought, buyer, user, random.nextInt(2), 1 + random.nextInt(2))
                        : new Command.Cancel(random.nextBoolean() ? bought : entry, buyer);
            }
            return switch (dice) {
                case 90 -> new Command.EnterBeacon(own, new BeaconValue("ab", ""));
                case 91, 92 -> new Command.Waive(own);
                case 93, 94 -> new Command.Pause(own);
                case 95, 96, 97 -> new Command.Resume(own);
                case 98 -> random.nextInt(4) == 0 ? new Command.Close(own) : new Command.FindDraw(own);
                default -> new Command.FindDraw(own);
            };
        }

        private Command enter(UUID entry, UUID buyer, String user) {
            boolean again = random.nextInt(4) == 0 && blinds.containsKey(buyer);
            UUID blind = again ? blinds.get(buyer) : new UUID(random.nextLong(), random.nextLong());
            if (random.nextInt(3) > 0) {
                blinds.put(buyer, blind);
            }
            Selection selection = switch (random.nextInt(20)) {
                case 0 -> new Selection.Chosen(Units.of(1));
                case 1 -> new Selection.Best(0);
                default -> Selection.ANY;
            };
            int tier = random.nextInt(sale.terms().tiers().size() + (random.nextInt(10) == 0 ? 1 : 0));
            return new Command.Enter(
                    entry, buyer, user, tier, 1 + random.nextInt(4), selection, blind, random.nextBoolean());
        }
    }

    /** What becomes of each command, and of all who are drawn; conservation, the limit, and what is kept for whom. */
    @Test
    void entriesAndDrawsAreAsTheNaiveOnes() {
        for (long seed = 1; seed <= RUNS; seed++) {
            runsAsTheModel(seed);
        }
    }

    private static void runsAsTheModel(long seed) {
        Run run = new Run(seed);
        NaiveDraw model = new NaiveDraw(run.sale.terms());
        List<Change> changes = new ArrayList<>();
        Recount rows = new Recount(run.sale);
        Subject book = Subject.Real.make(run.sale, changes::add);
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            now += run.random.nextInt(1_500);
            List<NaiveDraw.Given> expected = model.proceed(now, List.copyOf(rows.reservations()));
            book.proceed(now, Integer.MAX_VALUE);
            List<NaiveDraw.Given> given = changes.stream()
                    .filter(Change.Made.class::isInstance)
                    .map(change -> ((Change.Made) change).state())
                    .map(made -> new NaiveDraw.Given(made.id(), made.status(), made.expiresAtMillis()))
                    .toList();
            assertThat(given).as("seed %d, at %d", seed, now).isEqualTo(expected);
            Command command = run.command();
            boolean wasOver = model.isOver();
            Outcome outcome = book.apply(command, now);
            Outcome told = model.apply(command);
            if (told != null) {
                assertThat(outcome).as("seed %d, at %d: %s", seed, now, command).isEqualTo(told);
            }
            if (command instanceof Command.Reserve
                    && !wasOver
                    && !(run.sale.terms().order() instanceof Order.Split)) {
                assertThat(outcome).as("seed %d, at %d", seed, now).isInstanceOf(Outcome.Refused.class);
            }
            changes.forEach(rows);
            changes.clear();
            judge(seed, run, model, rows, book);
        }
    }

    private static void judge(long seed, Run run, NaiveDraw model, Recount rows, Subject book) {
        boolean keeps = run.sale.terms().order() instanceof Order.Split && !model.isOver() && !model.isCalledOff();
        for (int tier = 0; keeps && tier < run.sale.terms().tiers().size(); tier++) {
            int of = tier;
            long capacity = run.sale.terms().tiers().get(tier).capacity();
            long held = rows.reservations().stream()
                    .filter(r -> r.tier() == of && r.status() == ReservationStatus.HELD)
                    .mapToLong(ReservationState::quantity)
                    .sum();
            assertThat(held).as("seed %d", seed).isLessThanOrEqualTo(capacity - capacity / 2);
            assertThat(book.tier(tier).admissible())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(capacity - capacity / 2 - held);
        }
        if (!keeps) {
            assertThat(rows.violations(book)).as("seed %d", seed).isEmpty();
        }
    }

    /** Whatever of a draw is durable when its writer dies, the next one goes on with the rest, and it all comes out the same. */
    @Test
    void aDrawGoesOnWhereItsWriterWasLost() {
        int served = 0;
        for (long seed = 1; seed <= RUNS / 4; seed++) {
            served += losesItsWriter(seed);
        }
        assertThat(served).isGreaterThan(RUNS / 10);
    }

    /** Returns how many were served in a run. */
    private static int losesItsWriter(long seed) {
        Run run = new Run(seed);
        Recount rows = new Recount(run.sale);
        SaleBook book = new SaleBook(run.sale, rows);
        long now = 0;
        while (now < ENTRIES_UNTIL + 4_000) {
            now += run.random.nextInt(1_500);
            book.proceed(now, Integer.MAX_VALUE);
            Command command = run.command();
            boolean disturbs = command instanceof Command.Pause || command instanceof Command.Close;
            if (!disturbs && !book.lacks(command)) {
                book.apply(command, now);
            }
            book = restored(rows, rows);
        }
        for (String secret : SECRETS) {
            book.apply(new Command.EnterSecret(new UUID(1, 2), secret), now);
        }
        Recount whole = rows.copy();
        restored(rows, whole).proceed(now, Integer.MAX_VALUE);
        int steps = 0;
        for (int done = 1; done > 0; steps++) {
            // A commit takes whatever a few steps came to; then the writer is lost.
            Recount parts = rows.copy();
            SaleBook first = restored(rows, parts);
            done = first.proceed(now, steps + 1) <= steps ? 0 : 1;
            restored(parts, parts).proceed(now, Integer.MAX_VALUE);
            assertThat(parts.reservations())
                    .as("seed %d, lost after %d steps", seed, steps + 1)
                    .containsExactlyElementsOf(whole.reservations());
            assertThat(draw(parts)).isEqualTo(draw(whole));
        }
        return draw(whole).served();
    }

    /** Of everything more than a slice holds, so much at a time as chance says, by writers that are lost in the middle of it. */
    @Test
    void aDrawOfManyIsTheSameInWhateverSlices() {
        Set<Mode> met = new HashSet<>();
        for (long seed = 1; seed <= 9; seed++) {
            Run run = new Run(seed);
            met.add(run.sale.terms().order().mode());
            drawsMany(seed, run);
        }
        assertThat(met).containsExactlyInAnyOrder(Mode.LOTTERY, Mode.SPLIT, Mode.SHUFFLED);
    }

    private static void drawsMany(long seed, Run run) {
        NaiveDraw model = new NaiveDraw(run.sale.terms());
        Recount rows = new Recount(run.sale);
        SaleBook book = new SaleBook(run.sale, rows);
        model.proceed(ENTRIES_FROM, List.of());
        int users = 40 * EntryOrder.HASHED + run.random.nextInt(EntryOrder.MOVED);
        for (int i = 0; i < users; i++) {
            UUID buyer = run.ids.buyer(1, "user" + i);
            UUID entry = run.ids.entry(1, buyer);
            int tier = i % run.sale.terms().tiers().size();
            Command enter = new Command.Enter(
                    entry, buyer, "user" + i, tier, 1 + i % 3, Selection.ANY, new UUID(seed, i), false);
            assertThat(book.apply(enter, ENTRIES_FROM)).isEqualTo(model.apply(enter));
            if (i % 10 == 0) {
                Command withdraw = new Command.Withdraw(entry, buyer);
                assertThat(book.apply(withdraw, ENTRIES_FROM)).isEqualTo(model.apply(withdraw));
            }
        }
        long now = run.sale.terms().order().sealMillis(run.sale.terms().window()) + 4_000;
        model.proceed(now, List.of());
        book = proceedInSlices(run, book, rows, now);
        for (String secret : SECRETS) {
            Command enter = new Command.EnterSecret(new UUID(1, 2), secret);
            assertThat(book.apply(enter, now)).as("seed %d", seed).isEqualTo(model.apply(enter));
        }
        List<NaiveDraw.Given> expected = model.proceed(now, List.of());
        book = proceedInSlices(run, book, rows, now);
        assertThat(rows.reservations())
                .as("seed %d", seed)
                .extracting(r -> new NaiveDraw.Given(r.id(), r.status(), r.expiresAtMillis()))
                .isEqualTo(expected);
        assertThat(draw(rows)).isEqualTo(model.state());
        for (int i = 0; i < users; i += 7) {
            UUID buyer = run.ids.buyer(1, "user" + i);
            Command find = new Command.FindEntry(run.ids.entry(1, buyer), buyer);
            Outcome told = model.apply(find);
            if (told != null) {
                assertThat(book.apply(find, now)).as("seed %d", seed).isEqualTo(told);
            }
        }
    }

    /** Whatever is due, by writers of which every fortieth turn is the last. */
    private static SaleBook proceedInSlices(Run run, SaleBook book, Recount rows, long now) {
        SaleBook owner = book;
        do {
            if (run.random.nextInt(40) == 0) {
                owner = restored(rows, rows);
            }
            owner.proceed(now, 1 + run.random.nextInt(12));
        } while (owner.nextDueMillis() <= now);
        return owner;
    }

    /** A pause, an end, other capacities, strangers who buy, holds that end, and lost writers, in the middle of it. */
    @Test
    void whateverComesBetweenAllAreServedInTheirOrderAndNothingIsLeftOver() {
        Set<Object> met = new HashSet<>();
        for (long seed = 1; seed <= RUNS / 2; seed++) {
            new Disturbed(seed).run(met);
        }
        assertThat(met)
                .contains(Mode.LOTTERY, Mode.SPLIT, Mode.SHUFFLED, "half served, and paused", "half served, and closed")
                .contains("half served, and less", "half served, and more", EntryStatus.CALLED_OFF, EntryStatus.LOST);
    }

    /** One run of it. */
    private static final class Disturbed {
        private final long seed;
        private final Run run;
        private final Random random;
        private final NaiveDraw model;
        private final Recount rows;
        private final List<ReservationState> served = new ArrayList<>();
        private final Set<UUID> entrants = new HashSet<>();
        private SaleBook book;
        private DrawState drawn;
        private long now = ENTRIES_FROM;
        private boolean lessened;

        Disturbed(long seed) {
            this.seed = seed;
            run = new Run(seed);
            random = run.random;
            model = new NaiveDraw(run.sale.terms());
            rows = new Recount(run.sale);
            book = load();
        }

        private SaleBook load() {
            SaleBook loaded = new SaleBook(rows.sale(), change -> {
                rows.accept(change);
                if (change instanceof Change.DrawChanged changed) {
                    drawn = changed.state();
                }
                if (change instanceof Change.Made made
                        && entrants.contains(made.state().id())) {
                    served.add(made.state());
                }
            });
            rows.copy().restore(loaded);
            return loaded;
        }

        void run(Set<Object> met) {
            met.add(run.sale.terms().order().mode());
            enter();
            now = run.sale.terms().window().opensAtMillis() + 3_000;
            model.proceed(now, List.of());
            book.proceed(now, random.nextInt(12));
            SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(new UUID(1, 2), secret), now));
            for (int i = 0; i < 60; i++) {
                disturb(met);
            }
            book.proceed(now, Integer.MAX_VALUE);
            SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(new UUID(1, 2), secret), now));
            book.apply(new Command.Resume(new UUID(1, 2)), now);
            book.proceed(now, Integer.MAX_VALUE);
            judge(met);
        }

        private void enter() {
            model.proceed(now, List.of());
            for (int i = 0; i < 12; i++) {
                UUID buyer = run.ids.buyer(1, "user" + i);
                UUID id = run.ids.entry(1, buyer);
                entrants.add(id);
                int tier = random.nextInt(run.sale.terms().tiers().size());
                Command enter = new Command.Enter(
                        id, buyer, "user" + i, tier, 1 + random.nextInt(3), Selection.ANY, new UUID(seed, i), false);
                model.apply(enter);
                book.apply(enter, now);
            }
        }

        private void disturb(Set<Object> met) {
            boolean half = !served.isEmpty() && !drawn.isOver();
            UUID own = new UUID(1, random.nextLong());
            switch (random.nextInt(14)) {
                case 0, 1 -> {
                    boolean pauses = !book.sale().paused();
                    met.add(half && pauses ? "half served, and paused" : "");
                    book.apply(pauses ? new Command.Pause(own) : new Command.Resume(own), now);
                }
                case 2 -> {
                    if (random.nextInt(6) == 0) {
                        met.add(half ? "half served, and closed" : "");
                        book.apply(new Command.Close(own), now);
                    }
                }
                case 3 -> resize(met, half, own);
                case 4 -> now += random.nextInt(25_000);
                case 5 -> {
                    String user = "stranger" + random.nextInt(20);
                    UUID buyer = run.ids.buyer(1, user);
                    UUID id = run.ids.reservation(1, buyer, "k");
                    Command buy = new Command.Reserve(id, buyer, user, 0, 1 + random.nextInt(3));
                    if (!book.lacks(buy)) {
                        book.apply(buy, now);
                    }
                }
                case 6 -> book = load();
                default -> book.proceed(now, 1 + random.nextInt(3));
            }
        }

        private void resize(Set<Object> met, boolean half, UUID own) {
            int tier = random.nextInt(run.sale.terms().tiers().size());
            long before = book.sale().terms().tiers().get(tier).capacity();
            int after = random.nextInt(10);
            Outcome outcome = book.apply(new Command.ChangeCapacity(own, tier, after), now);
            if (outcome instanceof Outcome.Administered) {
                lessened |= after < before;
                met.add(half ? "half served, and " + (after < before ? "less" : "more") : "");
            }
        }

        private void judge(Set<Object> met) {
            if (drawn == null || drawn.drawnAtMillis() == 0) {
                assertThat(book.sale().statusAt(now)).as("seed %d", seed).isEqualTo(SaleStatus.CLOSED);
                assertThat(served).as("seed %d", seed).isEmpty();
                entrants.forEach(id -> met.add(status(id)));
            } else {
                assertThat(drawn.isOver()).as("seed %d", seed).isTrue();
                judgeServed(met, model.inOrder(drawn.draw()));
            }
            for (int tier = 0; tier < run.sale.terms().tiers().size(); tier++) {
                judgeLeft(tier);
            }
        }

        private EntryStatus status(UUID entry) {
            UUID buyer = IntStream.range(0, 12)
                    .mapToObj(i -> run.ids.buyer(1, "user" + i))
                    .filter(one -> run.ids.entry(1, one).equals(entry))
                    .findFirst()
                    .orElseThrow();
            EntryState state = ((Outcome.Entered) book.apply(new Command.FindEntry(entry, buyer), now)).state();
            return state.status();
        }

        private void judgeServed(Set<Object> met, List<EntryState> order) {
            List<UUID> inOrder = order.stream().map(EntryState::id).toList();
            List<UUID> got = served.stream().map(ReservationState::id).toList();
            assertThat(got).as("seed %d: nobody twice", seed).doesNotHaveDuplicates();
            assertThat(inOrder.stream().filter(got::contains).toList())
                    .as("seed %d: in their order", seed)
                    .isEqualTo(got);
            switch (run.sale.terms().order()) {
                case Order.Lottery _ -> assertThat(got).as("seed %d: all", seed).isEqualTo(inOrder);
                case Order.Split _ -> judgeLosers(met, order, got);
                default -> assertThat(got).as("seed %d", seed).isEmpty();
            }
            for (ReservationState one : served) {
                long from = Math.max(run.sale.terms().window().opensAtMillis(), one.createdAtMillis());
                assertThat(one.status() != ReservationStatus.HELD
                                || one.expiresAtMillis() == from + PAY_SECONDS * 1_000)
                        .as("seed %d: everybody has the whole time to pay, and not %s", seed, one)
                        .isTrue();
            }
        }

        private void judgeLosers(Set<Object> met, List<EntryState> order, List<UUID> got) {
            for (int place = 0; place < order.size(); place++) {
                EntryState one = order.get(place);
                if (!got.contains(one.id())) {
                    met.add(status(one.id()));
                    assertThat(status(one.id())).as("seed %d", seed).isEqualTo(EntryStatus.LOST);
                    boolean overtaken = order.subList(place + 1, order.size()).stream()
                            .anyMatch(later -> got.contains(later.id())
                                    && later.tier() == one.tier()
                                    && later.quantity() >= one.quantity());
                    assertThat(overtaken && !lessened)
                            .as("seed %d: %s is overtaken", seed, one)
                            .isFalse();
                }
            }
        }

        /** What nobody has can be had, and nobody waits for what could be theirs. */
        private void judgeLeft(int tier) {
            TierState state = book.tier(tier);
            long smallest = rows.reservations().stream()
                    .filter(r -> r.tier() == tier && r.status() == ReservationStatus.WAITLISTED)
                    .mapToLong(ReservationState::quantity)
                    .min()
                    .orElse(Long.MAX_VALUE);
            assertThat(smallest).as("seed %d, tier %d", seed, tier).isGreaterThan(state.available());
            assertThat(state.admissible()).as("seed %d, tier %d", seed, tier).isEqualTo(state.available());
            long held = rows.reservations().stream()
                    .filter(r -> r.tier() == tier && r.status() == ReservationStatus.HELD)
                    .mapToLong(ReservationState::quantity)
                    .sum();
            assertThat(state.held()).as("seed %d, tier %d", seed, tier).isEqualTo(held);
        }
    }

    private static SaleBook restored(Recount rows, Recount into) {
        SaleBook book = new SaleBook(rows.sale(), into);
        rows.copy().restore(book);
        return book;
    }

    private static DrawState draw(Recount rows) {
        Outcome found = restored(rows, rows).apply(new Command.FindDraw(new UUID(1, 1)), 0);
        return ((Outcome.DrawFound) found).state();
    }

    /** A trial sees only what its runs meet. */
    @Test
    void theRunsMeetWhatCanBecomeOfAnEntry() {
        Set<Object> met = new HashSet<>();
        for (long seed = 1; seed <= 300; seed++) {
            Run run = new Run(seed);
            SaleBook book = new SaleBook(run.sale, _ -> {});
            long now = 0;
            for (int i = 0; i < STEPS; i++) {
                now += run.random.nextInt(1_500);
                book.proceed(now, Integer.MAX_VALUE);
                switch (book.apply(run.command(), now)) {
                    case Outcome.Refused refused -> met.add(refused.reason());
                    case Outcome.DrawFound found when found.answer() != null -> met.add(found.answer());
                    case Outcome.Entered entered ->
                        met.add("place " + Math.min(1, entered.state().place()));
                    case Outcome.Reserved reserved -> met.add(reserved.state().status());
                    default -> {}
                }
            }
        }
        assertThat(met)
                .containsAll(EnumSet.of(
                        Rejection.CLOSED,
                        Rejection.PAUSED,
                        Rejection.NOT_OPEN,
                        Rejection.UNKNOWN_TIER,
                        Rejection.UNKNOWN_UNIT,
                        Rejection.LIMIT_EXCEEDED,
                        Rejection.NOT_DRAWN,
                        Rejection.SEALED,
                        Rejection.NO_CHOICE,
                        Rejection.NOT_FOUND,
                        Rejection.NOT_WAIVABLE))
                .containsAll(EnumSet.allOf(DrawAnswer.class))
                .contains("place 0", "place 1", ReservationStatus.HELD, ReservationStatus.WAITLISTED);
    }
}
