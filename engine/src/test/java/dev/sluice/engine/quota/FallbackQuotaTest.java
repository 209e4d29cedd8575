package dev.sluice.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Quota;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class FallbackQuotaTest {
    private static final Quota.Limit LIMIT = new Quota.Limit(3, 60);

    private final LongAdder alone = new LongAdder();
    private final Quota shared = new InProcessQuota(1, () -> 0);
    private volatile boolean away;
    private final Quota quota = new FallbackQuota(new Passing(), new InProcessQuota(2, () -> 0), alone);

    /** What all share, unless it is away. */
    private final class Passing implements Quota {
        @Override
        public CompletionStage<Level> take(String key, Limit limit, int cost) {
            return away ? failed() : shared.take(key, limit, cost);
        }

        @Override
        public CompletionStage<Level> spend(String key, Limit limit, long cost) {
            return away ? failed() : shared.spend(key, limit, cost);
        }

        private CompletionStage<Level> failed() {
            return CompletableFuture.failedStage(new IllegalStateException("away"));
        }
    }

    @Test
    void whileNothingIsSharedThisProcessGivesTheLimitByItselfAndSaysSo() {
        assertThat(taken(5)).isEqualTo(3);
        assertThat(alone.sum()).isZero();
        away = true;
        assertThat(taken(5)).isEqualTo(3);
        assertThat(alone.sum()).isEqualTo(5);
        away = false;
        assertThat(taken(1)).isZero();
    }

    @Test
    void whatIsRefusedSaysWhenToComeBackAndWhatIsLeft() {
        Quota.Level first = join(quota.take("ann", LIMIT, 2));
        assertThat(LIMIT.left(first.aheadNanos())).isEqualTo(1);
        Quota.Level second = join(quota.take("ann", LIMIT, 2));
        assertThat(second.granted()).isFalse();
        assertThat(second.waitNanos()).isEqualTo(LIMIT.nanosOf(1));
        assertThat(LIMIT.left(second.aheadNanos())).isEqualTo(1);
        join(quota.spend("ann", LIMIT, 1_000));
        assertThat(LIMIT.left(join(quota.take("ann", LIMIT, 1)).aheadNanos())).isZero();
    }

    private long taken(int times) {
        long granted = 0;
        for (int i = 0; i < times; i++) {
            granted += join(quota.take("ann", LIMIT, 1)).granted() ? 1 : 0;
        }
        return granted;
    }

    private static Quota.Level join(CompletionStage<Quota.Level> stage) {
        return stage.toCompletableFuture().join();
    }
}
