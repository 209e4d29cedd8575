package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerBusyException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a pool that one use may have at once. All shares of a pool together are its connections, so whoever has a place in its
 * share finds one: where none comes all the same, it is the database that does not answer. Any thread may use it.
 */
final class Share {
    private final Use use;
    private final Semaphore places;

    Share(Use use, int connections) {
        this.use = use;
        this.places = new Semaphore(connections, true);
    }

    /** @throws LedgerBusyException if none comes free in time */
    void enter() {
        try {
            if (!places.tryAcquire(use.patienceSeconds(), TimeUnit.SECONDS)) {
                throw new LedgerBusyException("too many " + use.what() + " at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerBusyException("interrupted while it waited behind other " + use.what());
        }
    }

    void leave() {
        places.release();
    }
}
