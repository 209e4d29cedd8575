package dev.sluice.queue.redis;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Plan;
import dev.sluice.sale.Rejection;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the way of purchases to a ticket service and of their outcomes back, through one Redis and with nothing decided: as many as there
 * can be, and at a steady rate. Run it by hand; it prints what it found.
 */
final class QueueMeasure {
    private static final int SALE = 7;
    private static final int MILLION = 1_000_000;
    private static final int RATE = 20_000;
    private static final int SECONDS = 10;
    private static final int LINE = 20_000;
    private static final Plans NO_PLANS = new Plans() {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    };

    private final TestRedis redis = TestRedis.start();
    private final Processes processes = new Processes(redis.config(), Wire.of(NO_PLANS));
    private final AtomicLong answered = new AtomicLong();
    private final long[] sentNanos = new long[3 * MILLION];
    private final long[] tookNanos = new long[3 * MILLION];
    private final Processes.One service = processes.service();
    private final Processes.One gateway = processes.gateway(this::publish);
    private int next;
    private volatile boolean over;

    public static void main(String[] arguments) throws InterruptedException {
        new QueueMeasure().run();
        System.exit(0);
    }

    private void run() throws InterruptedException {
        Thread writer = Thread.ofVirtual().start(this::write);
        rush("warm-up");
        rush("rush");
        pace();
        rush("rush");
        over = true;
        service.queue(SALE).wake();
        writer.join();
        processes.close();
        redis.close();
    }

    /** Takes, answers, and forgets, as a writer whose ledger costs nothing. */
    private void write() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        List<Envelope> batch = new ArrayList<>();
        while (!over) {
            queue.await(Long.MAX_VALUE, 1);
            queue.drainTo(batch, 4_096);
            if (!batch.isEmpty()) {
                service.ports
                        .outcomes()
                        .publish(batch.stream().map(QueueMeasure::answer).toList());
                queue.forget(queue.position());
                batch.clear();
            }
        }
    }

    private static Reply answer(Envelope envelope) {
        return new Reply(
                envelope.replyTo(),
                envelope.request(),
                new Outcome.Refused(envelope.command().id(), Rejection.SOLD_OUT),
                false);
    }

    private void publish(List<Reply> replies) {
        long now = System.nanoTime();
        for (Reply reply : replies) {
            int number = (int) reply.request();
            tookNanos[number] = now - sentNanos[number];
        }
        gateway.replies.clear();
        answered.addAndGet(replies.size());
    }

    private boolean send() {
        int number = next;
        Command command = new Command.Reserve(new UUID(number, 2), new UUID(number, 4), "user-" + number, 0, 2);
        sentNanos[number] = System.nanoTime();
        boolean taken = gateway.queue(SALE).offer(new Envelope(new ReplyAddress(1), number, command, 0));
        next += taken ? 1 : 0;
        return taken;
    }

    private void rush(String name) {
        next = 0;
        answered.set(0);
        double redisBefore = redisSeconds();
        double ownBefore = ownSeconds();
        RedisState before = gateway.ports.state();
        long began = System.nanoTime();
        while (next < MILLION) {
            if (next - answered.get() > LINE || !send()) {
                LockSupport.parkNanos(20_000);
            }
        }
        await(MILLION);
        double seconds = (System.nanoTime() - began) / 1e9;
        RedisState after = gateway.ports.state();
        System.out.printf(
                "%s: %.2f s for a million there and back, Redis %.3f s, this process %.2f s, %.0f commands an entry%n",
                name,
                seconds,
                redisSeconds() - redisBefore,
                ownSeconds() - ownBefore,
                (after.sentCommands() - before.sentCommands()) / (double) (after.sentEntries() - before.sentEntries()));
    }

    private void pace() {
        next = 0;
        answered.set(0);
        double redisBefore = redisSeconds();
        double ownBefore = ownSeconds();
        RedisState before = gateway.ports.state();
        long began = System.nanoTime();
        int all = RATE * SECONDS;
        while (next < all) {
            long due = (System.nanoTime() - began) * RATE / TimeUnit.SECONDS.toNanos(1);
            while (next < Math.min(due, all) && send()) {}
            LockSupport.parkNanos(100_000);
        }
        await(all);
        RedisState after = gateway.ports.state();
        long[] took = Arrays.copyOfRange(tookNanos, RATE, all);
        Arrays.sort(took);
        System.out.printf(
                "%d a second: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, Redis %.2f s a million, this process %.1f s a million, %.1f commands an entry%n",
                RATE,
                took[took.length / 2] / 1e6,
                took[took.length * 99 / 100] / 1e6,
                took[(int) (took.length * 0.999)] / 1e6,
                (redisSeconds() - redisBefore) * MILLION / all,
                (ownSeconds() - ownBefore) * MILLION / all,
                (after.sentCommands() - before.sentCommands()) / (double) (after.sentEntries() - before.sentEntries()));
    }

    private void await(long count) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (answered.get() < count && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(100_000);
        }
        if (answered.get() != count) {
            System.out.println(
                    answered.get() + " of " + count + ": " + gateway.ports.state() + " " + service.ports.state());
        }
    }

    private double redisSeconds() {
        return redis.ask(server -> server.info("cpu"))
                .lines()
                .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    private static double ownSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
