package dev.sluice.engine.stress;

import dev.sluice.engine.inprocess.InProcessQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** An alarm rings while the writer is about to wait: it wakes, and sees what the alarm was for. */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "It woke and saw why.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It slept through the alarm.")
@State
public class QueueWakeStress {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final InProcessQueue queue = new InProcessQueue(8);
    private volatile boolean due;

    @Actor
    public void alarm() {
        due = true;
        queue.wake();
    }

    @Actor
    public void writer(Z_Result result) {
        while (!due && !result.r1) {
            long began = System.nanoTime();
            queue.await(LONG_NANOS, 1);
            result.r1 = System.nanoTime() - began >= LONG_NANOS;
        }
    }
}
