package dev.sluice.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkPoolTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> done = new CopyOnWriteArrayList<>();
    private final WorkPool pool = WorkPool.computing("test", new WorkPool.Bounds(2, 3, 60_000), "too much");

    @AfterEach
    void open() {
        gate.countDown();
    }

    @Test
    void whatFindsNoThreadWaitsInItsOrderAndTheRestIsRefused() throws InterruptedException {
        List<WorkPool.Entry> entries = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(2);
        entries.add(pool.enter(() -> hold(begun)));
        entries.add(pool.enter(() -> hold(begun)));
        begun.await();
        CountDownLatch over = new CountDownLatch(3);
        for (int i = 1; i <= 4; i++) {
            int number = i;
            entries.add(pool.enter(() -> {
                synchronized (done) {
                    done.add(number);
                }
                over.countDown();
            }));
        }

        assertThat(entries)
                .containsExactly(
                        WorkPool.Entry.BEGUN,
                        WorkPool.Entry.BEGUN,
                        WorkPool.Entry.WAITS,
                        WorkPool.Entry.WAITS,
                        WorkPool.Entry.WAITS,
                        WorkPool.Entry.REFUSED);
        assertThat(pool.busy()).isEqualTo(2);
        assertThat(pool.waiting()).isEqualTo(3);
        assertThat(pool.refused()).isEqualTo(1);
        gate.countDown();
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void whatGivesUpIsNotDone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        pool.enter(() -> hold(begun));
        pool.enter(() -> hold(begun));
        begun.await();
        Runnable impatient = () -> done.add(1);
        CountDownLatch over = new CountDownLatch(1);
        pool.enter(impatient);
        pool.enter(over::countDown);

        assertThat(pool.giveUp(impatient)).isTrue();
        assertThat(pool.giveUp(impatient)).isFalse();
        gate.countDown();

        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        assertThat(pool.refused()).isEqualTo(1);
    }

    private void hold(CountDownLatch begun) {
        begun.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
