package dev.sluice.engine;

import java.time.Instant;
import java.time.InstantSource;

final class MemoryJourneysTest extends JourneysContract {
    private final MemoryLedger ledger =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
