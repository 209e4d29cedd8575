package dev.sluice.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Quota;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AllowancesTest {
    private static final Quota.Limit TEN = new Quota.Limit(10, 5);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Allowances allowances = new Allowances(1_000, 0);

    @Test
    void asMuchAsTheLimitIsGivenAtOnceAndNoMore() {
        for (int i = 1; i <= 10; i++) {
            assertThat(allowances.take(1, TEN, 1, 0)).isEqualTo(i * SECOND / 2);
        }
        assertThat(allowances.take(1, TEN, 1, 0)).as("until one is back").isEqualTo(-SECOND / 2);
        assertThat(allowances.take(2, TEN, 10, 0)).as("of another").isPositive();
    }

    @Test
    void unitsComeBackEvenly() {
        allowances.take(1, TEN, 10, 0);
        assertThat(allowances.take(1, TEN, 2, SECOND - 1)).isNegative();
        assertThat(allowances.take(1, TEN, 2, SECOND)).isPositive();
        assertThat(allowances.take(1, TEN, 1, SECOND)).isNegative();
        assertThat(allowances.take(1, TEN, 10, 7 * SECOND))
                .as("all, however long nobody asked")
                .isPositive();
        assertThat(allowances.take(1, TEN, 1, 7 * SECOND)).isNegative();
    }

    @Test
    void whatIsRefusedTakesNothing() {
        allowances.take(1, TEN, 8, 0);
        assertThat(allowances.take(1, TEN, 3, 0)).isNegative();
        assertThat(allowances.take(1, TEN, 2, 0)).isPositive();
    }

    @Test
    void whatOthersGaveOutIsNotGivenOutAgain() {
        allowances.take(1, TEN, 2, 0);
        allowances.raise(1, 4 * SECOND, 0);
        assertThat(allowances.take(1, TEN, 2, 0)).isPositive();
        assertThat(allowances.take(1, TEN, 1, 0)).isNegative();
    }

    /** Whoever has used up everything is not forgotten for those who ask once. */
    @Test
    void crowdOfNewKeysDoesNotGiveBackWhatOneHasUsed() {
        allowances.take(7, TEN, 10, 0);
        for (long key = 1_000; key < 100_000; key++) {
            allowances.take(Allowances.key(1, key, 0), TEN, 1, 0);
        }
        assertThat(allowances.take(7, TEN, 1, 0)).isNegative();
    }

    @Test
    void severalThreadsTogetherGetTheLimit() throws InterruptedException {
        Quota.Limit limit = new Quota.Limit(10_000, 86_400);
        AtomicInteger given = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 5_000; j++) {
                    if (allowances.take(1, limit, 1, 0) >= 0) {
                        given.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(given).hasValue(10_000);
    }

    @Test
    void whatIsGivenOutIsToldAnEighthAtATimeAndLaterIfItCannotBeToldNow() {
        List<Long> told = new ArrayList<>();
        boolean[] full = {true};
        Quota.Limit limit = new Quota.Limit(80, 10);
        Allowances shared = new Allowances(100, 0, (key, _, cost) -> !full[0] && told.add(cost));
        for (int i = 0; i < 15; i++) {
            shared.take(5, limit, 1, 0);
        }
        full[0] = false;
        for (int i = 0; i < 12; i++) {
            shared.take(5, limit, 1, 0);
        }
        assertThat(told).containsExactly(16L, 11L);
    }

    /** Two texts of one hash, as anybody can make them for {@link String#hashCode}, are two keys; and so are their seeds. */
    @Test
    void keysDifferWhereTextsOrSeedsDo() {
        assertThat("AaAa".hashCode()).isEqualTo("BBBB".hashCode());
        assertThat(Allowances.key(1, "AaAa")).isNotEqualTo(Allowances.key(1, "BBBB"));
        assertThat(Allowances.key(1, "ann"))
                .isNotEqualTo(Allowances.key(2, "ann"))
                .isEqualTo(Allowances.key(1, "ann"));
        assertThat(Allowances.key(1, "a")).isNotEqualTo(Allowances.key(1, "a\0"));
        assertThat(Allowances.key(1, 2, 3)).isNotEqualTo(Allowances.key(1, 3, 2));
    }

    /** Against a library's token bucket, at times at which a unit is whole, so that neither rounds. */
    @Test
    void whatIsGivenIsWhatATokenBucketGives() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Quota.Limit limit = new Quota.Limit(1 + random.nextInt(20), 1 + random.nextInt(20));
            long unit = limit.nanos() / limit.units();
            Clock clock = new Clock();
            Bucket model = Bucket.builder()
                    .addLimit(bandwidth -> bandwidth.capacity(limit.units()).refillGreedy(1, Duration.ofNanos(unit)))
                    .withCustomTimePrecision(clock)
                    .build();
            Allowances own = new Allowances(10, 0);
            boolean whole = unit * limit.units() == limit.nanos();
            for (int step = 0; whole && step < 200; step++) {
                clock.now += unit * random.nextInt(3);
                int cost = 1 + random.nextInt(limit.units());
                assertThat(own.take(3, limit, cost, clock.now) >= 0)
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(model.tryConsume(cost));
            }
        }
    }

    private static final class Clock implements TimeMeter {
        private long now;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
