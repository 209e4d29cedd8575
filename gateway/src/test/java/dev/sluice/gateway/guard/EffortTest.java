package dev.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EffortTest {
    private static final CaptchaConfig CONFIG = new CaptchaConfig(1_000, 20_000, 10);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Effort effort = new Effort(CONFIG, 0);
    private long nanos;
    private long user;

    /** So many a second, evenly. */
    private int ask(int perSecond, int seconds) {
        int work = 0;
        for (int i = 0; i < perSecond * seconds; i++) {
            nanos += SECOND / perSecond;
            work = effort.next(++user, nanos);
        }
        return work;
    }

    @Test
    void aFewAskForLittleWorkForHoweverLong() {
        assertThat(ask(9, 600)).isEqualTo(1_000);
    }

    @Test
    void workGrowsWithHowManyAskUpToABound() {
        assertThat(ask(50, 100)).isBetween(4_900, 5_100);
        assertThat(ask(100, 100)).isBetween(9_900, 10_100);
        assertThat(ask(5_000, 10)).isEqualTo(20_000);
    }

    @Test
    void workShrinksWhenTheStormIsOver() {
        assertThat(ask(500, 60)).isEqualTo(20_000);
        nanos += 60 * SECOND;
        assertThat(effort.next(++user, nanos)).isEqualTo(1_000);
    }

    /** Two threads may come in another order than their times. */
    @Test
    void aTimeThatIsBehindChangesNothing() {
        int before = ask(50, 100);
        assertThat(effort.next(++user, nanos - 5 * SECOND)).isBetween(before, before + 20);
    }

    @Test
    void whoAsksAgainAndAgainMakesItTheirsAndHardlyThatOfOthers() {
        for (int i = 1; i <= 20; i++) {
            assertThat(effort.next(-1, nanos)).isEqualTo(Math.min(1_000 * i, 20_000));
        }
        for (int i = 0; i < 5_000; i++) {
            nanos += SECOND / 500;
            effort.next(-1, nanos);
        }
        assertThat(effort.next(-1, nanos)).isEqualTo(20_000);
        assertThat(effort.next(-2, nanos)).isEqualTo(1_000);
        nanos += 640 * SECOND;
        assertThat(effort.next(-1, nanos)).isEqualTo(1_000);
    }

    @Test
    void whoAsksNowAndThenIsLikeWhoAsksForTheFirstTime() {
        for (int i = 0; i < 100; i++) {
            nanos += 10 * SECOND;
            assertThat(effort.next(-1, nanos)).isEqualTo(1_000);
        }
    }
}
