package dev.sluice.ledger;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads every sale, in the order of the numbers, beside its tiers in the same order, so that neither is in memory as rows. What many
 * sales have in common is read once, and fails once. A sale that cannot be read is reported as such among the others. One thread.
 */
final class CatalogueReading {
    private static final int FETCHED_ROWS = 2_000;

    private final Connection connection;
    private final PlanTable plans;
    private final long nowMillis;
    private final Map<CommonTerms, Terms> shared = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, RuntimeException> unreadablePlans = new HashMap<>();

    /** @param failure why there are no terms; null if there are */
    private record Terms(SharedTerms terms, RuntimeException failure) {}

    /**
     * @param connection in a transaction, which portions of rows need
     * @param nowMillis tells which sales are over
     */
    CatalogueReading(Connection connection, SharedPlans plans, long nowMillis) {
        this.connection = connection;
        this.plans = new PlanTable(connection, plans);
        this.nowMillis = nowMillis;
    }

    /** Those with a number above this one. */
    List<Catalogue.Entry> salesAfter(int number) throws SQLException {
        return sales("> ?", statement -> statement.setInt(1, number));
    }

    /** Those with these numbers. */
    List<Catalogue.Entry> sales(List<Integer> numbers) throws SQLException {
        return sales(
                "= ANY(?)",
                statement -> BinaryParameter.ints(numbers.size(), numbers::get).set(statement, 1));
    }

    private List<Catalogue.Entry> sales(String which, TierTable.Binding numbers) throws SQLException {
        List<Catalogue.Entry> sales = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + SaleTable.COLUMNS + " FROM sale WHERE number " + which + " ORDER BY number");
                TierTable.InOrder tiers = new TierTable.InOrder(connection, FETCHED_ROWS, which, numbers)) {
            statement.setFetchSize(FETCHED_ROWS);
            numbers.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sales.add(entry(row, tiers.of(row.getInt("number"))));
                }
            }
        }
        return sales;
    }

    private Catalogue.Entry entry(ResultSet row, TierTable.OfSale tiers) throws SQLException {
        RuntimeException failure;
        try {
            return readable(row, tiers.tiers());
        } catch (SQLException e) {
            failure = Unreadable.row("a sale", e);
        } catch (RuntimeException e) {
            failure = e;
        }
        return new Catalogue.Unreadable(row.getInt("number"), row.getString("id"), row.getString("merchant"), failure);
    }

    private Catalogue.Entry readable(ResultSet row, List<TierTable.Tier> tiers) throws SQLException {
        SaleRow sale = SaleRow.read(row);
        SharedTerms terms = terms(
                CommonTerms.read(row, tiers.stream().map(TierTable.Tier::terms).toList()));
        boolean settled = sale.isOver(nowMillis)
                && tiers.stream().allMatch(TierTable.Tier::idle)
                && !terms.inventory().isUnfinished();
        if (settled) {
            return SettledSale.of(sale, owner(sale), terms, tiers);
        }
        SaleState state =
                sale.state(terms.with(sale.id(), sale.title(), sale.description(), sale.facts(), sale.window()));
        return new Catalogue.Whole(state, TierTable.states(tiers, state), false);
    }

    private String owner(SaleRow sale) {
        return sale.owner() == null ? null : owners.computeIfAbsent(sale.owner(), owner -> owner);
    }

    private SharedTerms terms(CommonTerms common) throws SQLException {
        Terms known = shared.get(common);
        if (known == null) {
            known = read(common);
            shared.put(common, known);
        }
        if (known.failure != null) {
            throw known.failure;
        }
        return known.terms;
    }

    private Terms read(CommonTerms common) throws SQLException {
        try {
            return new Terms(new SharedTerms(common, plan(common.plan())), null);
        } catch (RuntimeException e) {
            return new Terms(null, e);
        }
    }

    /** One that many sales share and that cannot be read is not tried for each of them. */
    private Plan plan(String version) throws SQLException {
        RuntimeException known = unreadablePlans.get(version);
        if (known != null) {
            throw known;
        }
        try {
            return plans.find(version);
        } catch (RuntimeException e) {
            unreadablePlans.put(version, e);
            throw e;
        }
    }
}
