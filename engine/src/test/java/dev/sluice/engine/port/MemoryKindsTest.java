package dev.sluice.engine.port;

import java.time.Instant;
import java.time.InstantSource;

final class MemoryKindsTest extends KindsContract {
    private final MemoryLedger ledger =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected LedgerPorts ledger() {
        return LedgerPorts.of(ledger);
    }
}
