package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.SaleSample;
import java.time.Instant;
import java.time.InstantSource;

final class MemoryDrawsTest extends DrawsContract {
    private final MemoryLedger ledger =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected LedgerPorts ledger() {
        return LedgerPorts.of(ledger);
    }
}
