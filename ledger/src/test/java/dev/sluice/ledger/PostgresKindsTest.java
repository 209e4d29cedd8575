package dev.sluice.ledger;

import dev.sluice.engine.port.KindsContract;
import dev.sluice.engine.port.LedgerPorts;

final class PostgresKindsTest extends KindsContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }
}
