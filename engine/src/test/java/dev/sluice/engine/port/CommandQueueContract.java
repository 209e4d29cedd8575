package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What writers and gateways rely on, whatever lies between them. */
@Timeout(60)
public abstract class CommandQueueContract {
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Numbers the processes that put in, so that no place in them stands for itself alone. */
    private static final long PROCESS = 7L << Integer.SIZE;

    /**
     * A queue with both of its ends.
     *
     * @param in of those who put in
     * @param out of the one who takes out, which did not begin yet
     */
    public record Ends(CommandQueue in, CommandQueue out) {}

    /**
     * A new queue.
     *
     * @param small whether it has no room for {@link #tooMany}; otherwise it has for all that is put in here
     * @param turnedAway takes what got lost after it was taken
     */
    protected abstract Ends open(boolean small, Outcomes turnedAway);

    /** Commands that are too many for a small queue, put in at once. */
    protected abstract int tooMany();

    private final Set<Long> away = new HashSet<>();
    private final List<Envelope> drained = new ArrayList<>();

    private Ends begun() {
        return begun(false);
    }

    private Ends begun(boolean small) {
        Ends ends = open(small, new Outcomes() {
            @Override
            public void publish(List<Reply> replies) {}

            @Override
            public void turnedAway(List<Envelope> envelopes, NotQueued why) {
                synchronized (away) {
                    envelopes.forEach(
                            envelope -> assertThat(away.add(number(envelope))).isTrue());
                }
            }
        });
        ends.out.resumeAfter("");
        return ends;
    }

    @Test
    void whatIsPutInComesOutAsItWas() {
        Ends ends = begun();
        Envelope envelope = new Envelope(new ReplyAddress(PROCESS + 3), 4, new Command.Find(new UUID(5, 6)), 7);
        put(ends.in, envelope);
        take(ends.out, 1);
        assertThat(drained).containsExactly(envelope);
    }

