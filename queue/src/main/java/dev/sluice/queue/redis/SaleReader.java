package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.queue.wire.Wire;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the commands of a sale out of its stream, ahead of its writer and as far as there is room. One thread takes them from here; any may
 * say that there is something.
 *
 * <p>A stream may go back in time: Redis restarts empty, or another server steps in that had not got everything; then new entries can have
 * lower ids than old ones, and who reads on from where it was finds nothing. So the reader knows the entries that it took and that are not
 * deleted yet, with a digest of each. Whenever Redis was disturbed it reads from the beginning and takes what it does not know. It deletes what
 * is done by its ids, and never by a bound that others could be below.
 */
final class SaleReader {
    private static final Logger LOG = LoggerFactory.getLogger(SaleReader.class);

    /** Commands that lie here, beyond which nothing more is fetched. */
    private static final int ROOM = 8_192;

    /** Entries that are fetched together. */
    private static final int ENTRIES = 32;

    private static final int MAX_DELETIONS = 1 << 20;
    private static final int DELETIONS = 512;
    private static final int DELETE_PAUSE_MILLIS = 25;
    private static final int LEFT_MILLIS = 100;
    private static final int FIRST_LOOK_MILLIS = 20;
    private static final int LAST_LOOK_MILLIS = 2_000;
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    /** What readers have in common. */
    record Ports(
            RedisLine line,
            RedisNames names,
            Wire wire,
            ScheduledExecutorService timer,
            IntConsumer stray,
            RedisFigures figures) {}

    /** An entry that lies here, with the index of the next command to be taken. */
    private static final class Taken {
        private final EntryId id;
        private final List<Envelope> envelopes;
        private int next;

        Taken(EntryId id, List<Envelope> envelopes, int next) {
            this.id = id;
            this.envelopes = envelopes;
            this.next = next;
        }
    }

    /** An entry that may be in the stream. */
    private static final class Known {
        private final int digest;
        private final boolean readable;
        private boolean done;
        /** In which life of the reading it was seen last. */
        private int seen;

        Known(int digest, boolean readable, int seen) {
            this.digest = digest;
            this.readable = readable;
            this.seen = seen;
        }
    }

    private record Doomed(EntryId id, int life) {}

    private final int sale;
    private final Ports ports;
    private final byte[] key;
    private final Gathering<Doomed> deletions;

    // All of the following is guarded by this.
    private final Deque<Taken> buffer = new ArrayDeque<>(2);
    private final Map<EntryId, Known> known = new HashMap<>();
    /** Those known that are not done, in the order in which they are taken. */
    private final Deque<EntryId> undone = new ArrayDeque<>(2);

    private int buffered;
    /** How many of them the one who waits waits for; 0 while nobody does. */
    private int enough;

    private boolean woken;
    private boolean active;
    private boolean reading;
    /** Whether to look again after what is being read. */
    private boolean again;

    private int failures;
    /** Grows whenever what is being read is not wanted any more. */
    private int life;
    /** The last life in which everything in the stream was seen. */
    private int scanned;

    private EntryId last = EntryId.ZERO;
    /** Where to begin, as long as it was not compared with the stream. */
    private StreamPosition unproved;
    /** Of the entry that was taken in part before; null for none. */
    private StreamPosition partly;

    private String position = "";

    SaleReader(int sale, Ports ports) {
        this.sale = sale;
        this.ports = ports;
        this.key = ports.names.commands(sale);
        this.deletions = new Gathering<>("forget-" + sale, MAX_DELETIONS, DELETIONS, this::delete);
    }

    void resumeAfter(String committed) {
        synchronized (this) {
            clear();
            active = true;
            position = committed;
            unproved = StreamPosition.parse(committed);
        }
        hear();
        lookLater(FIRST_LOOK_MILLIS);
    }

    /** Fetches nothing any more, and drops what lies here, of which somebody is told a little later: it is for nobody now. */
    void leave() {
        boolean left;
        synchronized (this) {
            left = buffered > 0;
            clear();
            active = false;
        }
        if (left) {
            later(() -> ports.stray.accept(sale), LEFT_MILLIS);
        }
    }

    private void clear() {
        life++;
        buffer.clear();
        known.clear();
        undone.clear();
        buffered = 0;
        last = EntryId.ZERO;
        unproved = null;
        partly = null;
    }

    synchronized boolean isActive() {
        return active;
    }

