package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random small sales that are drawn, in whole or in part, with a waiting room in front of the rest: who comes first, who is called, and who has what. Seeded. */
final class WaitingDrawProperties {
    private static final int RUNS = 150;
    private static final int STEPS = 250;
    private static final int PEOPLE = 12;
    private static final long FROM = 100_000_000;
    private static final long UNTIL = FROM + 60_000;
    private static final long OPENS = UNTIL + 30_000;
    private static final long CLOSES = OPENS + 600_000;
    private static final List<String> SECRETS = List.of("one", "two");
    private static final Fairness FAIR =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);

    /** One sale, and what is known of it. */
    private static final class World {
        final Random random;
        final ReservationIds ids = new ReservationIds();
        final boolean lottery;
        final Guards.Room room;
        final int units;
        final SaleBook book;
        final Map<String, Integer> places = new HashMap<>();
        long now = FROM - 1_000;
        int served;

        World(long seed) {
            random = new Random(seed);
            lottery = random.nextBoolean();
            room = new Guards.Room(60 + random.nextInt(6_000), random.nextInt(4));
            units = 1 + random.nextInt(8);
            Order.Lottery drawn = new Order.Lottery(FROM, UNTIL, 60, FAIR);
            Order order = lottery ? drawn : new Order.Split(drawn, null, 1_000 * (1 + random.nextInt(9)));
            SaleTerms terms = new SaleTerms(
                            "s",
                            "S",
                            "",
                            new Window(OPENS, CLOSES),
                            order,
                            new PurchaseRules(2, 30, TakeStock.HOLD, 100, random.nextInt(3)),
                            "EUR",
                            List.of(new TierTerms("t", "T", 100, units)))
                    .with(new Guards(true, null, null, null, null, false, room));
            book = new SaleBook(new SaleState(1, terms, false, false, 1), _ -> {});
        }

        void step() {
            now += random.nextInt(2_500);
            String user = "user" + random.nextInt(PEOPLE);
            UUID buyer = ids.buyer(1, user);
            UUID entry = ids.entry(1, buyer);
            switch (random.nextInt(9)) {
                case 0, 1 ->
                    book.apply(
                            new Command.Enter(
                                    entry,
                                    buyer,
                                    user,
                                    0,
                                    1 + random.nextInt(2),
                                    Selection.ANY,
                                    UUID.randomUUID(),
                                    random.nextBoolean()),
                            now);
                case 2, 3 -> join(user, new Command.Join(entry, buyer));
                case 4, 5 -> book.apply(new Command.Arrive(entry, buyer), now);
                case 6 -> buy(user, buyer);
                case 7 -> tell();
                default -> pause(entry);
            }
            book.proceed(now, 1 + random.nextInt(20));
            check();
        }

        private void join(String user, Command.Join join) {
            if (book.apply(join, now) instanceof Outcome.Placed placed) {
                assertThat(places.merge(user, placed.place(), (before, _) -> before))
                        .as("a place is kept")
                        .isEqualTo(placed.place());
            }
        }

        private void buy(String user, UUID buyer) {
            boolean first = othersComeFirst();
            Outcome outcome = book.apply(
                    new Command.Reserve(
                            ids.reservation(1, buyer, "k" + random.nextInt(3)), buyer, user, 0, 1 + random.nextInt(2)),
                    now);
            assertThat(first && outcome instanceof Outcome.Reserved made && made.created())
                    .as("nobody buys before those who were drawn")
                    .isFalse();
        }

        private void tell() {
            if (now > UNTIL + 20_000) {
                book.apply(
                        new Command.EnterSecret(UUID.randomUUID(), SECRETS.get(random.nextInt(SECRETS.size()))), now);
            }
        }

        private void pause(UUID id) {
            if (random.nextInt(4) == 0) {
                book.apply(random.nextBoolean() ? new Command.Pause(id) : new Command.Resume(id), now);
            } else {
                book.apply(new Command.Resume(id), now);
            }
        }

        private DrawState draw() {
            return ((Outcome.DrawFound) book.apply(new Command.FindDraw(UUID.randomUUID()), now)).state();
        }

        private boolean othersComeFirst() {
            return lottery && !draw().isOver();
        }

        private void check() {
            RoomView seen = book.room();
            if (othersComeFirst()) {
                assertThat(seen.serving()).as("nobody is called before").isZero();
                assertThat(seen.inside()).isZero();
                assertThat(seen.ready()).isFalse();
            }
            assertThat(seen.serving()).isBetween(served, seen.last());
            served = seen.serving();
            assertThat(room.inside() == 0 || seen.inside() <= room.inside())
                    .as("there is room for all who are inside")
                    .isTrue();
            TierState tier = book.tier(0);
            assertThat(tier.held() + tier.sold()).isBetween(0L, (long) units);
        }
    }

    @Test
    void nobodyOvertakesWhoWasDrawnAndNobodyWaitsForGhosts() {
        int called = 0;
        int drawn = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            World world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            called += world.served > 0 ? 1 : 0;
            drawn += world.draw().isOver() ? 1 : 0;
            assertThat(new ArrayList<>(world.places.values())).doesNotHaveDuplicates();
        }
        assertThat(Stream.of(called, drawn)).as("what is to be seen was there").allMatch(times -> times > RUNS / 4);
    }
}
