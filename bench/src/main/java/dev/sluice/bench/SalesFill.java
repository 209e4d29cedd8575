package dev.sluice.bench;

import dev.sluice.sale.ReservationIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts many sales into a ledger at once, as its own rows: nobody waits for a shop to grow old. One thread. */
final class SalesFill {
    private static final int HOLDS_EACH = 2;

    private final Connection connection;

    /** @param connection to a ledger whose schema is up to date and that nobody uses */
    SalesFill(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // Foreign keys into a table that was small a moment ago would be looked for in all of it.
            statement.execute("SET enable_seqscan = off");
        }
    }

    /** Open sales with two holds each, of different users; every two-thousandth has one of the user {@code somebody}. */
    void addUnsettled(int count) throws SQLException {
        addSales("live-", "now() - interval '1 day'", "now() + interval '30 days'", count);
        List<Integer> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT number FROM sale WHERE id LIKE 'live-%' ORDER BY number")) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        ReservationIds ids = new ReservationIds();
        List<UUID> made = new ArrayList<>();
        List<Integer> sales = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (int sale : numbers) {
            for (int ordinal = 1; ordinal <= HOLDS_EACH; ordinal++) {
                String user = ordinal == 1 && sale % 2_000 == 0 ? "somebody" : "user-" + sale + "-" + ordinal;
                made.add(ids.reservation(sale, ids.buyer(sale, user), "key"));
                sales.add(sale);
                ordinals.add(ordinal);
                users.add(user);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)
                SELECT unnest(?::int[]), unnest(?::int[]), unnest(?::uuid[]), 0, 1, 1, 400000, now(), now() + interval '1 day',
                    unnest(?::text[])""")) {
            statement.setObject(1, sales.toArray(Integer[]::new), Types.ARRAY);
            statement.setObject(2, ordinals.toArray(Integer[]::new), Types.ARRAY);
            statement.setObject(3, made.toArray(UUID[]::new), Types.ARRAY);
            statement.setObject(4, users.toArray(String[]::new), Types.ARRAY);
            statement.executeUpdate();
        }
        vacuum();
    }

    /** Holds of one unit each in a sale of one tier that has none yet, each of somebody else. */
    void addHolds(int sale, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)
                SELECT ?, n, gen_random_uuid(), 0, 1, 1, 400000, now(), now() + interval '1 day', 'holder-' || n
                FROM generate_series(1, ?) n""")) {
            statement.setInt(1, sale);
            statement.setInt(2, count);
            statement.executeUpdate();
        }
    }

    /** Sales that closed long ago, of which nothing is left to do. */
    void addPast(int count) throws SQLException {
        addSales("past-", "now() - interval '300 days'", "now() - interval '200 days'", count);
        vacuum();
    }

    private void addSales(String prefix, String opens, String closes, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH made AS (
                    INSERT INTO sale (id, title, description, opens_at, closes_at, mode, limit_per_user, highest_limit_per_user,
                        hold_seconds, take_stock, overbook_percent, waitlist_capacity, currency)
                    SELECT ? || n, 'An evening in the small house, no. ' || n, 'Doors at seven. Two tiers, no seats.',
                        %s, %s, 'FIRST_COME', 4, 4, 900, 'HOLD', 150, 0, 'CNY'
                    FROM generate_series(1, ?) n
                    RETURNING number),
                written AS (INSERT INTO writer (sale) SELECT number FROM made)
                INSERT INTO tier (sale, number, id, name, price, capacity, takes_at_hold, hops)
                SELECT made.number, tier.number, tier.id, tier.name, 400000, 200, true, 1
                FROM made, (VALUES (0, 'floor', 'Floor'), (1, 'balcony', 'Balcony')) tier (number, id, name)
                """.formatted(opens, closes))) {
            statement.setString(1, prefix + Instant.now().getEpochSecond() + "-");
            statement.setInt(2, count);
            statement.executeUpdate();
        }
    }

    /** As the ledger's own rounds would do after a while. */
    void vacuum() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }
}
