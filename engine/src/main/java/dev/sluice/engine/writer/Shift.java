package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.SaleStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of a sale's writer does from its start to its end: it loads the book and decides until nobody needs it any more. After a
 * failure it loads again, waits, gives way to another process, or stops, as the {@link Remedy} says. Used by that thread.
 */
final class Shift {
    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

    /** A sale that was over before it was asked something leaves memory after this long without a command. */
    private static final int WOKEN_SECONDS = 5;

    /** How long a sale that moves is still decided in before what comes is the next owner's. */
    private static final long LEAVING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LiveSale sale;
    private final Works works;
    private final Workshop workshop;
    private final Setbacks setbacks;
    private boolean loaded;

    Shift(LiveSale sale, Works works, Workshop workshop) {
        this.sale = sale;
        this.works = works;
        this.workshop = workshop;
        this.setbacks = new Setbacks(works.writer());
    }

    void run() {
        try {
            boolean goesOn = !sale.isStopping();
            while (goesOn) {
                goesOn = runUntilSetback();
            }
        } catch (StaleEpochException e) {
            works.writer().unload();
            sale.giveWay();
            workshop.outages().replaced(sale.id(), e);
        } catch (MissingSaleException e) {
            works.writer().unload();
            LOG.error("sale {}: the ledger does not have it any more; it is forgotten", sale.id(), e);
            workshop.forget().accept(sale);
        } catch (LedgerRefusedException e) {
            breakOver(Trouble.Kind.REFUSED, e);
        } catch (BrokenInvariantException e) {
            breakOver(Trouble.Kind.INCONSISTENT, e);
        } catch (RuntimeException e) {
            breakOver(loaded ? Trouble.Kind.DEFECT : Trouble.Kind.UNREADABLE, e);
        } catch (Error e) {
            breakOver(Trouble.Kind.DEFECT, e);
            throw e;
        } finally {
            workshop.outages().over(sale.id());
        }
    }

    /** Stops rather than go on wrong. */
    private void breakOver(Trouble.Kind kind, Throwable cause) {
        if (sale.breakOver(kind, cause)) {
            LOG.error(
                    "sale {}: its writer stops, the other sales go on; it is loaded again now and then: {}",
                    sale.id(),
                    kind,
                    cause);
        } else {
            LOG.debug("sale {}: cannot be loaded, or broke again: {}", sale.id(), kind, cause);
        }
    }

    /** Loads and decides. Returns whether there is to be another attempt, after a pause that it makes itself. */
    private boolean runUntilSetback() {
        try {
            sale.ownership().claim();
            loaded = false;
            works.writer().load();
            loaded = true;
            LOG.debug("sale {}: loaded", sale.id());
            begin();
            return serve();
        } catch (LedgerException e) {
            if (Remedy.of(e).isFinal() && !works.writer().isSpared()) {
                throw e;
            }
            works.stall().end();
            if (sale.isMending()) {
                sale.endMending(false);
                return false;
            }
            Duration pause = setbacks.pauseAfter(e);
            if (works.writer().isNarrower()) {
                sale.become(State.LOADING);
                LOG.debug("sale {}: looks for what the ledger does not take", sale.id(), e);
            } else {
                sale.become(State.RECOVERING);
                workshop.outages().failed(sale.id(), e);
            }
            workshop.telemetry().recovering(sale.id(), e);
            sale.rest(pause);
            return !sale.isStopping();
        }
    }

    /** Takes commands again; after an outage only once the ledger took something, or there is nothing that it should take. */
    private void begin() {
        State before = sale.state();
        if (before == State.LOADING || sale.isMending() || setbacks.areOver()) {
            if (sale.run()) {
                LOG.info("sale {}: is loaded again, and goes on", sale.id());
            }
            workshop.outages().over(sale.id());
            workshop.outages().regained(sale.id());
        }
    }

    /** Decides until the writer is not needed any more. Returns whether it is after all. */
    private boolean serve() {
        long idleSinceMillis = now();
        long leavingSinceNanos = 0;
        while (true) {
            works.alarm().ringAt(Math.min(works.writer().wakeMillis(), retirementMillis(idleSinceMillis)));
            if (sale.isStopping()) {
                works.writer().finish();
            }
            if (sale.ownership().heir() != 0) {
                leavingSinceNanos = leavingSinceNanos == 0 ? System.nanoTime() | 1 : leavingSinceNanos;
                leave(System.nanoTime() - leavingSinceNanos);
            }
            boolean idle = !works.writer().turn(sale.isStopping() || leavingSinceNanos != 0 ? 0 : Long.MAX_VALUE);
            if (sale.ownership().isLost()) {
                throw StaleEpochException.owned(sale.number(), 0);
            }
            if (sale.state() == State.RECOVERING) {
                begin();
            }
            boolean retires = idle && retirementMillis(idleSinceMillis) <= now();
            if (idle && leavingSinceNanos != 0) {
                return handOver();
            }
            if (idle && (sale.isStopping() || (retires && retire()))) {
                return false;
            }
            if (!idle || retires) {
                idleSinceMillis = now();
            }
        }
    }

    /** What others put into the queue all the time is left to the next owner after a while. */
    private void leave(long nanos) {
        works.writer().finish();
        if (nanos > LEAVING_NANOS) {
            works.writer().takeNoMore();
        }
    }

    /** Returns whether this process goes on with the sale, since the other one is not there. */
    private boolean handOver() {
        int heir = sale.ownership().heir();
        try {
            if (!works.writer().handOver(heir)) {
                return !sale.isStopping();
            }
            works.writer().unload();
            sale.giveWay();
            LOG.debug("sale {}: handed over to process {}", sale.id(), heir);
            return false;
        } finally {
            sale.ownership().promiseNothing();
        }
    }

    /** When a sale that has been idle since {@code idleSinceMillis} may leave memory: never before it is over. */
    private long retirementMillis(long idleSinceMillis) {
        int seconds = workshop.config().retireSeconds();
        return sale.view().status() == SaleStatus.CLOSED
                ? idleSinceMillis + (sale.isWoken() ? Math.min(WOKEN_SECONDS, seconds) : seconds) * 1_000L
                : Alarms.NEVER;
    }

    /** Leaves memory if nothing can happen unasked. */
    private boolean retire() {
        if (!works.writer().isSettled()) {
            return false;
        }
        release();
        works.writer().unload();
        LOG.debug("sale {}: settled, leaves memory", sale.id());
        sale.retire(works);
        return true;
    }

    /** Whoever is asked something of the sale next may claim it. */
    private void release() {
        try {
            works.writer().release();
        } catch (LedgerException e) {
            LOG.debug("sale {}: stays this process's, who has nothing to do in it any more", sale.id(), e);
        }
    }

    private long now() {
        return workshop.clock().millis();
    }
}
