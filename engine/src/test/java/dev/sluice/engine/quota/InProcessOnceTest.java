package dev.sluice.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Once;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class InProcessOnceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;
    private final Once once = new InProcessOnce(() -> now);

    @Test
    void whatWasUsedIsUsedUntilItsTimeIsOver() {
        assertThat(first(once, "a")).isTrue();
        assertThat(first(once, "a")).isFalse();
        assertThat(first(once, "b")).isTrue();
        now += MINUTE.toNanos() - 1;
        assertThat(first(once, "a")).isFalse();
        now += 1;
        assertThat(first(once, "a")).isTrue();
        assertThat(first(once, "a")).isFalse();
    }

    @Test
    void whatThisProcessSawUsedStaysSoWhileAllOthersAreAway() {
        LongAdder alone = new LongAdder();
        Once away = (_, _) -> CompletableFuture.failedStage(new IllegalStateException("away"));
        Once fallback = new FallbackOnce(away, once, alone);
        assertThat(first(fallback, "a")).isTrue();
        assertThat(first(fallback, "a")).isFalse();
        assertThat(alone.sum()).isEqualTo(1);
    }

    @Test
    void whatAnotherProcessUsedIsUsed() {
        Once others = new InProcessOnce(() -> now);
        first(others, "a");
        assertThat(first(new FallbackOnce(others, once, new LongAdder()), "a")).isFalse();
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(first(new FallbackOnce(others, once, new LongAdder()), "a")).isTrue();
    }

    private static boolean first(Once once, String key) {
        return once.first(key, MINUTE).toCompletableFuture().join();
    }
}
