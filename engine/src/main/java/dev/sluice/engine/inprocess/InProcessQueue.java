package dev.sluice.engine.inprocess;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscChunkedVarHandleArrayQueue;

/**
 * A queue between threads of one process. It is bounded, and lock-free for those who put in. What is in it is lost when the
 * process dies; those who wait for an answer then ask again.
 */
public final class InProcessQueue implements CommandQueue {
    private static final int FIRST_CHUNK = 64;
    private static final int MIN_CAPACITY = 4;

    private final MessagePassingQueue<Envelope> ring;
    /** The thread that waits, or null. Who puts in takes it from here and wakes it, so that a burst wakes it once. */
    private final AtomicReference<Thread> waiting = new AtomicReference<>();

    /** For how many commands that thread waits. Set before {@link #waiting}, so that whoever sees the thread sees this, too. */
    private int enough;

    /** Set by {@link #wake}, so that a thread that is about to wait notices. */
    private volatile boolean woken;

    private long drained;

    /** Holds up to {@code capacity} commands, rounded up to a power of two, and at least {@link #MIN_CAPACITY}. */
    public InProcessQueue(int capacity) {
        int bound = Math.max(capacity, MIN_CAPACITY);
        ring = new MpscChunkedVarHandleArrayQueue<>(Math.min(FIRST_CHUNK, bound / 2), bound);
    }

    @Override
    public boolean offer(Envelope envelope) {
        boolean taken = ring.offer(envelope);
        if (taken && waiting.get() != null && (enough == 1 || ring.size() >= enough)) {
            unparkWaiting();
        }
        return taken;
    }

    @Override
    public int drainTo(List<Envelope> batch, int max) {
        int count = ring.drain(batch::add, max);
        drained += count;
        return count;
    }

    @Override
    public String position() {
        return Long.toString(drained);
    }

    /** Has nothing to do: what was drained is gone already. */
    @Override
    public void forget(String position) {}

    /** The position of a queue of another kind says nothing here. */
    @Override
    public void resumeAfter(String position) {
        drained = position.matches("[0-9]{1,18}") ? Long.parseLong(position) : 0;
    }

    @Override
    public int size() {
        return ring.size();
    }

    @Override
    public void await(long nanos, int commands) {
        enough = commands;
        waiting.set(Thread.currentThread());
        if (ring.size() < commands && !woken && nanos > 0) {
            park(nanos);
        }
        waiting.set(null);
        woken = false;
    }

    /** A wait without an end needs no timer. */
    private void park(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    @Override
    public void wake() {
        woken = true;
        unparkWaiting();
    }

    private void unparkWaiting() {
        if (waiting.get() != null) {
            LockSupport.unpark(waiting.getAndSet(null));
        }
    }
}
