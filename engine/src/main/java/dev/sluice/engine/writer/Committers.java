package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.WriterLedger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/**
 * Commits the batches of all sales of this process, on a few threads. A sale's batches are committed one after the other, in their
 * order. Small ones of different sales that wait at the same moment share a transaction and its fsync (group commit); nobody waits for a
 * group to fill. Any thread may use it.
 */
final class Committers implements Commits, AutoCloseable {
    /** Rows that one shared transaction writes at most; a larger batch goes alone. */
    private static final int MAX_SHARED_CHANGES = 2_048;

    /** Sales that share one transaction at most. */
    private static final int MAX_SHARED_BATCHES = 128;

    private final WriterLedger ledger;
    private final Queue<CommitLine> ready = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /** @param threads that commit side by side, each on a connection of its own; started when the first batch comes */
    Committers(WriterLedger ledger, int threads) {
        this.ledger = ledger;
        for (int i = 1; i <= threads; i++) {
            this.threads.add(Thread.ofPlatform().name("commits-" + i).daemon().unstarted(this::run));
        }
    }

    @Override
    public void submit(CommitLine line, Commit commit) {
        synchronized (ready) {
            if (!closed && line.accepts(commit.batch())) {
                line.waiting.add(commit);
                if (!line.busy) {
                    line.busy = true;
                    ready.add(line);
                    startThreads();
                    ready.notify();
                }
                return;
            }
        }
        commit.end(CommitLine.notTried());
    }

    /** Ends the threads once everything that was handed in is over. */
    @Override
    public void close() {
        synchronized (ready) {
            closed = true;
            ready.notifyAll();
        }
    }

    private void startThreads() {
        if (threads.getFirst().getState() == Thread.State.NEW) {
            threads.forEach(Thread::start);
        }
    }

    private void run() {
        List<CommitLine> lines = new ArrayList<>();
        while (take(lines)) {
            commit(lines);
        }
    }

    /** Waits for a line, and takes with it those that may share its transaction. Returns false when everything is closed. */
    private boolean take(List<CommitLine> lines) {
        lines.clear();
        synchronized (ready) {
            while (ready.isEmpty()) {
                if (closed) {
                    return false;
                }
                try {
                    ready.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts a committer", e);
                }
            }
            int changes = 0;
            do {
                CommitLine line = ready.remove();
                lines.add(line);
                changes += line.waiting.element().batch().size();
            } while (!ready.isEmpty()
                    && lines.size() < MAX_SHARED_BATCHES
                    && changes + ready.element().waiting.element().batch().size() <= MAX_SHARED_CHANGES);
        }
        return true;
    }

    private void commit(List<CommitLine> lines) {
        List<Batch> batches =
                lines.stream().map(line -> line.waiting.element().batch()).toList();
        List<? extends Throwable> failures;
        try {
            failures = ledger.commitAll(batches);
        } catch (RuntimeException | Error e) {
            failures = Collections.nCopies(lines.size(), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            end(lines.get(i), failures.get(i));
        }
    }

    /** Ends the first batch of a line. After a success the next gets its turn; after a failure none does. */
    private void end(CommitLine line, Throwable failure) {
        Commit first;
        List<Commit> notTried = new ArrayList<>();
        synchronized (ready) {
            first = line.waiting.remove();
            if (failure != null) {
                line.fail(first.batch().epoch());
                notTried.addAll(line.waiting);
                line.waiting.clear();
            }
            line.busy = !line.waiting.isEmpty();
            if (line.busy) {
                ready.add(line);
                ready.notify();
            }
        }
        first.end(failure);
        notTried.forEach(commit -> commit.end(CommitLine.notTried()));
    }
}
