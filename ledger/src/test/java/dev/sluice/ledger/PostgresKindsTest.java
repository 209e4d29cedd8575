package dev.sluice.ledger;

import dev.sluice.engine.port.KindsContract;
import dev.sluice.engine.port.Ledger;

final class PostgresKindsTest extends KindsContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
