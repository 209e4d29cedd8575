package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerContract;
import dev.sluice.engine.port.LedgerPorts;

final class PostgresLedgerTest extends LedgerContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }
}
