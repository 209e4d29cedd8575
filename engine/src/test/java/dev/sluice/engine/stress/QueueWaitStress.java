package dev.sluice.engine.stress;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A gateway puts in two commands while the writer is about to wait for them: it takes both, and does not sleep through them. */
@JCStressTest
@Outcome(id = "false, 2", expect = Expect.ACCEPTABLE, desc = "It was awake for both.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It slept while a command was there, or lost one.")
@State
public class QueueWaitStress {
    /** Far longer than an iteration takes, so that a wait that ends by it is a lost wake-up. */
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final Envelope ONE = envelope(1);
    private static final Envelope OTHER = envelope(2);

    private final InProcessQueue queue = new InProcessQueue(8);

    @Actor
    public void gateway() {
        queue.offer(ONE);
        queue.offer(OTHER);
    }

    @Actor
    public void writer(ZI_Result result) {
        List<Envelope> drained = new ArrayList<>(2);
        while (drained.size() < 2 && !result.r1) {
            long began = System.nanoTime();
            queue.await(LONG_NANOS, 2 - drained.size());
            result.r1 = System.nanoTime() - began >= LONG_NANOS;
            queue.drainTo(drained, 2);
        }
        result.r2 = drained.contains(ONE) && drained.contains(OTHER) ? drained.size() : -1;
    }

    private static Envelope envelope(int number) {
        return new Envelope(new ReplyAddress(number), new Command.Find(new UUID(0, number)));
    }
}
