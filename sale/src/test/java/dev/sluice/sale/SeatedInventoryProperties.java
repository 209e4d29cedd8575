package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The indexed seats against the naive ones: whatever happens to random halls, both always give the same seats. */
final class SeatedInventoryProperties {
    private static final long FIRST = Long.getLong("sluice.seed", 1);
    private static final int RUNS = Integer.getInteger("sluice.runs", 2_000);
    private static final int STEPS = 60;

    @Test
    void theSameSeatsAreBestAsInTheNaiveOrder() {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            new Run(seed).play();
        }
    }

    /** One hall, filled, emptied and changed at random. */
    private static final class Run {
        private final long seed;
        private final Random random;
        private final SeatMap map;
        private final NaiveSeats naive;
        private final SeatedInventory real;
        private final List<Reservation> owners = new ArrayList<>();
        private SaleTerms terms;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.map = SampleSeats.random(random);
            this.terms = SampleSeats.terms(map, OrphanRule.values()[random.nextInt(3)], 0);
            this.naive = new NaiveSeats((SeatedTerms) terms.inventory());
            this.real = new SeatedInventory(terms, (SeatedTerms) terms.inventory());
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> best();
                    case 4, 5 -> chosen();
                    case 6, 7, 8 -> leave();
                    default -> change();
                }
                checkCounts();
            }
        }

        private void best() {
            int tier = random.nextInt(terms.tiers().size());
            int quantity = 1 + random.nextInt(6);
            int section = random.nextInt(map.sections().size() + 1) - 1;
            if (free(tier) < quantity) {
                return;
            }
            Selection selection = section < 0 && random.nextBoolean() ? Selection.ANY : new Selection.Best(section);
            Units expected = naive.best(tier, quantity, section);
            Units found = real.find(tier, quantity, selection);
            assertThat(found)
                    .as("seed %d: %d of tier %d in %d", seed, quantity, tier, section)
                    .isEqualTo(expected);
            boolean may = real.availability().maySuffice(tier, quantity, selection);
            assertThat(may).as("seed %d", seed).isEqualTo(expected != null);
            if (found != null && random.nextInt(4) > 0) {
                take(tier, found);
            }
        }

        private void chosen() {
            int from = random.nextInt(map.seats());
            int[] seats = random.ints(1 + random.nextInt(3), 0, 5)
                    .map(offset -> from + offset)
                    .filter(seat -> seat < map.seats())
                    .distinct()
                    .toArray();
            Units chosen = Units.of(seats);
            int tier = ((SeatedTerms) terms.inventory()).tierOf(from);
            Selection selection = new Selection.Chosen(chosen);
            if (seats.length == 0 || real.unsound(tier, seats.length, selection) != null) {
                return;
            }
            boolean allFree = Arrays.stream(seats).allMatch(naive::isFree);
            Rejection expected =
                    !allFree ? Rejection.SEAT_TAKEN : naive.forbidden(tier, chosen) ? Rejection.LEAVES_ORPHAN : null;
            Units found = real.find(tier, seats.length, selection);
            assertThat(found).as("seed %d: %s", seed, chosen).isEqualTo(expected == null ? chosen : null);
            if (expected == null) {
                take(tier, found);
            } else {
                Shortage shortage = real.shortage(tier, seats.length, selection);
                assertThat(shortage.reason()).as("seed %d: %s", seed, chosen).isEqualTo(expected);
                checkInstead(tier, chosen, shortage.instead());
            }
        }

        /** What is proposed can be had; and nothing is proposed only if nothing could be had together. */
        private void checkInstead(int tier, Units chosen, Units instead) {
            boolean plain = Arrays.stream(chosen.toArray()).noneMatch(s -> map.is(s, SeatMap.NOT_PLAIN));
            if (instead.isEmpty()) {
                boolean none = naive.together(tier, chosen.size(), -1).isEmpty();
                boolean strict = ((SeatedTerms) terms.inventory()).orphans() == OrphanRule.STRICT;
                assertThat(none || strict || !plain)
                        .as("seed %d: %s", seed, chosen)
                        .isTrue();
            } else {
                Units again = real.find(tier, chosen.size(), new Selection.Chosen(instead));
                assertThat(again).as("seed %d: instead of %s", seed, chosen).isEqualTo(instead);
            }
        }

        private void leave() {
            if (!owners.isEmpty()) {
                Reservation leaver = owners.remove(random.nextInt(owners.size()));
                real.free(leaver);
                for (int seat : leaver.units.toArray()) {
                    naive.taken.remove(seat);
                }
            }
        }

        private void change() {
            int from = random.nextInt(map.seats());
            int to = Math.min(map.seats(), from + 1 + random.nextInt(4));
            Units seats = Units.of(IntStream.range(from, to).toArray());
            int tier = random.nextInt(terms.tiers().size() + 1) - 1;
            SeatChange change = SeatChange.values()[random.nextInt(3)];
            Inventory.Rearranged changed =
                    real.rearranged(new Command.ChangeSeats(new UUID(0, 0), seats, tier, change));
            if (changed.shortage() == null) {
                terms = changed.terms();
                naive.amend((SeatedTerms) terms.inventory());
                real.amend(terms);
            } else {
                assertThat(Arrays.stream(changed.shortage().taken().toArray()))
                        .as("seed %d", seed)
                        .isNotEmpty()
                        .allMatch(naive.taken::contains);
            }
        }

        private void take(int tier, Units units) {
            Reservation taker = new Reservation(new ReservationState(
                    new UUID(0, random.nextLong()),
                    new UUID(1, 1),
                    1,
                    tier,
                    units.size(),
                    Selection.ANY,
                    units,
                    ReservationStatus.HELD,
                    0,
                    0,
                    0,
                    null,
                    0));
            owners.add(taker);
            real.take(taker);
            for (int seat : units.toArray()) {
                assertThat(naive.taken.add(seat))
                        .as("seed %d: seat %d", seed, seat)
                        .isTrue();
            }
        }

        private long free(int tier) {
            SeatedTerms seated = (SeatedTerms) terms.inventory();
            long free = 0;
            for (int seat = 0; seat < map.seats(); seat++) {
                free += seated.tierOf(seat) == tier && naive.isFree(seat) ? 1 : 0;
            }
            return free;
        }

        private void checkCounts() {
            SeatAvailability now = (SeatAvailability) real.availability();
            for (int seat = 0; seat < map.seats(); seat++) {
                assertThat(now.isFree(seat)).as("seed %d: seat %d", seed, seat).isEqualTo(naive.isFree(seat));
            }
        }
    }
}
