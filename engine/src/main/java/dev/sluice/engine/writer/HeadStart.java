package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.WriterLedger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets whoever is to have a sale of many reservations read it ahead, so that it stands still only for what is new. Who does not hear that, as an older
 * release does not, is not waited for a second time. One thread; for some moves that follow one another.
 */
final class HeadStart {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    /** Reservations from which on it is worth it, and up to which: for a moment the other one has them in memory twice. */
    private static final long FEW = 2_000;

    private static final long TOO_MANY = 500_000;

    /** How long is waited at most: as long as it takes where the ledger is slow. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long PATIENCE_NANOS_FOR_ONE = TimeUnit.MICROSECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final WriterLedger ledger;
    private boolean heard = true;

    HeadStart(WriterLedger ledger) {
        this.ledger = ledger;
    }

    static boolean isFor(LiveSale sale) {
        long rows = sale.rows();
        return sale.state() == LiveSale.State.RUNNING && rows >= FEW && rows <= TOO_MANY;
    }

    /** Returns when the other one has read the sale, or does not do it; this one goes on with it meanwhile. */
    void give(LiveSale sale, int heir) {
        if (!heard || !isFor(sale)) {
            return;
        }
        try {
            ledger.announce(sale.number(), heir);
        } catch (LedgerException e) {
            LOG.debug("sale {} is not announced", sale.id(), e);
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS + sale.rows() * PATIENCE_NANOS_FOR_ONE;
        heard = ledger.isReadAhead(sale.number());
        while (!heard && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            heard = ledger.isReadAhead(sale.number());
        }
    }
}