    @Test
    void manyProducersLoseNothingAndKeepTheirOwnOrder() throws InterruptedException {
        Ends ends = begun();
        int producers = 4;
        int each = 10_000;
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            long number = producer;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    put(ends.in, envelope(number, i));
                }
            }));
        }
        long[] next = new long[producers];
        for (int received = 0; received < producers * each; ) {
            if (ends.out.drainTo(drained, 100) == 0) {
                ends.out.await(LONG_NANOS, 1);
            }
            for (Envelope envelope : drained) {
                int producer = (int) (envelope.replyTo().value() - PROCESS);
                assertThat(number(envelope)).isEqualTo(next[producer]++);
            }
            received += drained.size();
            if (!drained.isEmpty()) {
                ends.out.forget(ends.out.position());
            }
            drained.clear();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(next).containsOnly(each);
        assertThat(away).isEmpty();
        assertThat(ends.out.size()).isZero();
    }

    /** Nobody waits for what neither comes out nor was refused. */
    @Test
    void whatAFullQueueDoesNotTakeIsSaid() {
        Ends ends = begun(true);
        Set<Long> taken = new HashSet<>();
        for (long i = 0; i < tooMany(); i++) {
            if (ends.in.offer(envelope(0, i))) {
                taken.add(i);
            }
        }
        Set<Long> out = new HashSet<>();
        Await.until("all of them came out or were turned away", () -> {
            drained.clear();
            ends.out.drainTo(drained, 1_000);
            drained.forEach(envelope -> assertThat(out.add(number(envelope))).isTrue());
            if (!drained.isEmpty()) {
                ends.out.forget(ends.out.position());
            }
            return out.size() + turnedAway() == taken.size();
        });
        assertThat(out.size()).isLessThan(tooMany());
        assertThat(Collections.disjoint(away, out)).isTrue();
        comesAgain(ends);
    }

    @Test
    void noMoreIsTakenOutThanIsWanted() {
        Ends ends = begun();
        for (int i = 0; i < 10; i++) {
            put(ends.in, envelope(0, i));
        }
        Await.until("they are there", () -> ends.out.size() == 10);
        assertThat(ends.out.drainTo(drained, 3)).isEqualTo(3);
        assertThat(ends.out.size()).isEqualTo(7);
        assertThat(ends.out.drainTo(drained, 100)).isEqualTo(7);
        assertThat(drained)
                .extracting(CommandQueueContract::number)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void positionsThatAreReachedDiffer() {
        Ends ends = begun();
        Set<String> positions = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            put(ends.in, envelope(0, i));
            take(ends.out, 1);
            assertThat(positions.add(ends.out.position())).isTrue();
        }
        String reached = ends.out.position();
        ends.out.drainTo(drained, 10);
        assertThat(ends.out.position()).isEqualTo(reached);
    }

    @Test
    void itGoesOnBehindWhereItLeftOff() {
        Ends ends = begun();
        put(ends.in, envelope(0, 0));
        take(ends.out, 1);
        String committed = ends.out.position();
        ends.out.forget(committed);
        ends.out.leave();
        ends.out.resumeAfter(committed);
        put(ends.in, envelope(0, 1));
        drained.clear();
        take(ends.out, 1);
        assertThat(drained).extracting(CommandQueueContract::number).containsExactly(1L);
    }

    @Test
    void itSaysWhetherWhatWasTakenOutAndNotForgottenIsFoundAgain() {
        Ends ends = begun();
        put(ends.in, envelope(0, 0));
        take(ends.out, 1);
        drained.clear();
        ends.out.leave();
        ends.out.resumeAfter("");
        if (ends.out.keeps()) {
            take(ends.out, 1);
            assertThat(drained).extracting(CommandQueueContract::number).containsExactly(0L);
        } else {
            assertThat(ends.out.drainTo(drained, 1)).isZero();
        }
    }

    @Test
    void aPositionThatNobodyUnderstandsIsTheBeginning() {
        Ends ends = begun();
        ends.out.resumeAfter("of some other kind: 1/2");
        put(ends.in, envelope(0, 0));
        take(ends.out, 1);
    }

    @Test
    void aWakeJustBeforeTheWaitIsNotLost() {
        Ends ends = begun();
        ends.out.wake();
        assertThat(waits(ends.out, 1)).isLessThan(LONG_NANOS / 2);
    }

    @Test
    void aWakeEndsTheWaitThatIsUnderWay() {
        Ends ends = begun();
        AtomicBoolean over = new AtomicBoolean();
        Thread waiter = Thread.ofPlatform().start(() -> {
            ends.out.await(LONG_NANOS, 1);
            over.set(true);
        });
        Await.until("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
        ends.out.wake();
        Await.until("its wait is over", over::get);
    }

    @Test
    void aWakeIsSpentByTheWaitItEnded() {
        Ends ends = begun();
        ends.out.wake();
        ends.out.await(LONG_NANOS, 1);
        staysWaiting(ends.out, 1);
    }

    @Test
    void aWaitWithoutEndEndsWhenSomethingComes() {
        Ends ends = begun();
        AtomicInteger seen = new AtomicInteger(-1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            ends.out.await(Long.MAX_VALUE, 1);
            seen.set(ends.out.size());
        });
        Await.until("it waits", () -> waiter.getState() == Thread.State.WAITING);
        put(ends.in, envelope(0, 0));
        Await.until("its wait is over", () -> seen.get() == 1);
    }

    @Test
    void whoWaitsForManyIsNotWokenByFew() {
        Ends ends = begun();
        put(ends.in, envelope(0, 0));
        Await.until("it is there", () -> ends.out.size() == 1);
        staysWaiting(ends.out, 100);
        assertThat(waits(ends.out, 1)).isLessThan(LONG_NANOS / 2);
    }

    /** Room that was there when something was put in may be gone when it arrives; then that is said as well, and the next one is tried. */
    private void comesAgain(Ends ends) {
        drained.clear();
        AtomicInteger tried = new AtomicInteger();
        int before = turnedAway();
        Await.until("there is room again, and what is put in comes out", () -> {
            boolean noneUnderWay = turnedAway() - before == tried.get();
            if (noneUnderWay && ends.in.offer(envelope(0, tooMany() + tried.get()))) {
                tried.incrementAndGet();
            }
            return ends.out.drainTo(drained, 1) > 0;
        });
    }

    private int turnedAway() {
        synchronized (away) {
            return away.size();
        }
    }

    /** Waits until somebody waits there. A single wait may end for nothing, as {@link java.util.concurrent.locks.LockSupport#park()} may. */
    private static void staysWaiting(CommandQueue queue, int commands) {
        AtomicBoolean over = new AtomicBoolean();
        Thread waiter = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                queue.await(LONG_NANOS, commands);
            }
        });
        Await.until("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
        over.set(true);
        queue.wake();
        Await.until("its wait is over", () -> !waiter.isAlive());
    }

    private static long waits(CommandQueue queue, int commands) {
        long began = System.nanoTime();
        queue.await(LONG_NANOS, commands);
        return System.nanoTime() - began;
    }

    private static void put(CommandQueue queue, Envelope envelope) {
        Await.until("it is taken", () -> queue.offer(envelope));
    }

    private void take(CommandQueue queue, int count) {
        int before = drained.size();
        Await.until("it came", () -> {
            queue.drainTo(drained, before + count - drained.size());
            return drained.size() == before + count;
        });
    }

    private static Envelope envelope(long producer, long number) {
        return new Envelope(new ReplyAddress(PROCESS + producer), new Command.Find(new UUID(producer, number)));
    }

    private static long number(Envelope envelope) {
        return envelope.command().id().getLeastSignificantBits();
    }
}
