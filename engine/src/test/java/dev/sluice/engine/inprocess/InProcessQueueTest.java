package dev.sluice.engine.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class InProcessQueueTest {
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final InProcessQueue queue = new InProcessQueue(256);
    private final List<Envelope> drained = new ArrayList<>();

    /** Producers meet a full queue, the consumer an empty one, again and again. */
    @Test
    void manyProducersLoseNothingAndKeepTheirOwnOrder() throws InterruptedException {
        int producers = 6;
        int each = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            int number = producer;
            threads.add(Thread.ofPlatform().start(() -> produce(number, each)));
        }
        int[] next = new int[producers];
        for (int received = 0; received < producers * each; ) {
            int count = queue.drainTo(drained, 100);
            if (count == 0) {
                queue.await(LONG_NANOS, 1);
            }
            for (Envelope envelope : drained) {
                int producer = (int) envelope.replyTo().value();
                assertThat(envelope.command().id().getLeastSignificantBits()).isEqualTo(next[producer]++);
            }
            received += count;
            drained.clear();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(next).containsOnly(each);
        assertThat(queue.position()).isEqualTo(Integer.toString(producers * each));
    }

    @Test
    void aFullQueueTakesNoMoreUntilSomethingIsTakenOut() {
        for (int i = 0; i < 256; i++) {
            assertThat(queue.offer(envelope(0, i))).isTrue();
        }
        assertThat(queue.offer(envelope(0, 256))).isFalse();
        assertThat(queue.size()).isEqualTo(256);
        assertThat(queue.drainTo(drained, 1)).isEqualTo(1);
        assertThat(queue.offer(envelope(0, 256))).isTrue();
    }

    @Test
    void thereIsNoWaitWhileSomethingIsThere() {
        queue.offer(envelope(0, 0));
        assertThat(waits()).isLessThan(LONG_NANOS / 2);
    }

    @Test
    void positionsGoOnFromWhereItResumed() {
        queue.resumeAfter("41");
        queue.offer(envelope(0, 0));
        queue.drainTo(drained, 10);
        assertThat(queue.position()).isEqualTo("42");
        queue.resumeAfter("");
        assertThat(queue.position()).isEqualTo("0");
    }

    @Test
    void aPositionOfAnotherKindOfQueueIsAsGoodAsNone() {
        queue.resumeAfter("1764153000000-0:12/256");
        assertThat(queue.position()).isEqualTo("0");
    }

    private long waits() {
        long began = System.nanoTime();
        queue.await(LONG_NANOS, 1);
        return System.nanoTime() - began;
    }

    private void produce(int producer, int count) {
        for (int i = 0; i < count; i++) {
            while (!queue.offer(envelope(producer, i))) {
                Thread.onSpinWait();
            }
        }
    }

    private static Envelope envelope(int producer, int number) {
        return new Envelope(new ReplyAddress(producer), new Command.Find(new UUID(producer, number)));
    }
}
