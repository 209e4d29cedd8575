package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger whose claims stand in line, so that a process that starts with ten thousand sales leaves connections for
 * others. Small sales that wait are claimed together, first come first served; a sale that somebody asks for goes to the
 * front. Whoever stands in line with a sale that cannot be read is claimed all the same, without it. They are read on threads of
 * their own, as making millions of rows into books would keep the virtual ones from the writers. Any thread may use it.
 */
final class Loading implements WriterLedger {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    /** Claims under way at once, each on a connection of its own. */
    private static final int MAX_UNDER_WAY = 4;

    /** Sales that are claimed together at most. */
    private static final int MAX_TOGETHER = 256;

    /** About how many reservations are read together at most. A sale with more is read alone. */
    private static final long MAX_ROWS = 20_000;

    private final WriterLedger ledger;
    private final IntToLongFunction rows;
    private final SequencedMap<Integer, Wanted> waiting = new LinkedHashMap<>();
    private int loaders;
    private int together = MAX_TOGETHER;
    private int loaded;
    private long begunNanos;

    /** @param rows about how many reservations a sale has */
    Loading(WriterLedger ledger, IntToLongFunction rows) {
        this.ledger = ledger;
        this.rows = rows;
    }

    /** A claim in line. What became of it is written before the latch opens. */
    private static final class Wanted implements Claimant {
        private final int sale;
        private final Reader reader;
        private final long rows;
        private final CountDownLatch over = new CountDownLatch(1);
        private Claim claim;
        private RuntimeException failure;

        Wanted(int sale, Reader reader, long rows) {
            this.sale = sale;
            this.reader = reader;
            this.rows = rows;
        }

        @Override
        public int sale() {
            return sale;
        }

        @Override
        public Reader reader() {
            return reader;
        }

        @Override
        public void claimed(Claim result) {
            claim = result;
            over.countDown();
        }

        @Override
        public void failed(RuntimeException why) {
            if (over.getCount() > 0) {
                failure = why;
                over.countDown();
            }
        }

        /** Of a sale that is new there was nothing to load. */
        boolean wasLoaded() {
            return failure == null && claim != null && claim.epoch() > 1;
        }

        Claim await() {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a writer", e);
            }
            if (failure != null) {
                throw failure;
            }
            return claim;
        }
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        Wanted wanted = new Wanted(sale, reader, rows.applyAsLong(sale));
        synchronized (this) {
            if (loaders == 0) {
                begunNanos = System.nanoTime();
                loaded = 0;
            }
            waiting.put(sale, wanted);
            if (loaders < MAX_UNDER_WAY) {
                loaders++;
                Thread.ofPlatform().daemon().name("loading").start(this::load);
            }
        }
        return wanted.await();
    }

    /** Lets a sale that waits in line go first. */
    synchronized void hurry(int sale) {
        Wanted wanted = waiting.get(sale);
        if (wanted != null) {
            waiting.putFirst(sale, wanted);
        }
    }

    @Override
    public boolean renew(Duration lease, Duration alone, long load) {
        return ledger.renew(lease, alone, load);
    }

    @Override
    public List<Integer> take(List<Integer> sales) {
        return ledger.take(sales);
    }

    @Override
    public boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
        return ledger.handOver(sale, epoch, position, decidedAtMillis, to);
    }

    @Override
    public List<Integer> given() {
        return ledger.given();
    }

    @Override
    public void announce(int sale, int to) {
        ledger.announce(sale, to);
    }

    @Override
    public List<Integer> coming() {
        return ledger.coming();
    }

    @Override
    public void readAhead(int sale) {
        ledger.readAhead(sale);
    }

    @Override
    public boolean isReadAhead(int sale) {
        return ledger.isReadAhead(sale);
    }

    @Override
    public void release(int sale, long epoch) {
        ledger.release(sale, epoch);
    }

    @Override
    public List<Integer> lost(List<Integer> sales) {
        return ledger.lost(sales);
    }

    @Override
    public List<Integer> free(List<Integer> sales) {
        return ledger.free(sales);
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        return ledger.find(sale, ids);
    }

    @Override
    public void commit(Batch batch) {
        ledger.commit(batch);
    }

    @Override
    public List<RuntimeException> commitAll(List<Batch> batches) {
        return ledger.commitAll(batches);
    }

    /** Claims what waits until nothing does, whatever becomes of a group: whoever stands behind it is loaded all the same. */
    private void load() {
        for (List<Wanted> group = take(); !group.isEmpty(); group = take()) {
            RuntimeException failure = claim(group);
            group.forEach(wanted -> wanted.failed(failure));
            learn(group);
        }
    }

    /** Returns what those failed by that were told nothing. */
    private RuntimeException claim(List<Wanted> group) {
        RuntimeException failure = claimTogether(group);
        if (group.size() > 1 && mayBeOfOne(failure)) {
            for (Wanted wanted : group) {
                if (wanted.over.getCount() > 0) {
                    wanted.failed(claimTogether(List.of(wanted)));
                }
            }
        }
        return failure;
    }

    /** Whether a group may have failed for what one of its sales is. */
    private static boolean mayBeOfOne(RuntimeException failure) {
        return !(failure instanceof LedgerException e) || Remedy.of(e).splits();
    }

    private RuntimeException claimTogether(List<Wanted> group) {
        try {
            ledger.claimAll(group);
            return new IllegalStateException("the ledger did not say what became of a claim");
        } catch (RuntimeException e) {
            return e;
        } catch (Error e) {
            return new IllegalStateException("a sale cannot be loaded", e);
        }
    }

    private synchronized List<Wanted> take() {
        List<Wanted> group = new ArrayList<>();
        long read = 0;
        while (!waiting.isEmpty() && group.size() < together) {
            read += waiting.firstEntry().getValue().rows;
            if (!group.isEmpty() && read > MAX_ROWS) {
                break;
            }
            group.add(waiting.pollFirstEntry().getValue());
        }
        if (group.isEmpty() && --loaders == 0 && loaded > 1) {
            LOG.info("{} sales loaded in {} ms", loaded, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos));
        }
        return group;
    }

    /** After a group failed, the next is smaller, so that a sale that cannot be read does not hold up others for ever. */
    private synchronized void learn(List<Wanted> group) {
        boolean lost = group.stream().anyMatch(wanted -> wanted.failure instanceof LedgerException);
        together = lost ? Math.max(1, group.size() / 4) : Math.min(MAX_TOGETHER, together * 2);
        loaded += (int) group.stream().filter(Wanted::wasLoaded).count();
    }
}
