package dev.sluice.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QueuePaceTest {
    private static final int SALE = 1;

    private long nowMillis = 1_000_000;
    private final QueuePace pace = new QueuePace(() -> Instant.ofEpochMilli(nowMillis));

    @Test
    void nothingIsToldBeforeSomethingWasSeenToGo() {
        assertThat(pace.secondsTo(SALE, 1_000, 1_000)).isZero();
        nowMillis += 1_000;
        assertThat(pace.secondsTo(SALE, 1_000, 1_000)).isZero();
        nowMillis += 1_000;
        assertThat(pace.secondsTo(SALE, 1_200, 1_200)).as("it grows").isZero();
    }

    @Test
    void theEstimateFollowsFromWhatWent() {
        pace.secondsTo(SALE, 1_000, 1_000);
        nowMillis += 1_000;

        assertThat(pace.secondsTo(SALE, 900, 900)).isEqualTo(9);
        assertThat(pace.secondsTo(SALE, 900, 450)).as("somebody nearer").isEqualTo(5);
        assertThat(pace.secondsTo(SALE, 900, 1)).as("the next").isEqualTo(1);
        assertThat(pace.secondsTo(2, 900, 900)).as("another sale").isZero();
    }

    /** A look between two batches sees nothing go, and one just after a batch sees much. */
    @Test
    void onePauseIsNotTheEnd() {
        pace.secondsTo(SALE, 1_000, 1_000);
        nowMillis += 1_000;
        pace.secondsTo(SALE, 900, 900);
        nowMillis += 1_000;
        assertThat(pace.secondsTo(SALE, 900, 900)).isEqualTo(18);
        nowMillis += 100;
        assertThat(pace.secondsTo(SALE, 0, 900))
                .as("too soon to tell anything new")
                .isEqualTo(18);
    }

    @Test
    void whatWasSeenLongAgoOrIsToLastForHoursIsNotTold() {
        pace.secondsTo(SALE, 1_000, 1_000);
        nowMillis += 1_000;
        assertThat(pace.secondsTo(SALE, 999, 10_000)).isZero();
        nowMillis += 11_000;
        assertThat(pace.secondsTo(SALE, 500, 500)).isZero();
        nowMillis -= 60_000;
        assertThat(pace.secondsTo(SALE, 400, 400)).as("a clock that was set").isZero();
    }

    @Test
    void moreSalesThanItKeepsAreForgottenOldestFirst() {
        for (int sale = 1; sale <= 1_001; sale++) {
            pace.secondsTo(sale, 1_000, 1_000);
        }
        nowMillis += 1_000;

        assertThat(pace.secondsTo(1_001, 900, 900)).isEqualTo(9);
        assertThat(pace.secondsTo(1, 900, 900)).isZero();
    }
}
