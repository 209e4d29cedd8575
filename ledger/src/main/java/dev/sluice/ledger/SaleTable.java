package dev.sluice.ledger;

import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.OptionalInt;

/** Reads and writes rows of {@code sale}; each has its row of {@code writer}. */
final class SaleTable {
    static final String COLUMNS = """
            number, id, title, description, opens_at, closes_at, mode, limit_per_user, hold_seconds, take_stock,
            overbook_percent, waitlist_capacity, currency, paused, closed, version, holds_kept_until, merchant, ordering, guards,
            kind, inventory, plan, facts, offer_seconds, mixed_tiers""";

    private SaleTable() {}

    /** The new sale's number; empty if its id is taken. A taken id uses up no number. */
    static OptionalInt insert(Connection connection, SaleTerms terms, String owner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH made AS (INSERT INTO sale (title, description, opens_at, closes_at, mode, limit_per_user,
                    highest_limit_per_user, hold_seconds, take_stock, overbook_percent, waitlist_capacity, currency, kind,
                    inventory, plan, ordering, guards, facts, offer_seconds, mixed_tiers, merchant, id)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, wanted.id
                FROM (SELECT ?::text AS id) wanted
                WHERE NOT EXISTS (SELECT FROM sale WHERE sale.id = wanted.id)
                ON CONFLICT (id) DO NOTHING RETURNING number)
                INSERT INTO writer (sale) SELECT number FROM made RETURNING sale""")) {
            int next = bindTerms(statement, terms, PlanTable.insert(connection, terms));
            statement.setString(next++, owner);
            statement.setString(next, terms.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    static void update(Connection connection, SaleState sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE sale SET title = ?, description = ?, opens_at = ?, closes_at = ?, mode = ?, limit_per_user = ?,
                    highest_limit_per_user = greatest(highest_limit_per_user, ?), hold_seconds = ?, take_stock = ?,
                    overbook_percent = ?, waitlist_capacity = ?, currency = ?, kind = ?,
                    inventory = ?::jsonb, plan = ?, ordering = ?::jsonb, guards = ?::jsonb, facts = ?::jsonb, offer_seconds = ?,
                    mixed_tiers = ?,
                    paused = ?, closed = ?, version = ?, holds_kept_until = ?, merchant = ?
                WHERE number = ?""")) {
            int next = bindTerms(statement, sale.terms(), PlanTable.insert(connection, sale.terms()));
            statement.setBoolean(next++, sale.paused());
            statement.setBoolean(next++, sale.closed());
            statement.setLong(next++, sale.version());
            if (sale.holdsKeptUntilMillis() == 0) {
                statement.setNull(next++, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                BinaryParameter.timestamp(sale.holdsKeptUntilMillis()).set(statement, next++);
            }
            statement.setString(next++, sale.owner());
            statement.setInt(next, sale.number());
            statement.executeUpdate();
        }
    }

    /** @param row has {@link #COLUMNS} */
    static SaleState read(ResultSet row, List<TierTerms> tiers, PlanTable plans) throws SQLException {
        SaleRow sale = SaleRow.read(row);
        CommonTerms common = CommonTerms.read(row, tiers);
        return sale.state(common.with(
                sale.id(),
                sale.title(),
                sale.description(),
                sale.facts(),
                sale.window(),
                common.restore(plans.find(common.plan()))));
    }

    /** In the order in which both statements have them. Returns the next parameter's index. */
    private static int bindTerms(PreparedStatement statement, SaleTerms terms, String plan) throws SQLException {
        PurchaseRules rules = terms.rules();
        int next = 1;
        statement.setString(next++, terms.title());
        statement.setString(next++, terms.description());
        BinaryParameter.timestamp(terms.window().opensAtMillis()).set(statement, next++);
        BinaryParameter.timestamp(terms.window().closesAtMillis()).set(statement, next++);
        statement.setString(next++, CommonTerms.mode(terms.order(), terms.guards()));
        statement.setInt(next++, rules.limitPerUser());
        statement.setInt(next++, rules.limitPerUser());
        statement.setInt(next++, rules.holdSeconds());
        statement.setString(next++, rules.takeStock().name());
        statement.setInt(next++, rules.overbookPercent());
        statement.setInt(next++, rules.waitlistCapacity());
        statement.setString(next++, terms.currency());
        KindStore store = KindStores.of(terms.inventory());
        statement.setString(next++, store.kind());
        statement.setString(next++, store.store(terms.inventory()));
        statement.setString(next++, plan);
        statement.setString(next++, OrderFormat.store(terms.order()));
        statement.setString(next++, GuardsFormat.store(terms.guards()));
        statement.setString(next++, FactsFormat.store(terms.facts()));
        statement.setObject(next++, rules.offerSeconds() == 0 ? null : rules.offerSeconds(), Types.INTEGER);
        statement.setBoolean(next++, rules.mixedTiers());
        return next;
    }
}
