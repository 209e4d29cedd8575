package dev.sluice.ledger;

import dev.sluice.engine.Ledger;
import dev.sluice.engine.LedgerContract;

final class PostgresLedgerTest extends LedgerContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
