package dev.sluice.bench;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.Role;
import dev.sluice.queue.redis.RedisConfig;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.redis.RedisState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The product's way of purchases to a ticket service and of their outcomes back, through one Redis and with nothing decided: a gateway and a
 * ticket service in this process, each with connections of its own.
 */
final class QueueWay implements AutoCloseable {
    private static final int SALE = 7;
    private static final int SERVICE = 1;
    private static final int GATEWAY = 2;
    private static final int LINE = 20_000;
    private static final int BATCH = 4_096;
    private static final long LOOK_NANOS = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final List<Member> MEMBERS = List.of(
            new Member(SERVICE, Set.of(Role.TICKET), "service", "", 0),
            new Member(GATEWAY, Set.of(Role.GATEWAY), "gateway", "", 0));

    private final BareRedis redis;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final RedisPorts service;
    private final RedisPorts gateway;
    private final CommandQueue in;
    private final Thread writer;
    private volatile long[] sentNanos = new long[1];
    private volatile long[] tookNanos = new long[1];
    private volatile boolean over;

    /** @param redis asks the same Redis for its processor time */
    QueueWay(RedisConfig config, BareRedis redis) {
        this.redis = redis;
        service = new RedisPorts(config, QueueLoad.WIRE, new Self(SERVICE), _ -> SERVICE, new Nobody());
        gateway = new RedisPorts(config, QueueLoad.WIRE, new Self(GATEWAY), _ -> SERVICE, new Waiting());
        in = gateway.queues().of(SALE);
        writer = Thread.ofVirtual().name("writer").start(this::write);
    }

    /** As fast as it goes, with a bounded number of them on their way. */
    Passage rush(int commands) throws IOException {
        return measure(commands, commands, () -> {
            for (int next = 0; next < commands; ) {
                if (next - answered.get() <= LINE && send(next)) {
                    next++;
                } else {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
        });
    }

    /** So many in each second. The first second does not count among the times. */
    Passage pace(int rate, int seconds) throws IOException {
        int all = rate * (seconds + 1);
        return measure(all, all - rate, () -> {
            long began = System.nanoTime();
            for (int next = 0; next < all; LockSupport.parkNanos(LOOK_NANOS)) {
                long due = Math.min(all, (System.nanoTime() - began) * rate / TimeUnit.SECONDS.toNanos(1));
                while (next < due && send(next)) {
                    next++;
                }
            }
        });
    }

    private Passage measure(int commands, int counted, Runnable sending) throws IOException {
        sentNanos = new long[commands];
        tookNanos = new long[commands];
        answered.set(0);
        turnedAway.set(0);
        RedisState before = gateway.state();
        double redisBefore = redis.processorSeconds();
        double ownBefore = ownSeconds();
        long began = System.nanoTime();
        sending.run();
        await(commands);
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        double redisSeconds = redis.processorSeconds() - redisBefore;
        double ownSeconds = ownSeconds() - ownBefore;
        RedisState after = gateway.state();
        double entries = (after.sentCommands() - before.sentCommands())
                / (double) Math.max(1, after.sentEntries() - before.sentEntries());
        long[] took = Arrays.copyOfRange(tookNanos, commands - counted, commands);
        return Passage.of(commands, entries, seconds, redisSeconds, ownSeconds, took);
    }

    private boolean send(int request) {
        sentNanos[request] = System.nanoTime();
        return in.offer(QueueLoad.purchase(request));
    }

    private void await(long commands) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (answered.get() + turnedAway.get() < commands) {
            if (System.nanoTime() - end >= 0) {
                throw new IllegalStateException(
                        answered + " of " + commands + " were answered: " + gateway.state() + ", " + service.state());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (turnedAway.get() > 0) {
            throw new IllegalStateException(turnedAway + " were turned away: " + gateway.state());
        }
    }

    /** Takes, answers, and forgets, as a writer whose ledger costs nothing. */
    private void write() {
        CommandQueue out = service.queues().of(SALE);
        out.resumeAfter("");
        List<Envelope> batch = new ArrayList<>();
        while (!over) {
            out.await(Long.MAX_VALUE, 1);
            out.drainTo(batch, BATCH);
            if (!batch.isEmpty()) {
                service.outcomes()
                        .publish(batch.stream().map(QueueLoad::refusal).toList());
                out.forget(out.position());
                batch.clear();
            }
        }
    }

    private static double ownSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / (double) TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public void close() {
        over = true;
        service.queues().of(SALE).wake();
        gateway.close();
        service.close();
    }

    /** One of the two. */
    private record Self(int self) implements Members {
        @Override
        public List<Member> living() {
            return MEMBERS;
        }
    }

    /** At the ticket service nobody waits. */
    private static final class Nobody implements Outcomes {
        @Override
        public void publish(List<Reply> replies) {}
    }

    /** Who waits at the gateway. */
    private final class Waiting implements Outcomes {
        @Override
        public void publish(List<Reply> replies) {
            long now = System.nanoTime();
            for (Reply reply : replies) {
                int number = (int) reply.request();
                tookNanos[number] = now - sentNanos[number];
            }
            answered.addAndGet(replies.size());
        }

        @Override
        public void turnedAway(List<Envelope> envelopes, NotQueued why) {
            turnedAway.addAndGet(envelopes.size());
        }
    }
}
