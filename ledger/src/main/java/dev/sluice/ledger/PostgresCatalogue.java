package dev.sluice.ledger;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.time.InstantSource;
import java.util.List;

/** The catalogue in PostgreSQL. Any thread may use it; each call takes one connection for its time. */
final class PostgresCatalogue implements Catalogue {
    private final PooledConnections connections;
    private final SharedPlans plans;
    private final InstantSource clock;

    /** @param clock tells which sales are over */
    PostgresCatalogue(PooledConnections connections, SharedPlans plans, InstantSource clock) {
        this.connections = connections;
        this.plans = plans;
        this.clock = clock;
    }

    @Override
    public List<Entry> sales() {
        return connections.snapshot(
                "read the catalogue", connection -> new CatalogueReading(connection, plans, clock.millis()).sales());
    }

    @Override
    public SaleState create(SaleTerms terms) {
        return connections.transaction("create sale " + terms.id(), connection -> {
            int number = SaleTable.insert(connection, terms).orElseThrow(() -> new SaleExistsException(terms.id()));
            TierTable.replace(connection, number, terms);
            return new SaleState(number, terms, false, false, 1);
        });
    }
}
