package dev.sluice.ledger;

import dev.sluice.engine.KindsContract;
import dev.sluice.engine.Ledger;

final class PostgresKindsTest extends KindsContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
