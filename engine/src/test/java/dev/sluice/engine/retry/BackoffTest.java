package dev.sluice.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void pausesDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

        assertThat(backoff.after(0)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofMillis(800));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pausesThatDoNotGrowAreADefect() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
