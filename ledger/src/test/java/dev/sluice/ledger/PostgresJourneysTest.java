package dev.sluice.ledger;

import dev.sluice.engine.JourneysContract;
import dev.sluice.engine.Ledger;

final class PostgresJourneysTest extends JourneysContract {
    @Override
    protected Ledger ledger() {
        return TestServer.database().ledger(TestServer.CLOCK);
    }
}
