package dev.sluice.ledger;

import dev.sluice.engine.port.Ledger;
import dev.sluice.engine.port.LedgerContract;

final class PostgresLedgerTest extends LedgerContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
