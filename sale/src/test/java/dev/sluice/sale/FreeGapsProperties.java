package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Seats of trains as large as real ones, with cars of more than 64 seats and up to 64 stops, held against looking at every seat. */
final class FreeGapsProperties {
    private static final int TRAINS = 30;
    private static final int STEPS = 400;

    @Test
    void theSameSeatsAreFoundAsByLookingAtEachOfThem() {
        for (long seed = 1; seed <= TRAINS; seed++) {
            Random random = new Random(seed);
            Train train = train(random);
            JourneyTerms terms = new JourneyTerms(train, "2027-01-15", 1, 0);
            NaiveJourney naive = new NaiveJourney(terms);
            NumberedSeats seats = new NumberedSeats(train);
            List<ReservationState> taken = new ArrayList<>();
            int tier = 0;
            for (int step = 0; step < STEPS; step++) {
                if (!taken.isEmpty() && random.nextInt(4) == 0) {
                    ReservationState left = taken.remove(random.nextInt(taken.size()));
                    seats.free(tier, (Selection.Stretch) left.selection(), left.units());
                    continue;
                }
                int from = random.nextInt(train.hops());
                int to = from + 1 + random.nextInt(train.hops() - from);
                int quantity = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(4);
                Selection.Stretch stretch = new Selection.Stretch(from, to, random.nextInt(4) == 0);
                Units found = seats.find(tier, quantity, stretch);
                assertThat(found)
                        .as("seed %d, step %d: %d on %s", seed, step, quantity, stretch)
                        .isEqualTo(naive.find(null, taken, tier, quantity, stretch));
                JourneyAvailability shown = seats.availability();
                assertThat(found != null && !shown.maySuffice(tier, quantity, stretch))
                        .isFalse();
                if (found != null) {
                    seats.take(tier, stretch, found);
                    taken.add(reservation(step, quantity, stretch, found));
                } else if (!stretch.together()) {
                    assertThat(shown.left(tier, from, to)).isLessThan(quantity);
                    assertThat(shown.maySuffice(tier, quantity, stretch)).isFalse();
                }
            }
        }
    }

    @Test
    void asManyAreLeftOfEachStretchAsByCountingItsSeats() {
        for (long seed = 1; seed <= TRAINS; seed++) {
            Random random = new Random(seed);
            Train train = train(random);
            for (long numbersAt : new long[] {0, 1}) {
                JourneyInventory seats = new JourneyInventory(new JourneyTerms(train, "2027-01-15", 1, numbersAt));
                for (int step = 0; step < 40; step++) {
                    int from = random.nextInt(train.hops());
                    int to = from + 1 + random.nextInt(train.hops() - from);
                    Selection.Stretch stretch = new Selection.Stretch(from, to, false);
                    Units found = seats.find(0, 1, stretch);
                    if (found != null) {
                        seats.take(new Reservation(reservation(step, 1, stretch, found)));
                    }
                    int group = 2 + random.nextInt(40);
                    Selection together = new Selection.Stretch(from, to, numbersAt == 0);
                    assertThat(seats.find(0, group, together) != null)
                            .isEqualTo(seats.left(0, true)[from * Train.MAX_STOPS + to] >= group);
                }
                assertSameLeft(train, (JourneyAvailability) seats.availability(), seats.left(0, false));
            }
        }
    }

    private static void assertSameLeft(Train train, JourneyAvailability shown, int[] left) {
        for (int from = 0; from < train.stops().size(); from++) {
            for (int to = 0; to < Train.MAX_STOPS; to++) {
                int expected = from < to && to <= train.hops() ? shown.left(0, from, to) : 0;
                assertThat(left[from * Train.MAX_STOPS + to])
                        .as(from + " to " + to)
                        .isEqualTo(expected);
            }
        }
    }

    private static Train train(Random random) {
        int stops = random.nextInt(3) == 0 ? Train.MAX_STOPS : 2 + random.nextInt(12);
        String[] cars = new String[1 + random.nextInt(3)];
        for (int car = 0; car < cars.length; car++) {
            cars[car] = random.nextInt(3) == 0
                    ? "3 2 ".repeat(16).strip()
                    : "2 ".repeat(1 + random.nextInt(4)).strip();
        }
        return TicketCounter.train(Math.min(stops, 64), cars);
    }

    private static ReservationState reservation(int ordinal, int quantity, Selection selection, Units units) {
        UUID id = new UUID(1, ordinal);
        return new ReservationState(
                id, id, ordinal, 0, quantity, selection, units, ReservationStatus.HELD, 0, 0, 0, null, 0);
    }
}
