package dev.sluice.gateway.overload;

import static dev.sluice.gateway.overload.Counter.MILLI;
import static dev.sluice.gateway.overload.Counter.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SaleCrowdTest {
    private static final OverloadConfig CONFIG = new OverloadConfig(true, 400);

    private final SaleCrowd crowd = new SaleCrowd(CONFIG, 0);

    @Test
    void itIsFullWhenAsManyAreUnderWayAsMayBe() {
        enter(1, DelayLimit.FIRST - 1, 0);
        assertThat(crowd.isFull(false)).isFalse();
        enter(DelayLimit.FIRST, 1, 0);
        assertThat(crowd.isFull(false)).isTrue();
        crowd.decided(1, MILLI);
        assertThat(crowd.isFull(false)).isFalse();
    }

    @Test
    void whoMayHaveSomethingIsTakenInWhenOthersAreNot() {
        enter(1, SaleCrowd.KNOWN_LEAST - 1, 0);
        assertThat(crowd.isFull(false)).isTrue();
        assertThat(crowd.isFull(true)).isFalse();
        enter(SaleCrowd.KNOWN_LEAST, 1, 0);
        assertThat(crowd.isFull(true)).isTrue();
    }

    @Test
    void whatIsLostDoesNotCountForEver() {
        enter(1, DelayLimit.FIRST, 0);
        assertThat(crowd.isNeeded(SaleCrowd.LOST_NANOS)).isTrue();
        assertThat(crowd.isFull(false)).isTrue();
        crowd.isNeeded(SaleCrowd.LOST_NANOS + 2);
        assertThat(crowd.isFull(false)).isFalse();
        assertThat(crowd.isNeeded(10 * SaleCrowd.LOST_NANOS)).isFalse();
    }

    /** Beside a list. */
    @Test
    void underWayAreThoseBehindTheLastThatWasDecided() {
        Random random = new Random(1);
        List<Long> naive = new ArrayList<>();
        long request = 0;
        long now = 0;
        for (int i = 0; i < 100_000; i++) {
            now += MILLI / 10;
            long about = request - random.nextInt(200);
            switch (random.nextInt(5)) {
                case 0 -> {
                    crowd.decided(about, now);
                    crowd.told(now);
                    naive.removeIf(one -> one <= about);
                }
                case 1 -> {
                    crowd.lost(about);
                    naive.removeIf(one -> one <= about);
                }
                default -> {
                    request += 1 + random.nextInt(3);
                    crowd.entered(request, now);
                    naive.add(request);
                }
            }
            assertThat(crowd.underWay()).isEqualTo(naive.size());
        }
    }

    @Test
    void whoIsTurnedAwayComesBackWhenThereIsRoomAndNotAllAtOnce() {
        Random random = new Random(1);
        enter(1, DelayLimit.FIRST, 0);
        for (int i = 0; i < 9 * DelayLimit.FIRST; i++) {
            crowd.turnAway(random.nextDouble(), MILLI);
        }
        for (int i = 1; i <= DelayLimit.FIRST; i++) {
            crowd.decided(i, SECOND / 10);
        }
        crowd.told(SECOND / 10);
        Set<Integer> told = new TreeSet<>();
        double sum = 0;
        for (int i = 0; i < 1_000; i++) {
            int seconds = crowd.turnAway(random.nextDouble(), SECOND / 10);
            told.add(seconds);
            sum += seconds;
        }
        assertThat(sum / 1_000)
                .as("nine were turned away for one who was served")
                .isBetween(8.0, 11.0);
        assertThat(told).hasSizeGreaterThan(10).allMatch(seconds -> seconds >= 1 && seconds <= 19);
    }

    @Test
    void nobodyIsToldToComeBackAtOnceOrNever() {
        for (double chance : new double[] {0, 0.5, Math.nextDown(1.0), 1}) {
            assertThat(crowd.turnAway(chance, 0)).isBetween(1, 2);
        }
        for (int i = 0; i < 100 * DelayLimit.FIRST; i++) {
            assertThat(crowd.turnAway(1, 0)).isBetween(1, SaleCrowd.LONGEST_SECONDS);
        }
        assertThat(crowd.turnAway(1, 0)).isEqualTo(SaleCrowd.LONGEST_SECONDS);
    }

    private void enter(long first, int many, long nowNanos) {
        for (int i = 0; i < many; i++) {
            crowd.entered(first + i, nowNanos);
        }
    }
}
