package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.WriterLedger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long this process may believe that it owns its sales. It renews its lease in the ledger; where it cannot, it is sure of nothing once
 * the lease may be over, since another process may have taken over by then. It hears what was taken, and takes over what is left alone.
 * A thread renews, another does the rest, so that no work delays a renewal. Any thread may ask it.
 */
final class Tenure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
    private static final long LONGEST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Renewals in the time of a lease, at least. */
    private static final int RENEWALS = 10;

    /** Whom it tells. Called by its second thread; may block, and may throw what the ledger does. */
    interface Estate {
        /** Sales that have a writer here, by number. */
        List<Integer> own();

        /** Sales that another process owns. */
        List<Integer> others();

        /** Another process took this sale. */
        void lose(int sale);

        /** Nobody owns this sale any more. */
        void takeOver(int sale);

        /** Looks at what others own, and for sales that others made. */
        void lookAround();
    }

    private final WriterLedger ledger;
    private final Duration lease;
    private final Estate estate;
    private final long periodNanos;
    private final Thread renewing;
    private final Thread looking;
    private volatile long sureUntilNanos;
    private volatile boolean robbed;
    private volatile boolean closed;

    Tenure(WriterLedger ledger, Duration lease, Estate estate) {
        this.ledger = ledger;
        this.lease = lease;
        this.estate = estate;
        this.periodNanos = Math.min(LONGEST_PERIOD_NANOS, lease.toNanos() / RENEWALS);
        this.sureUntilNanos = System.nanoTime() + sureNanos();
        this.renewing = Thread.ofPlatform().name("lease").daemon().start(() -> repeat(this::renew));
        this.looking = Thread.ofVirtual().name("ownership").start(() -> repeat(this::look));
    }

    /** Whether no other process can have taken over what this one owns, unless it said so. */
    boolean isSure() {
        return System.nanoTime() - sureUntilNanos < 0;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(renewing);
        LockSupport.unpark(looking);
    }

    /** A part of the lease is left for what was decided while it was sure, and is on its way. */
    private long sureNanos() {
        return lease.toNanos() - lease.toNanos() / RENEWALS;
    }

    private void repeat(Runnable round) {
        while (!closed) {
            try {
                round.run();
            } catch (LedgerException e) {
                LOG.debug("the ledger does not say who owns what", e);
            } catch (RuntimeException e) {
                LOG.error("a defect in looking who owns what", e);
            }
            LockSupport.parkNanos(this, periodNanos);
        }
    }

    /** The lease begins when the ledger renews it, which is later than it was asked to. */
    private void renew() {
        long askedNanos = System.nanoTime();
        if (ledger.renew(lease)) {
            robbed = true;
        }
        sureUntilNanos = askedNanos + sureNanos();
    }

    private void look() {
        if (robbed) {
            robbed = false;
            tellLost();
        }
        List<Integer> others = estate.others();
        if (!others.isEmpty()) {
            ledger.free(others).forEach(estate::takeOver);
        }
        estate.lookAround();
    }

    private void tellLost() {
        try {
            ledger.lost(estate.own()).forEach(estate::lose);
        } catch (LedgerException e) {
            robbed = true;
            throw e;
        }
    }
}
