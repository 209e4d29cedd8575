package dev.sluice.ledger;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.sql.Connection;
import java.sql.SQLException;
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
                "read the catalogue", connection -> reading(connection).salesAfter(0));
    }

    @Override
    public List<Entry> newer(int number) {
        return connections.snapshot(
                "look for new sales", connection -> reading(connection).salesAfter(number));
    }

    @Override
    public List<Entry> find(List<Integer> numbers) {
        return connections.snapshot(
                "look at sales", connection -> reading(connection).sales(numbers));
    }

    private CatalogueReading reading(Connection connection) {
        return new CatalogueReading(connection, plans, clock.millis());
    }

    @Override
    public SaleState create(SaleTerms terms, String owner) {
        return connections.transaction("create sale " + terms.id(), connection -> {
            int number = insert(connection, terms, owner);
            return new SaleState(number, terms, false, false, 1).ownedBy(owner);
        });
    }

    /**
     * The number of a new sale.
     *
     * @throws SaleExistsException if its id is taken
     */
    static int insert(Connection connection, SaleTerms terms, String owner) throws SQLException {
        int number = SaleTable.insert(connection, terms, owner).orElseThrow(() -> new SaleExistsException(terms.id()));
        TierTable.replace(connection, number, terms);
        return number;
    }
}
