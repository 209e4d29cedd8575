package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Trouble;
import org.junit.jupiter.api.Test;

/** How often a sale that is broken is tried, and how often that is said. */
final class BreakageTest {
    private static final Throwable CAUSE = new IllegalStateException("made by a test");
    private static final long PACE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final Breakage breakage = new Breakage(60);

    @Test
    void whatCannotBeLoadedIsTriedAtOnePaceAndSaidOnce() {
        assertThat(breakage.begin(Trouble.Kind.UNREADABLE, CAUSE, 0)).isTrue();
        for (long now = 0; now < 1_000 * PACE_MILLIS; now = breakage.againMillis()) {
            assertThat(breakage.begin(Trouble.Kind.UNREADABLE, CAUSE, now)).isFalse();
            assertThat(breakage.againMillis()).isEqualTo(now + PACE_MILLIS);
        }
        assertThat(breakage.trouble().sinceMillis()).isZero();
        assertThat(breakage.end(1_000 * PACE_MILLIS)).isTrue();
        assertThat(breakage.trouble()).isNull();
    }

    @Test
    void anotherFaultIsSaid() {
        breakage.begin(Trouble.Kind.UNREADABLE, CAUSE, 0);
        assertThat(breakage.begin(Trouble.Kind.INCONSISTENT, CAUSE, 9)).isTrue();
        assertThat(breakage.trouble().sinceMillis()).isEqualTo(9);
    }

    @Test
    void whatBreaksAgainAndAgainIsLoadedSeldomAndSaidOnce() {
        long now = HOUR_MILLIS * 2;
        assertThat(breakage.begin(Trouble.Kind.REFUSED, CAUSE, now)).isTrue();
        int lines = 1;
        long pause = 0;
        for (int i = 0; i < 100; i++) {
            assertThat(breakage.againMillis() - now).isGreaterThanOrEqualTo(pause);
            pause = breakage.againMillis() - now;
            now = breakage.againMillis();
            lines += breakage.end(now) ? 1 : 0;
            lines += breakage.begin(Trouble.Kind.REFUSED, CAUSE, ++now) ? 1 : 0;
        }
        assertThat(pause).isEqualTo(HOUR_MILLIS);
        assertThat(lines).as("that it broke, and that it was back").isEqualTo(2);
    }

    @Test
    void afterALongTimeInOrderItIsSaidAgain() {
        breakage.begin(Trouble.Kind.DEFECT, CAUSE, 0);
        assertThat(breakage.end(10)).isTrue();
        assertThat(breakage.begin(Trouble.Kind.DEFECT, CAUSE, 11 + HOUR_MILLIS)).isTrue();
        assertThat(breakage.againMillis()).isEqualTo(11 + HOUR_MILLIS + PACE_MILLIS);
        assertThat(breakage.end(12 + 2 * HOUR_MILLIS)).isTrue();
    }
}
