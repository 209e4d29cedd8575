package dev.sluice.ledger;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The catalogue in PostgreSQL. Any thread may use it; each call takes one connection of the writers' pool for its time. */
final class PostgresCatalogue implements Catalogue {
    private final Connections connections;
    private final SharedPlans plans;
    private final InstantSource clock;

    /** @param clock tells which sales are over */
    PostgresCatalogue(Connections connections, SharedPlans plans, InstantSource clock) {
        this.connections = connections;
        this.plans = plans;
        this.clock = clock;
    }

    @Override
    public List<Entry> sales() {
        return connections.snapshot("read the catalogue", connection -> {
            Map<Integer, List<TierTable.Tier>> tiers = TierTable.all(connection);
            PlanTable table = new PlanTable(connection, plans);
            List<Entry> sales = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT " + SaleTable.COLUMNS + " FROM sale ORDER BY number");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sales.add(entry(row, tiers.get(row.getInt("number")), table));
                }
            }
            return sales;
        });
    }

    @Override
    public SaleState create(SaleTerms terms) {
        return connections.transaction("create sale " + terms.id(), connection -> {
            int number = SaleTable.insert(connection, terms).orElseThrow(() -> new SaleExistsException(terms.id()));
            TierTable.replace(connection, number, terms);
            return new SaleState(number, terms, false, false, 1);
        });
    }

    private Entry entry(ResultSet row, List<TierTable.Tier> tiers, PlanTable plans) throws SQLException {
        SaleState sale =
                SaleTable.read(row, tiers.stream().map(TierTable.Tier::terms).toList(), plans);
        boolean over = sale.statusAt(clock.millis()) == SaleStatus.CLOSED;
        boolean settled = over
                && tiers.stream().allMatch(TierTable.Tier::idle)
                && !sale.terms().inventory().isUnfinished();
        return new Entry(sale, TierTable.states(tiers, sale), settled);
    }
}
