package dev.sluice.app;

import dev.sluice.engine.Ledger;
import dev.sluice.engine.Outbox;
import dev.sluice.engine.Reports;

/** A ledger with its connections. */
record OpenLedger(Ledger ledger, Reports reports, Outbox outbox, Runnable closing) implements AutoCloseable {
    /**
     * Connects, and brings the schema up to date.
     *
     * @throws StartException if the database cannot be used
     */
    static OpenLedger open(Settings.Ledger settings) {
        throw StartException.failure("This build has no ledger for " + settings.url() + ".", null);
    }

    @Override
    public void close() {
        closing.run();
    }
}
