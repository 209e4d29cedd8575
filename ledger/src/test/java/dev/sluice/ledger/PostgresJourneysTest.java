package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.writer.JourneysContract;

final class PostgresJourneysTest extends JourneysContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }
}
