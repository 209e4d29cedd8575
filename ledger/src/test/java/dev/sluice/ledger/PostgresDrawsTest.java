package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.writer.DrawsContract;

final class PostgresDrawsTest extends DrawsContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }
}
