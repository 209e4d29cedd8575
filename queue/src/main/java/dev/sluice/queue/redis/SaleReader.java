package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.queue.wire.Wire;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the commands of a sale out of its stream, ahead of its writer and as far as there is room. One thread takes them from here; any may
 * say that there is something.
 *
 * <p>A stream into which little is put is read when somebody says that there is something. A busy one is read by a read that waits, on a line of
 * its own while there are such, and those who put in are told that they need not say anything: that saves Redis an entry and two hops, and the
 * commands as much time.
 */
final class SaleReader {
    private static final Logger LOG = LoggerFactory.getLogger(SaleReader.class);

    /** Entries that are fetched together. */
    private static final int ENTRIES = 32;

    private static final int LEFT_MILLIS = 100;
    private static final int FIRST_LOOK_MILLIS = 20;
    private static final int LAST_LOOK_MILLIS = 2_000;
    private static final int NOBODY = -1;
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    /** What readers have in common. */
    record Ports(
            RedisLine line,
            SpareLines spare,
            RedisNames names,
            Wire wire,
            ScheduledExecutorService timer,
            IntConsumer stray,
            Bells bells,
            RedisFigures figures) {}

    private final int sale;
    private final Ports ports;
    private final SaleStream stream;
    private final KnownEntries known;

    // All of the following is guarded by this; so is the life of what is known.
    private final FetchedCommands fetched = new FetchedCommands();
    /** How many of them the one who waits waits for; 0 while nobody does. */
    private int enough;

    private boolean woken;
    private boolean active;
    /** In which life somebody reads; {@link #NOBODY} does. Who reads in an earlier one ends soon, and leaves everything as it is. */
    private int reading = NOBODY;
    /** Whether to look again after what is being read. */
    private boolean again;

    private final Busyness busyness = new Busyness();
    /** What was waited on until there was no room, and will be again; null for none. */
    private RedisLine kept;

    private int failures;
    private EntryId last = EntryId.ZERO;
    /** Where to begin, as long as it was not compared with the stream. */
    private StreamPosition unproved;
    /** Of the entry that was taken in part before; null for none. */
    private StreamPosition partly;

    SaleReader(int sale, Ports ports) {
        this.sale = sale;
        this.ports = ports;
        byte[] key = ports.names.commands(sale);
        this.stream = new SaleStream(ports.line, key);
        this.known = new KnownEntries(sale, ports.line, key);
    }

    void resumeAfter(String committed) {
        synchronized (this) {
            clear();
            active = true;
            busyness.begin();
            fetched.begin(committed);
            unproved = StreamPosition.parse(committed);
        }
        hear();
        lookLater(FIRST_LOOK_MILLIS);
    }

    /** Fetches nothing any more, and drops what lies here, of which somebody is told a little later: it is for nobody now. */
    void leave() {
        boolean left;
        synchronized (this) {
            left = fetched.size() > 0;
            clear();
            active = false;
        }
        if (left) {
            later(() -> ports.stray.accept(sale), LEFT_MILLIS);
        }
    }

    private void clear() {
        known.clear();
        fetched.clear();
        last = EntryId.ZERO;
        unproved = null;
        partly = null;
        busyness.forgetTold();
        if (kept != null) {
            ports.spare.giveBack(kept);
            kept = null;
        }
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
        Reading next;
        synchronized (this) {
            again = true;
            if (!active || isReading() || fetched.isFull()) {
                return;
            }
            reading = known.life();
            next = new Reading(reading, kept);
            kept = null;
        }
        Thread.ofVirtual().name("read-" + sale).start(next);
    }

    private boolean isReading() {
        return reading == known.life();
    }

    /** The stream may not be what it was. */
    void doubt() {
        synchronized (this) {
            known.doubt();
            last = EntryId.ZERO;
        }
        hear();
    }

    synchronized int size() {
        return fetched.size();
    }

    /** When the oldest that lies here was put in, in milliseconds of Redis's clock; 0 if nothing does. */
    synchronized long oldestMillis() {
        return fetched.oldestMillis();
    }

    synchronized String position() {
        return fetched.position();
    }

