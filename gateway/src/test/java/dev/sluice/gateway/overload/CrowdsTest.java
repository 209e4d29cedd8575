package dev.sluice.gateway.overload;

import static dev.sluice.gateway.overload.Counter.MILLI;
import static dev.sluice.gateway.overload.Counter.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CrowdsTest {
    private static final int HOT = 1;
    private static final int QUIET = 2;

    private final Crowds crowds = new Crowds(new OverloadConfig(true, 200), 0);

    @Test
    void aHotSaleTurnsNobodyAwayFromAnother() {
        fill(crowds);
        assertThat(crowds.isFull(HOT, false)).isTrue();
        assertThat(crowds.isFull(QUIET, false)).isFalse();
        crowds.entered(QUIET, DelayLimit.FIRST + 1L, 0);
        assertThat(crowds.isFull(QUIET, false)).isFalse();
        assertThat(crowds.isFull(HOT, false)).isTrue();
        crowds.decided(HOT, DelayLimit.FIRST, MILLI);
        assertThat(crowds.isFull(HOT, false)).isFalse();
    }

    @Test
    void salesThatNobodyAsksForAreForgotten() {
        for (int sale = 1; sale <= 1_000; sale++) {
            crowds.entered(sale, sale, 0);
            crowds.decided(sale, sale, MILLI);
        }
        crowds.entered(QUIET, 2_000, 14 * SECOND);
        crowds.sweep(15 * SECOND);
        assertThat(crowds.size()).isEqualTo(1);
        crowds.decided(HOT, 1, 15 * SECOND);
        crowds.lost(HOT, 1);
        assertThat(crowds.size()).isEqualTo(1);
    }

    @Test
    void figuresAreThoseOfTheLastSweep() {
        fill(crowds);
        crowds.decided(HOT, 1, 3 * SECOND);
        crowds.told(3 * SECOND);
        crowds.turnAway(HOT, 0.5, 3 * SECOND);
        crowds.sweep(4 * SECOND);
        assertThat(crowds.refused()).isEqualTo(1);
        assertThat(crowds.longestNanos()).isEqualTo(3 * SECOND);
        crowds.decided(HOT, DelayLimit.FIRST, 5 * SECOND);
        crowds.sweep(6 * SECOND);
        assertThat(crowds.longestNanos()).as("nobody waits").isZero();
    }

    @Test
    void switchedOffItTurnsNobodyAway() {
        Crowds off = new Crowds(OverloadConfig.OFF, 0);
        fill(off);
        assertThat(off.isFull(HOT, false)).isFalse();
        assertThat(off.size()).isZero();
    }

    private static void fill(Crowds crowds) {
        for (int request = 1; request <= DelayLimit.FIRST; request++) {
            crowds.entered(HOT, request, 0);
        }
    }
}
