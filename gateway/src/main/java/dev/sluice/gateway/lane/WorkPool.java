package dev.sluice.gateway.lane;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Threads for one kind of work, so that what waits, waits for its own kind alone. So much is done at once; what comes on top waits in line,
 * so much of it and so long; the rest is refused. Shared by all event loops; any thread may use it.
 */
public final class WorkPool {
    private static final int KEEP_THREADS_SECONDS = 10;

    /**
     * How much may be asked of a pool.
     *
     * @param atOnce what is done at the same time
     * @param waiting what waits beside it
     * @param patienceMillis how long each of these waits at most
     */
    public record Bounds(int atOnce, int waiting, int patienceMillis) {}

    /** What became of work that was handed in. */
    enum Entry {
        BEGUN,
        WAITS,
        REFUSED
    }

    private final String name;
    private final Bounds bounds;
    private final String full;
    private final Executor threads;
    private final LongAdder refused = new LongAdder();
    /** In their order. Guarded by this. */
    private final Set<Runnable> line = new LinkedHashSet<>();
    /** Guarded by this. */
    private int busy;

    private WorkPool(String name, Bounds bounds, String full, Executor threads) {
        this.name = name;
        this.bounds = bounds;
        this.full = full;
        this.threads = threads;
    }

    /**
     * For work that mostly waits for others: virtual threads.
     *
     * @param full what those are told who are refused
     */
    public static WorkPool waiting(String name, Bounds bounds, String full) {
        return new WorkPool(name, bounds, full, Thread.ofVirtual().name(name + "-", 0)::start);
    }

    /**
     * For work that takes a processor's time: threads of its own, as writers share the carriers of the virtual ones.
     *
     * @param full what those are told who are refused
     */
    public static WorkPool computing(String name, Bounds bounds, String full) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                bounds.atOnce,
                bounds.atOnce,
                KEEP_THREADS_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return new WorkPool(name, bounds, full, threads);
    }

    public String name() {
        return name;
    }

    /** What is being done now. */
    public synchronized int busy() {
        return busy;
    }

    /** What waits in line. */
    public synchronized int waiting() {
        return line.size();
    }

    /** What was refused so far, at once or after waiting. */
    public long refused() {
        return refused.sum();
    }

    /** For those who are refused. */
    String full() {
        return full;
    }

    int patienceMillis() {
        return bounds.patienceMillis;
    }

    /** @param work does not throw */
    Entry enter(Runnable work) {
        synchronized (this) {
            if (busy == bounds.atOnce) {
                if (line.size() < bounds.waiting) {
                    line.add(work);
                    return Entry.WAITS;
                }
                refused.increment();
                return Entry.REFUSED;
            }
            busy++;
        }
        threads.execute(() -> work(work));
        return Entry.BEGUN;
    }

    /** Takes what waited too long out of the line. False if it has begun meanwhile. */
    synchronized boolean giveUp(Runnable work) {
        boolean waited = line.remove(work);
        if (waited) {
            refused.increment();
        }
        return waited;
    }

    private void work(Runnable first) {
        for (Runnable next = first; next != null; next = next()) {
            next.run();
        }
    }

    /** What is first in line; null if there is nothing, and this thread is free. */
    private synchronized Runnable next() {
        Iterator<Runnable> waiting = line.iterator();
        if (!waiting.hasNext()) {
            busy--;
            return null;
        }
        Runnable next = waiting.next();
        waiting.remove();
        return next;
    }
}