    /** Who put something in may have told a former reader: for a while it is looked for, ever less often. */
    private void lookLater(int millis) {
        later(
                () -> {
                    hear();
                    if (2 * millis < LAST_LOOK_MILLIS) {
                        lookLater(2 * millis);
                    }
                },
                millis);
    }

    private void later(Runnable task, long millis) {
        if (!ports.timer.isShutdown()) {
            ports.timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** There may be something in the stream. */
    void hear() {
        synchronized (this) {
            again = true;
            if (!active || reading || buffered >= ROOM) {
                return;
            }
            reading = true;
        }
        Thread.ofVirtual().name("read-" + sale).start(this::read);
    }

    /** The stream may not be what it was. */
    void doubt() {
        synchronized (this) {
            life++;
            last = EntryId.ZERO;
        }
        hear();
    }

    synchronized int size() {
        return buffered;
    }

    /** When the oldest that lies here was put in, in milliseconds of Redis's clock; 0 if nothing does. */
    synchronized long oldestMillis() {
        return buffer.isEmpty() ? 0 : buffer.element().id.millis();
    }

    synchronized String position() {
        return position;
    }

    int drainTo(List<Envelope> batch, int max) {
        int count = 0;
        boolean hungry;
        synchronized (this) {
            boolean full = buffered >= ROOM;
            while (count < max && !buffer.isEmpty()) {
                Taken oldest = buffer.element();
                int to = oldest.next + Math.min(oldest.envelopes.size() - oldest.next, max - count);
                batch.addAll(oldest.envelopes.subList(oldest.next, to));
                count += to - oldest.next;
                oldest.next = to;
                if (to == oldest.envelopes.size()) {
                    buffer.remove();
                }
                if (count == max || buffer.isEmpty()) {
                    position = new StreamPosition(oldest.id, to - 1, oldest.envelopes.size()).toString();
                }
            }
            buffered -= count;
            hungry = full || (again && !reading && count > 0);
        }
        if (hungry) {
            hear();
        }
        return count;
    }

    synchronized void await(long nanos, int commands) {
        long endNanos = System.nanoTime() + nanos;
        enough = commands;
        try {
            long left = nanos;
            while (!woken && buffered < commands && left > 0) {
                if (nanos == Long.MAX_VALUE) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
                    left = endNanos - System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a writer", e);
        } finally {
            enough = 0;
            woken = false;
        }
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    void forget(String done) {
        StreamPosition to = StreamPosition.parse(done);
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

    /** While the stream is in doubt, only what was seen in it anew is deleted. */
    private void finish(List<Doomed> doomed) {
        EntryId id = undone.remove();
        Known finished = known.get(id);
        finished.done = true;
        if (finished.seen == life) {
            doomed.add(new Doomed(id, life));
        }
    }

    /** Nobody decides what cannot be read: it is done when what came before it is. */
    private void finishUnreadable(List<Doomed> doomed) {
        while (!undone.isEmpty() && !known.get(undone.element()).readable) {
            finish(doomed);
        }
    }

    private void delete(List<Doomed> doomed) throws InterruptedException {
        Thread.sleep(DELETE_PAUSE_MILLIS);
        List<Doomed> wanted = wanted(doomed);
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            String[] ids = wanted.stream().map(one -> one.id.toString()).toArray(String[]::new);
            try {
                ports.line.await(redis -> redis.xdel(key, ids));
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

    private void read() {
        try {
            boolean more;
            do {
                more = readSome();
            } while (more);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a reader", e);
        }
    }

    /** Returns whether to go on at once; if not, another thread may begin. */
    private boolean readSome() throws InterruptedException {
        int wanted;
        EntryId from;
        StreamPosition toProve;
        synchronized (this) {
            again = false;
            wanted = life;
            from = last;
            toProve = unproved;
        }
        try {
            if (toProve != null) {
                prove(toProve, wanted);
                return true;
            }
            List<StreamMessage<byte[], byte[]>> entries = ports.line.await(redis -> redis.xrange(
                    key,
                    Range.from(Range.Boundary.excluding(from.toString()), Range.Boundary.unbounded()),
                    Limit.from(ENTRIES)));
            return take(entries, wanted);
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private boolean failed(RuntimeException failure) {
        LOG.debug("sale {}: cannot be read", sale, failure);
        long pauseMillis;
        synchronized (this) {
            reading = false;
            life++;
            last = EntryId.ZERO;
            pauseMillis = RETRY.after(failures++).toMillis();
        }
        later(this::hear, pauseMillis);
        return false;
    }

    /** Finds out whether the stream has been as far as the position says; if not, it is read from its beginning. */
    private void prove(StreamPosition committed, int wanted) throws InterruptedException {
        EntryId newest = newest();
        boolean back = newest.compareTo(committed.entry()) < 0;
        synchronized (this) {
            if (wanted != life) {
                return;
            }
            unproved = null;
            if (!back) {
                last = committed.isWhole()
                        ? committed.entry()
                        : committed.entry().before();
                partly = committed.isWhole() ? null : committed;
            }
        }
        if (back) {
            ports.figures.wentBack.increment();
            LOG.info(
                    "sale {}: its stream is at {}, behind {}, and is read from its beginning", sale, newest, committed);
        } else {
            EntryId bound = committed.isWhole() ? committed.entry().after() : committed.entry();
            ports.line.call(redis ->
                    redis.xtrim(key, new XTrimArgs().minId(bound.toString()).exactTrimming()));
        }
    }

    private EntryId newest() throws InterruptedException {
        List<Object> facts;
        try {
            facts = ports.line.await(redis -> redis.xinfoStream(key));
        } catch (RuntimeException e) {
            if (RedisLine.isNoKey(e)) {
                return EntryId.ZERO;
            }
            throw e;
        }
        for (int i = 0; i + 1 < facts.size(); i += 2) {
            if (text(facts.get(i)).equals("last-generated-id")) {
                return EntryId.of(text(facts.get(i + 1)));
            }
        }
        throw new IllegalStateException("a stream without a last id");
    }

    private static String text(Object fact) {
        return fact instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(fact);
    }

    private boolean take(List<StreamMessage<byte[], byte[]>> entries, int wanted) throws InterruptedException {
        for (StreamMessage<byte[], byte[]> entry : entries) {
            EntryId id = EntryId.of(entry.getId());
            byte[] frame = entry.getBody().values().iterator().next();
            int digest = Arrays.hashCode(frame);
            if (!isKnown(id, digest, wanted)) {
                append(id, digest, decoded(id, frame, wanted), wanted);
            }
        }
        List<Doomed> doomed = new ArrayList<>();
        boolean more;
        synchronized (this) {
            failures = 0;
            if (wanted == life) {
                if (!entries.isEmpty()) {
                    last = EntryId.of(entries.getLast().getId());
                    partly = null;
                } else if (scanned != life) {
                    scanned = life;
                    known.values().removeIf(one -> one.done && one.seen != life);
                }
                finishUnreadable(doomed);
            }
            boolean old = wanted != life || again || scanned != life;
            more = active && (old || entries.size() == ENTRIES) && buffered < ROOM;
            reading = more;
            again = again || (active && buffered >= ROOM);
        }
        doomed.forEach(deletions::offer);
        return more;
    }

    /** Whether it was taken already. If it is done as well, its deletion did not come about, or did not last. */
    private boolean isKnown(EntryId id, int digest, int wanted) {
        boolean undead;
        synchronized (this) {
            Known before = known.get(id);
            if (wanted != life || before == null || before.digest != digest) {
                return wanted != life;
            }
            before.seen = life;
            undead = before.done;
        }
        if (undead) {
            deletions.offer(new Doomed(id, wanted));
        }
        return true;
    }

    /** Null if it cannot be read. */
    private List<Envelope> decoded(EntryId id, byte[] frame, int wanted) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return ports.wire.envelopes(frame);
            } catch (LedgerException e) {
                Thread.sleep(RETRY.after(attempt));
                if (!isWanted(wanted)) {
                    return null;
                }
            } catch (RuntimeException e) {
                ports.figures.skipped("sale " + sale + ": entry " + id, e);
                return null;
            }
        }
    }

    private synchronized boolean isWanted(int wanted) {
        return wanted == life;
    }

    private synchronized void append(EntryId id, int digest, List<Envelope> envelopes, int wanted) {
        if (wanted != life) {
            return;
        }
        Known before = known.put(id, new Known(digest, envelopes != null, wanted));
        if (before != null && !before.done) {
            undone.remove(id);
        }
        undone.add(id);
        if (envelopes == null) {
            return;
        }
        boolean resumes = partly != null && partly.entry().equals(id) && partly.number() == envelopes.size();
        int next = resumes ? partly.last() + 1 : 0;
        if (next < envelopes.size()) {
            buffer.add(new Taken(id, envelopes, next));
            buffered += envelopes.size() - next;
            ports.figures.takenEntries.increment();
            ports.figures.takenCommands.add(envelopes.size() - next);
            if (enough > 0 && buffered >= enough) {
                notifyAll();
            }
        }
    }
}
