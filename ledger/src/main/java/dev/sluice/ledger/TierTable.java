package dev.sluice.ledger;

import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes rows of {@code tier}. */
final class TierTable {
    private TierTable() {}

    /** A row: what the merchant configured, and what the reservations count up to. */
    record Tier(TierTerms terms, long unpaid, long held, long sold, long withheld, int waiting) {

        /** As {@code dev.sluice.sale} counts it. */
        TierState state(PurchaseRules rules) {
            long capacity = terms.capacity();
            long available = capacity - held - sold - withheld;
            long admissible = rules.takeStock() == TakeStock.PAYMENT
                    ? Math.min(available, (capacity - withheld) * rules.overbookPercent() / 100 - unpaid - sold)
                    : available;
            return new TierState(capacity, held, sold, withheld, admissible, waiting);
        }

        boolean idle() {
            return unpaid == 0 && waiting == 0;
        }
    }

    /** Sets the parameters of a statement. */
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** As the rules count them, in the order of the rows. */
    static List<TierState> states(List<Tier> tiers, SaleState sale) {
        return tiers.stream().map(tier -> tier.state(sale.terms().rules())).toList();
    }

    /** Makes the rows be these terms; what reservations count up to stays. */
    static void replace(Connection connection, int sale, SaleTerms terms) throws SQLException {
        try (PreparedStatement surplus =
                connection.prepareStatement("DELETE FROM tier WHERE sale = ? AND number >= ?")) {
            surplus.setInt(1, sale);
            surplus.setInt(2, terms.tiers().size());
            surplus.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO tier (sale, number, id, name, price, capacity, withheld, takes_at_hold, hops)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sale, number) DO UPDATE SET id = excluded.id, name = excluded.name, price = excluded.price,
                    capacity = excluded.capacity, withheld = excluded.withheld, takes_at_hold = excluded.takes_at_hold,
                    hops = excluded.hops""")) {
            for (int i = 0; i < terms.tiers().size(); i++) {
                TierTerms tier = terms.tiers().get(i);
                statement.setInt(1, sale);
                statement.setShort(2, (short) i);
                statement.setString(3, tier.id());
                statement.setString(4, tier.name());
                statement.setLong(5, tier.price());
                statement.setLong(6, tier.capacity());
                statement.setLong(7, terms.inventory().withheld(i));
                statement.setBoolean(8, terms.rules().takeStock() != TakeStock.PAYMENT);
                statement.setInt(9, terms.inventory().hops());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The tiers of one sale, or what reading them failed by. */
    static final class OfSale {
        private final List<Tier> tiers = new ArrayList<>(2);
        private RuntimeException failure;

        /** @throws RuntimeException if they cannot be read */
        List<Tier> tiers() {
            if (failure != null) {
                throw failure;
            }
            return tiers;
        }

        /** Adds one that a row has. */
        private void add(ResultSet row) throws SQLException {
            try {
                tiers.add(read(row));
            } catch (SQLException e) {
                failure = Unreadable.row("a tier", e);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    /** The tiers of these sales, in order, by the sale's number. */
    static Map<Integer, OfSale> of(Connection connection, List<Integer> sales) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM tier WHERE sale = ANY(?) ORDER BY sale, number")) {
            BinaryParameter.ints(sales.size(), sales::get).set(statement, 1);
            return read(statement);
        }
    }

    private static Map<Integer, OfSale> read(PreparedStatement statement) throws SQLException {
        Map<Integer, OfSale> bySale = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                bySale.computeIfAbsent(row.getInt("sale"), _ -> new OfSale()).add(row);
            }
        }
        return bySale;
    }

    private static Tier read(ResultSet row) throws SQLException {
        TierTerms terms = new TierTerms(
                row.getString("id"), row.getString("name"), row.getLong("price"), row.getLong("capacity"));
        return new Tier(
                terms,
                row.getLong("unpaid"),
                row.getLong("held"),
                row.getLong("sold"),
                row.getLong("withheld"),
                row.getInt("waiting"));
    }

    /** Reads the tiers of many sales, as their sales come. One thread. */
    static final class InOrder implements AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet row;
        private boolean any;

        /**
         * @param fetched rows that are in memory at once; needs a transaction
         * @param which of the sales, as a condition behind their number
         * @param numbers sets what that compares with
         */
        InOrder(Connection connection, int fetched, String which, Binding numbers) throws SQLException {
            statement =
                    connection.prepareStatement("SELECT * FROM tier WHERE sale " + which + " ORDER BY sale, number");
            statement.setFetchSize(fetched);
            numbers.bind(statement);
            row = statement.executeQuery();
            any = row.next();
        }

        /** The tiers of this sale, in order. Each time a higher number. */
        OfSale of(int sale) throws SQLException {
            OfSale tiers = new OfSale();
            while (any && row.getInt("sale") <= sale) {
                if (row.getInt("sale") == sale) {
                    tiers.add(row);
                }
                any = row.next();
            }
            return tiers;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
