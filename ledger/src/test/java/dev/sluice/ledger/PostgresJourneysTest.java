package dev.sluice.ledger;

import dev.sluice.engine.port.Ledger;
import dev.sluice.engine.writer.JourneysContract;

final class PostgresJourneysTest extends JourneysContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
