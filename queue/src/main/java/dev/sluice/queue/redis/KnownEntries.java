package dev.sluice.queue.redis;

import dev.sluice.engine.retry.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader knows of a sale's stream: which entries may be in it, which of these are done, and a digest of each. It deletes what is done.
 * Any thread may use it.
 *
 * <p>A stream may go back in time: Redis restarts empty, or another server steps in that had not got everything; then new entries can have
 * lower ids than old ones, and who reads on from where it was finds nothing. So whenever Redis was disturbed another life begins: the reader
 * goes through the stream from its beginning, and takes what is not known here. What is done is deleted by its id, and only if it was seen in this
 * life; never by a bound that others could be below.
 */
final class KnownEntries {
    private static final int MAX_DELETIONS = 1 << 20;
    private static final int DELETIONS = 512;
    private static final int DELETE_PAUSE_MILLIS = 25;
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    /** One of them. */
    private static final class Known {
        private final int digest;
        private final boolean readable;
        private boolean done;
        /** In which life it was seen last. */
        private int seen;

        Known(int digest, boolean readable, int seen) {
            this.digest = digest;
            this.readable = readable;
            this.seen = seen;
        }
    }

    private record Doomed(EntryId id, int life) {}

    private final RedisLine line;
    private final byte[] key;
    private final Gathering<Doomed> deletions;

    // All of the following is guarded by this.
    private final Map<EntryId, Known> known = new HashMap<>();
    /** Those that are not done, in the order in which they are taken. */
    private final Deque<EntryId> undone = new ArrayDeque<>(2);

    private int life;
    /** The last life in which everything in the stream was seen. */
    private int whole = -1;

    KnownEntries(int sale, RedisLine line, byte[] key) {
        this.line = line;
        this.key = key;
        this.deletions = new Gathering<>("forget-" + sale, MAX_DELETIONS, DELETIONS, this::delete);
    }

    /** Grows whenever what is being read is not wanted any more. */
    synchronized int life() {
        return life;
    }

    /** The stream may not be what it was. */
    synchronized void doubt() {
        life++;
    }

    /** Somebody else takes out, or somebody begins to. */
    synchronized void clear() {
        life++;
        known.clear();
        undone.clear();
    }

    /** Whether everything in the stream was seen in this life. */
    synchronized boolean isWhole() {
        return whole == life;
    }

    /** The end of the stream was reached in this life: what is done and was not seen has gone. */
    synchronized void end(int wanted) {
        if (wanted == life && whole != life) {
            whole = life;
            known.values().removeIf(one -> one.done && one.seen != life);
        }
    }

    /** Whether this one was taken already, or is not wanted in this life. If it is done as well, its deletion did not come about, or did not last. */
    boolean has(EntryId id, int digest, int wanted) {
        synchronized (this) {
            Known before = known.get(id);
            if (wanted != life || before == null || before.digest != digest) {
                return wanted != life;
            }
            before.seen = life;
            if (!before.done) {
                return true;
            }
        }
        deletions.offer(new Doomed(id, wanted));
        return true;
    }

    /**
     * It is taken now, after those that were taken before.
     *
     * @param readable whether it can be, so that somebody decides what is in it
     */
    synchronized void add(EntryId id, int digest, boolean readable) {
        Known before = known.put(id, new Known(digest, readable, life));
        if (before != null && !before.done) {
            undone.remove(id);
        }
        undone.add(id);
    }

    /** All up to here is decided and answered. */
    void done(StreamPosition to) {
        List<Doomed> doomed = new ArrayList<>();
        synchronized (this) {
            Known reached = to == null ? null : known.get(to.entry());
            if (reached == null || reached.done) {
                return;
            }
            while (!undone.isEmpty() && !undone.element().equals(to.entry())) {
                finish(doomed);
            }
            if (to.isWhole()) {
                finish(doomed);
                finishUnreadable(doomed);
            }
        }
        doomed.forEach(deletions::offer);
    }

    /** Nobody decides what cannot be read: it is done when what came before it is. */
    void passUnreadable() {
        List<Doomed> doomed = new ArrayList<>();
        synchronized (this) {
            finishUnreadable(doomed);
        }
        doomed.forEach(deletions::offer);
    }

    private void finishUnreadable(List<Doomed> doomed) {
        while (!undone.isEmpty() && !known.get(undone.element()).readable) {
            finish(doomed);
        }
    }

    private void finish(List<Doomed> doomed) {
        EntryId id = undone.remove();
        Known finished = known.get(id);
        finished.done = true;
        if (finished.seen == life) {
            doomed.add(new Doomed(id, life));
        }
    }

    private void delete(List<Doomed> doomed) throws InterruptedException {
        Thread.sleep(DELETE_PAUSE_MILLIS);
        List<Doomed> wanted = wanted(doomed);
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            String[] ids = wanted.stream().map(one -> one.id.toString()).toArray(String[]::new);
            try {
                line.await(redis -> redis.xdel(key, ids));
                deleted(wanted);
                return;
            } catch (RuntimeException e) {
                Thread.sleep(RETRY.after(attempt));
            }
            wanted = wanted(wanted);
        }
    }

    /** After a doubt, the entries that are there after all are doomed anew. */
    private synchronized List<Doomed> wanted(List<Doomed> doomed) {
        return doomed.stream().filter(one -> one.life == life).toList();
    }

    private synchronized void deleted(List<Doomed> doomed) {
        for (Doomed one : doomed) {
            if (one.life == life) {
                known.remove(one.id);
            }
        }
    }
}
