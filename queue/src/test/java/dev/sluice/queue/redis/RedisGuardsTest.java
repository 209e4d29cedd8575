package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Once;
import dev.sluice.engine.port.Quota;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What gateways count together, in a real Redis, seen by two of them. */
@Timeout(60)
final class RedisGuardsTest {
    private static final Quota.Limit DAILY = new Quota.Limit(10, 86_400);
    private static final RedisNames NAMES = new RedisNames("sluice:");

    private static RedisLink link;
    private static RedisLine one;
    private static RedisLine other;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        link = new RedisLink(TestRedis.shared().config(), new RedisFigures());
        RedisHealth health = new RedisHealth("the test's");
        one = new RedisLine("one", link, health);
        other = new RedisLine("other", link, health);
        Await.until("it is so", () -> one.isOpen() && other.isOpen());
    }

    @AfterAll
    static void close() {
        one.retire();
        other.retire();
        link.close();
    }

    @Test
    void severalTogetherGetTheLimit() {
        Quota here = new RedisQuota(one, NAMES);
        Quota there = new RedisQuota(other, NAMES);
        long granted = Stream.generate(() -> Stream.of(here, there))
                .limit(20)
                .flatMap(quotas -> quotas)
                .map(quota -> quota.take(key, DAILY, 1))
                .toList()
                .stream()
                .map(RedisGuardsTest::join)
                .filter(Quota.Level::granted)
                .count();
        assertThat(granted).isEqualTo(10);
        Quota.Level refused = join(here.take(key, DAILY, 1));
        assertThat(refused.waitNanos()).isPositive().isLessThanOrEqualTo(DAILY.nanosOf(1));
        assertThat(DAILY.left(refused.aheadNanos())).isZero();
        assertThat(join(here.take(key + "2", DAILY, 10)).granted()).isTrue();
    }

    @Test
    void whatWasSpentElsewhereIsOwedForTwiceTheLimitAtMost() {
        Quota quota = new RedisQuota(one, NAMES);
        assertThat(join(quota.spend(key, DAILY, 4)).aheadNanos()).isEqualTo(DAILY.nanosOf(4));
        Quota.Level much = join(new RedisQuota(other, NAMES).spend(key, DAILY, 1_000_000));
        assertThat(much.granted()).isTrue();
        assertThat(much.aheadNanos()).isBetween(DAILY.nanos(), 2 * DAILY.nanos());
        assertThat(join(quota.take(key, DAILY, 1)).granted()).isFalse();
    }

    @Test
    void whatSaysNothingAnyMoreGoes() {
        join(new RedisQuota(one, NAMES).take(key, new Quota.Limit(1_000, 1), 100));
        String name = new String(NAMES.quota(key), StandardCharsets.UTF_8);
        assertThat(TestRedis.shared().<Long>ask(redis -> redis.pttl(name))).isBetween(-2L, 200L);
        Await.until("it is so", () -> TestRedis.shared().<Long>ask(redis -> redis.exists(name)) == 0);
    }

    @Test
    void whatWasUsedAtOneIsUsedAtTheOther() {
        Once here = new RedisOnce(one, NAMES);
        Once there = new RedisOnce(other, NAMES);
        assertThat(join(here.first(key, Duration.ofMinutes(1)))).isTrue();
        assertThat(join(there.first(key, Duration.ofMinutes(1)))).isFalse();
        assertThat(join(here.first(key, Duration.ofMinutes(1)))).isFalse();
        assertThat(join(there.first(key + "2", Duration.ofMillis(1)))).isTrue();
        Await.until("it is so", () -> join(here.first(key + "2", Duration.ofMinutes(1))));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
