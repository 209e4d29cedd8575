package dev.sluice.ledger;

import dev.sluice.engine.port.CatalogueContract;
import dev.sluice.engine.port.LedgerPorts;

final class PostgresCatalogueTest extends CatalogueContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }
}
