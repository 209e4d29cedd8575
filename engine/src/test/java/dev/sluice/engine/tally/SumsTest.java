package dev.sluice.engine.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.sale.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SumsTest {
    private final Tallies tallies = new Tallies();
    private final TallySheets sheets = new TallySheets(tallies);

    /** Against all times, sorted. */
    @Test
    void percentilesAreWrongByASixteenthAtMost() {
        Random random = new Random(7);
        long[] micros = LongStream.generate(() -> (long) Math.exp(random.nextDouble() * 17))
                .limit(20_000)
                .toArray();
        for (long each : micros) {
            sheets.of(1).answered(TimeUnit.MICROSECONDS.toNanos(each));
        }
        Arrays.sort(micros);

        Sums sums = tallies.of(1);

        assertThat(sums.answered()).isEqualTo(micros.length);
        for (double share : new double[] {0.1, 0.5, 0.95, 0.99, 1}) {
            double exact = micros[(int) Math.ceil(micros.length * share) - 1] / 1_000.0;
            assertThat(sums.millisOf(share)).as("%s", share).isCloseTo(exact, within(exact / 16 + 0.0006));
        }
        assertThat(new Sums().millisOf(0.99)).isZero();
    }

    @Test
    void timesBeyondAllBoundsFallIntoTheLastClass() {
        sheets.of(1).answered(Long.MAX_VALUE);
        sheets.of(1).answered(-1);

        assertThat(tallies.of(1).answered()).isEqualTo(2);
        assertThat(tallies.of(1).millisOf(1)).isGreaterThan(10_000);
    }

    @Test
    void whatIsWrittenDownIsReadAgain() {
        sheets.of(1).count(Figure.ARRIVED);
        sheets.of(1).count(Figure.ARRIVED);
        sheets.of(1).refused(Rejection.SOLD_OUT);
        sheets.of(1).refused("PASS_REQUIRED");
        sheets.of(1).refused("NEVER_HEARD_OF");
        sheets.of(1).answered(12_345_678);
        Sums sums = tallies.of(1);

        assertThat(sums.refusals())
                .containsOnly(Map.entry("SOLD_OUT", 1L), Map.entry("PASS_REQUIRED", 1L), Map.entry("OTHER", 1L));
        assertThat(Sums.named(sums.named()).cells).isEqualTo(sums.cells);
        assertThat(sums.named()).containsEntry("arrived", 2L).doesNotContainKey("looked");
    }

    /** Of another release, of which it knows too little. */
    @Test
    void whatIsNotKnownIsPassedOver() {
        Sums sums = Sums.named(Map.of("arrived", 3L, "danced", 9L, "refused.TOO_TALL", 2L, "micros.9999", 1L));

        assertThat(sums.of(Figure.ARRIVED)).isEqualTo(3);
        assertThat(sums.refusals()).containsOnly(Map.entry("OTHER", 2L));
        assertThat(sums.answered()).isEqualTo(1);
    }

    @Test
    void whoeverBeginsAnewBeginsAtZero() {
        Sums before = Sums.named(Map.of("arrived", 10L, "held", 1L));

        assertThat(Sums.named(Map.of("arrived", 14L, "held", 1L)).since(before).named())
                .isEqualTo(Map.of("arrived", 4L));
        assertThat(Sums.named(Map.of("arrived", 3L)).since(before).named()).isEqualTo(Map.of("arrived", 3L));
    }

    @Test
    void sheetsOfSeveralThreadsAreAddedUpAndWhatIsForgottenBeginsAnew() throws InterruptedException {
        sheets.of(1).count(Figure.ARRIVED);
        Thread other = Thread.startVirtualThread(() -> {
            TallySheets own = new TallySheets(tallies);
            own.of(1).count(Figure.ARRIVED);
            own.of(2).count(Figure.LOOKED);
        });
        other.join();
        assertThat(tallies.of(1).of(Figure.ARRIVED)).isEqualTo(2);
        assertThat(tallies.sales()).containsExactlyInAnyOrder(1, 2);

        tallies.forget(1);
        sheets.of(1).count(Figure.ARRIVED);

        assertThat(tallies.of(1).of(Figure.ARRIVED)).isEqualTo(1);
    }

    @Test
    void thereIsRoomForSoManySalesAndNoMore() {
        for (int sale = 1; sale <= Tallies.MAX_SALES + 5; sale++) {
            sheets.of(sale).count(Figure.ARRIVED);
        }
        assertThat(tallies.sales()).hasSize(Tallies.MAX_SALES);

        tallies.forget(1);
        sheets.of(Tallies.MAX_SALES + 5).count(Figure.ARRIVED);

        assertThat(tallies.of(Tallies.MAX_SALES + 5).of(Figure.ARRIVED)).isEqualTo(1);
    }
}
