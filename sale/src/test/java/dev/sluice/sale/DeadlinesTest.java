package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    private static final Comparator<Reservation> BY_DEADLINE_AND_ID =
            Comparator.<Reservation>comparingLong(r -> r.expiresAtMillis).thenComparing(Reservation::id);

    @Test
    void theyComeInTheOrderOfDeadlineAndIdWheneverTheyWereAdded() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            Deadlines deadlines = new Deadlines();
            List<Reservation> list = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                if (list.isEmpty() || random.nextInt(5) < 3) {
                    Reservation hold = hold(random.nextLong(), 1 + random.nextInt(40));
                    deadlines.add(hold);
                    list.add(hold);
                } else {
                    assertThat(deadlines.remove()).as("seed %d", seed).isSameAs(takeFirst(list));
                }
                assertThat(deadlines.nextMillis()).isEqualTo(first(list));
            }
            while (!list.isEmpty()) {
                assertThat(deadlines.remove()).as("seed %d", seed).isSameAs(takeFirst(list));
            }
            assertThat(deadlines.isEmpty()).isTrue();
        }
    }

    @Test
    void whoDoesNotWaitAnyMoreIsPassedOver() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            Deadlines deadlines = new Deadlines();
            List<Reservation> list = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                Reservation hold = hold(random.nextLong(), 1 + random.nextInt(4_000));
                deadlines.add(hold);
                list.add(hold);
                if (random.nextInt(20) < 15) {
                    deadlines.forget(list.remove(random.nextInt(list.size())));
                }
                assertThat(deadlines.nextMillis()).isLessThanOrEqualTo(first(list));
            }
            while (!deadlines.isEmpty()) {
                Reservation next = deadlines.remove();
                if (next != null) {
                    assertThat(next).as("seed %d", seed).isSameAs(takeFirst(list));
                }
            }
            assertThat(list).isEmpty();
        }
    }

    @Test
    void forgettingWhatWasTakenOutDoesNothing() {
        Deadlines deadlines = new Deadlines();
        deadlines.add(hold(1, 1));
        deadlines.forget(deadlines.remove());
        assertThat(deadlines.isEmpty()).isTrue();
    }

    private static Reservation takeFirst(List<Reservation> list) {
        list.sort(BY_DEADLINE_AND_ID);
        return list.removeFirst();
    }

    private static long first(List<Reservation> list) {
        return list.stream().mapToLong(r -> r.expiresAtMillis).min().orElse(Long.MAX_VALUE);
    }

    private static Reservation hold(long id, long expiresAtMillis) {
        UUID buyer = new UUID(1, 1);
        return new Reservation(new ReservationState(
                new UUID(id % 3, id), buyer, 1, 0, 1, ReservationStatus.HELD, 0, 0, expiresAtMillis, null, 0));
    }
}
