package dev.sluice.engine.port;

import java.time.Instant;
import java.time.InstantSource;

final class MemoryCatalogueTest extends CatalogueContract {
    private final MemoryLedger memory =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected LedgerPorts ledger() {
        return LedgerPorts.of(memory);
    }
}