    int drainTo(List<Envelope> batch, int max) {
        int count;
        boolean hungry;
        synchronized (this) {
            boolean full = fetched.isFull();
            count = fetched.drainTo(batch, max);
            hungry = full || (again && !isReading() && count > 0);
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
            while (!woken && fetched.size() < commands && left > 0) {
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
        known.done(StreamPosition.parse(done));
    }

    /** Reads the stream in one of its lives, until there is nothing or no room; one virtual thread. */
    private final class Reading implements Runnable {
        private final int life;
        /** To wait on; null while the stream is not busy, or there is none. */
        private RedisLine spare;
        /** Why the entry that was decoded last cannot be read. */
        private RuntimeException unreadable;

        Reading(int life, RedisLine spare) {
            this.life = life;
            this.spare = spare;
        }

        @Override
        public void run() {
            try {
                boolean more;
                do {
                    more = round();
                } while (more);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a reader", e);
            } finally {
                giveBack();
            }
        }

        private void giveBack() {
            if (spare != null) {
                ports.spare.giveBack(spare);
                spare = null;
            }
        }

        /** Returns whether to go on at once; if not, another thread may begin. */
        private boolean round() throws InterruptedException {
            EntryId from;
            StreamPosition toProve;
            int count;
            boolean wait;
            synchronized (SaleReader.this) {
                if (life != known.life()) {
                    return false;
                }
                again = false;
                from = last;
                toProve = unproved;
                count = fetched.roomFor(ENTRIES);
                wait = busyness.isBusy() && known.isWhole();
            }
            try {
                if (toProve != null) {
                    prove(toProve);
                    return true;
                }
                if (wait && spare == null) {
                    spare = ports.spare.take();
                }
                boolean waits = spare != null && known.isWhole();
                List<StreamMessage<byte[], byte[]>> entries =
                        waits ? stream.awaitEntriesBehind(from, count, spare) : stream.entriesBehind(from, count);
                return take(entries, waits, count);
            } catch (RuntimeException e) {
                failed(e);
                return false;
            }
        }

        private void failed(RuntimeException failure) {
            LOG.debug("sale {}: cannot be read", sale, failure);
            long pauseMillis;
            synchronized (SaleReader.this) {
                if (life != known.life()) {
                    return;
                }
                known.doubt();
                last = EntryId.ZERO;
                pauseMillis = RETRY.after(failures++).toMillis();
            }
            later(SaleReader.this::hear, pauseMillis);
        }

        /** Finds out whether the stream has been as far as the position says; if not, it is read from its beginning. */
        private void prove(StreamPosition committed) throws InterruptedException {
            EntryId newest = stream.newest();
            boolean back = newest.compareTo(committed.entry()) < 0;
            synchronized (SaleReader.this) {
                if (life != known.life()) {
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
                        "sale {}: its stream is at {}, behind {}, and is read from its beginning",
                        sale,
                        newest,
                        committed);
            } else {
                stream.trim(committed);
            }
        }

        private boolean take(List<StreamMessage<byte[], byte[]>> entries, boolean waited, int count)
                throws InterruptedException {
            for (StreamMessage<byte[], byte[]> entry : entries) {
                EntryId id = EntryId.of(entry.getId());
                byte[] frame = entry.getBody().values().iterator().next();
                int digest = Arrays.hashCode(frame);
                if (!known.has(id, digest, life)) {
                    append(id, digest, decoded(frame));
                }
            }
            boolean more = went(entries, waited, count);
            known.passUnreadable();
            return more;
        }

        /** Returns whether to go on. */
        private boolean went(List<StreamMessage<byte[], byte[]>> entries, boolean waited, int count) {
            boolean waitedInVain = waited && entries.isEmpty();
            if (waitedInVain) {
                giveBack();
            }
            synchronized (SaleReader.this) {
                if (life != known.life()) {
                    return false;
                }
                failures = 0;
                if (entries.isEmpty()) {
                    known.end(life);
                    if (waitedInVain) {
                        busyness.waitedInVain();
                    }
                } else {
                    busyness.found();
                    last = EntryId.of(entries.getLast().getId());
                    partly = null;
                }
                boolean old = again || !known.isWhole() || entries.size() == count;
                boolean waits = spare != null || waitedInVain || (busyness.isBusy() && ports.spare.isFree());
                boolean goOn = active && (old || waits) && !fetched.isFull();
                if (!goOn) {
                    reading = NOBODY;
                    if (active && fetched.isFull()) { // whoever need not ring relies on it
                        again = true;
                        kept = spare;
                        spare = null;
                    }
                }
                return goOn;
            }
        }

        /** Null if it cannot be read, or is not wanted in this life any more. */
        private List<Envelope> decoded(byte[] frame) throws InterruptedException {
            for (int attempt = 0; ; attempt++) {
                try {
                    return ports.wire.envelopes(frame);
                } catch (LedgerException e) {
                    Thread.sleep(RETRY.after(attempt));
                    if (life != known.life()) {
                        return null;
                    }
                } catch (RuntimeException e) {
                    unreadable = e;
                    return null;
                }
            }
        }

        /** @param envelopes null where they cannot be read, which is said once, in whichever life that is */
        private void append(EntryId id, int digest, List<Envelope> envelopes) {
            if (envelopes == null) {
                if (isAdded(id, digest)) {
                    ports.figures.skipped("sale " + sale + ": entry " + id, unreadable);
                }
                return;
            }
            int gateway;
            synchronized (SaleReader.this) {
                if (life != known.life()) {
                    return;
                }
                known.add(id, digest, true);
                boolean resumes = partly != null && partly.entry().equals(id) && partly.number() == envelopes.size();
                int next = resumes ? partly.last() + 1 : 0;
                if (next < envelopes.size()) {
                    lay(id, envelopes, next);
                }
                gateway = spare == null ? 0 : busyness.toTell(envelopes);
            }
            if (gateway != 0) {
                ports.bells.attend(gateway, sale);
            }
        }

        /** Whether what cannot be read is known as such now; not if this life is over. */
        private boolean isAdded(EntryId id, int digest) {
            synchronized (SaleReader.this) {
                if (life != known.life()) {
                    return false;
                }
                known.add(id, digest, false);
                return true;
            }
        }

        private void lay(EntryId id, List<Envelope> envelopes, int next) {
            fetched.lay(id, envelopes, next);
            ports.figures.takenEntries.increment();
            ports.figures.takenCommands.add(envelopes.size() - next);
            if (enough > 0 && fetched.size() >= enough) {
                SaleReader.this.notifyAll();
            }
        }
    }
}
