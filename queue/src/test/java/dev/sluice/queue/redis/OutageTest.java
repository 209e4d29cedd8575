package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import io.lettuce.core.KillArgs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis is killed, hangs, comes back empty, or is behind what was committed of it. */
@Timeout(90)
final class OutageTest {
    private static final int SALE = 7;
    /** As of a server whose clock is ahead of that of the next. */
    private static final String LATE = "99999999999999-0";

    private final TestRedis redis = TestRedis.start();
    private final Processes processes = new Processes(redis.config());
    private final Processes.One service = processes.service();
    private final Processes.One gateway = processes.gateway();
    private final CommandQueue in = gateway.queue(SALE);
    private final CommandQueue out = service.queue(SALE);
    private final List<Envelope> drained = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    @AfterEach
    void close() {
        processes.close();
        redis.close();
    }

    @Test
    void whileRedisIsAwayCommandsAreRefusedAndAfterwardsTheyGoThrough() {
        out.resumeAfter("");
        put();
        take(1);
        redis.kill(0);
        Await.until("it is refused", () -> !in.offer(next()));
        Await.until("it is noticed", () -> gateway.ports.state().awaySinceMillis() > 0);

        redis.revive();

        Await.until("commands come through", () -> {
            in.offer(next());
            return out.drainTo(drained, 100) > 0;
        });
        Await.until("it is over", () -> gateway.ports.state().awaySinceMillis() == 0);
        assertThat(gateway.ports.state().reconnects()).isPositive();
    }

    /** Of what was under way when Redis died, everything came out, or was said to be turned away, or is of unknown fate. */
    @Test
    void whatIsUnderWayWhenRedisDiesComesOutOrIsTurnedAwayOrIsCounted() {
        out.resumeAfter("");
        long taken = 0;
        for (int i = 0; i < 20_000; i++) {
            taken += in.offer(next()) ? 1 : 0;
        }
        redis.kill(0);
        redis.revive();
        long took = taken;
        Await.until("all is accounted for", () -> {
            RedisState state = gateway.ports.state();
            return took + 1 <= state.sentCommands() + state.turnedAway() + state.unknown();
        });
        gateway.awaitTold();
        out.drainTo(drained, Integer.MAX_VALUE);
        Set<UUID> away = new HashSet<>();
        gateway.turnedAway.forEach(envelope -> away.add(envelope.command().id()));
        assertThat(drained)
                .noneMatch(envelope -> away.contains(envelope.command().id()));
    }

    @Test
    void aRedisThatHangsRefusesSoonAndGoesOnWhenItWakesUp() {
        out.resumeAfter("");
        redis.freeze(0);
        Await.until("it is refused", () -> !in.offer(next()));
        redis.goOn(0);
        Await.until("commands come through", () -> {
            in.offer(next());
            return out.drainTo(drained, 100) > 0;
        });
    }

    /** The ids of a stream that restarts empty may be below those that were committed, where a clock is behind. */
    @Test
    void aStreamThatWentBackWhileNobodyTookOutIsReadFromItsBeginning() {
        out.resumeAfter(LATE + ":3/9");
        put();
        take(1);
        assertThat(service.ports.state().wentBack()).isEqualTo(1);
        assertThat(StreamPosition.parse(out.position()).entry()).isLessThan(EntryId.of(LATE));
    }

    @Test
    void aStreamThatGoesBackWhileSomebodyTakesOutIsReadAllTheSame() {
        out.resumeAfter("");
        redis.add(processes.stream(SALE), LATE, new PlainWire().envelopes(List.of(next())));
        take(1);

        redis.kill(0);
        redis.revive();
        drained.clear();

        Processes.awaitRedis(gateway);
        put();
        take(1);
    }

    /** Its entries were not decided yet; after a reconnection they are not taken twice either. */
    @Test
    void whatLiesHereWhenTheConnectionBreaksIsTakenOnce() {
        out.resumeAfter("");
        put();
        put();
        Await.until("they came", () -> out.size() == 2);

        redis.ask(server -> server.clientKill(KillArgs.Builder.typeNormal().skipme()));

        Await.until("it is noticed", () -> service.ports.state().reconnects() > 0);
        Processes.awaitRedis(gateway);
        put();
        take(3);
        assertThat(drained)
                .extracting(envelope -> envelope.command().id().getLeastSignificantBits())
                .doesNotHaveDuplicates();
        out.forget(out.position());
        Await.until("all is deleted", () -> redis.ask(server -> server.xlen(processes.stream(SALE))) == 0);
    }

    @Test
    void outcomesAndRingsComeAgainAfterRedisRestartedEmpty() {
        out.resumeAfter("");
        redis.kill(0);
        redis.revive();
        Processes.awaitRedis(gateway);
        put();
        take(1);
        Await.until("an outcome arrives", () -> {
            service.ports.outcomes().publish(List.of(Sent.reply(gateway.number, 3, 4)));
            return !gateway.replies.isEmpty();
        });
    }

    @Test
    void aServerWithoutMemoryIsFull() {
        redis.ask(server -> server.configSet("maxmemory", "1"));
        Await.until("it is refused", () -> {
            in.offer(next());
            return !gateway.turnedAway.isEmpty();
        });
        assertThat(gateway.reasons).contains(NotQueued.FULL);
    }

    private Envelope next() {
        return new Envelope(new ReplyAddress(1), new Command.Find(new UUID(1, numbers.incrementAndGet())));
    }

    /** One command, and in the stream when this returns. */
    private void put() {
        long before = gateway.ports.state().sentCommands();
        do {
            long settled = settled();
            Await.until("it is taken", () -> in.offer(next()));
            Await.until("its fate is known", () -> settled() > settled);
        } while (gateway.ports.state().sentCommands() == before);
    }

    private long settled() {
        RedisState state = gateway.ports.state();
        return state.sentCommands() + state.turnedAway() + state.unknown();
    }

    private void take(int count) {
        Await.until("it came", () -> {
            out.drainTo(drained, Integer.MAX_VALUE);
            return drained.size() >= count;
        });
    }
}
