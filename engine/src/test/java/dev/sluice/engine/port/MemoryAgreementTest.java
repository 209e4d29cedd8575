package dev.sluice.engine.port;

import java.time.Instant;
import java.time.InstantSource;

final class MemoryAgreementTest extends AgreementContract {
    private final MemoryLedger ledger =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected LedgerPorts ledger() {
        return LedgerPorts.of(ledger);
    }

    /** Each commit was checked whole. */
    @Override
    protected void check(int sale) {}

    /** Sales share nothing. */
    @Override
    protected void forget(int sale) {}
}
