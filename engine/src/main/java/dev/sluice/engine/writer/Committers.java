package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.WriterLedger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits the batches of all sales of this process, on a few threads. A sale's batches are committed one after the other, in their
 * order. Small ones of different sales that wait at the same moment share a transaction and its fsync (group commit); nobody waits for a
 * group to fill.
 *
 * <p>A sale whose batch failed for what may be in it, and be it that it took too long, is committed apart from then on, on a thread that
 * is there for such sales alone, until the ledger took something from it again. Any thread may use it.
 */
final class Committers implements Commits, AutoCloseable {
    /** Rows that one shared transaction writes at most; a larger batch goes alone. */
    private static final int MAX_SHARED_CHANGES = 2_048;

    /** Sales that share one transaction at most. */
    private static final int MAX_SHARED_BATCHES = 128;

    private final WriterLedger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Stand ready = new Stand(new ArrayDeque<>(), lock.newCondition());
    private final Stand apart = new Stand(new ArrayDeque<>(), lock.newCondition());
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /** Where lines wait for a thread. Guarded by the lock. */
    private record Stand(Queue<CommitLine> lines, Condition filled) {}

    /** @param threads that commit side by side, each on a connection of its own, beside the one apart; started when the first batch comes */
    Committers(WriterLedger ledger, int threads) {
        this.ledger = ledger;
        for (int i = 1; i <= threads; i++) {
            this.threads.add(Thread.ofPlatform().name("commits-" + i).daemon().unstarted(() -> run(ready)));
        }
        this.threads.add(Thread.ofPlatform().name("commits-apart").daemon().unstarted(() -> run(apart)));
    }

    @Override
    public void submit(CommitLine line, Commit commit) {
        if (!take(line, commit)) {
            commit.end(CommitLine.notTried());
        }
    }

    private boolean take(CommitLine line, Commit commit) {
        lock.lock();
        try {
            if (closed || !line.accepts(commit.batch())) {
                return false;
            }
            line.waiting.add(commit);
            if (!line.busy) {
                line.busy = true;
                startThreads();
                enqueue(line);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads once everything that was handed in is over. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.filled.signalAll();
            apart.filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void startThreads() {
        if (threads.getFirst().getState() == Thread.State.NEW) {
            threads.forEach(Thread::start);
        }
    }

    /** Under the lock. */
    private void enqueue(CommitLine line) {
        Stand stand = line.suspect ? apart : ready;
        stand.lines.add(line);
        stand.filled.signal();
    }

    private void run(Stand stand) {
        List<CommitLine> lines = new ArrayList<>();
        while (take(stand, lines)) {
            commit(lines);
        }
    }

    /** Waits for a line, and takes with it those that may share its transaction. Returns false when everything is closed. */
    private boolean take(Stand stand, List<CommitLine> lines) {
        lines.clear();
        lock.lock();
        try {
            while (stand.lines.isEmpty()) {
                if (closed) {
                    return false;
                }
                stand.filled.awaitUninterruptibly();
            }
            int changes = 0;
            do {
                lines.add(stand.lines.remove());
                changes += size(lines.getLast());
            } while (mayShare(lines.getLast())
                    && lines.size() < MAX_SHARED_BATCHES
                    && !stand.lines.isEmpty()
                    && mayShare(stand.lines.element())
                    && changes + size(stand.lines.element()) <= MAX_SHARED_CHANGES);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static int size(CommitLine line) {
        return line.waiting.element().batch().size();
    }

    private static boolean mayShare(CommitLine line) {
        return !line.alone && !line.suspect;
    }

    private void commit(List<CommitLine> lines) {
        List<Batch> batches =
                lines.stream().map(line -> line.waiting.element().batch()).toList();
        List<? extends Throwable> failures;
        try {
            failures = ledger.commitAll(batches);
        } catch (LedgerSlowException e) {
            if (lines.size() > 1) {
                separate(lines);
                return;
            }
            failures = List.of(e);
        } catch (RuntimeException | Error e) {
            failures = Collections.nCopies(lines.size(), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            end(lines.get(i), failures.get(i));
        }
    }

    /** One of them is why it took so long. Each is tried alone, so that only those behind that one wait for it. */
    private void separate(List<CommitLine> lines) {
        lock.lock();
        try {
            for (CommitLine line : lines) {
                line.alone = true;
                enqueue(line);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the first batch of a line. After a success the next gets its turn; after a failure none does. */
    private void end(CommitLine line, Throwable failure) {
        Commit first;
        List<Commit> notTried = new ArrayList<>();
        lock.lock();
        try {
            first = line.waiting.remove();
            line.alone = false;
            line.suspect = failure instanceof LedgerException e && Remedy.of(e).splits();
            if (failure != null) {
                line.fail(first.batch().epoch());
                notTried.addAll(line.waiting);
                line.waiting.clear();
            }
            line.busy = !line.waiting.isEmpty();
            if (line.busy) {
                enqueue(line);
            }
        } finally {
            lock.unlock();
        }
        first.end(failure);
        notTried.forEach(commit -> commit.end(CommitLine.notTried()));
    }
}
