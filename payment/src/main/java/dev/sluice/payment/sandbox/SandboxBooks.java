package dev.sluice.payment.sandbox;

import dev.sluice.payment.PaymentProviderException;
import dev.sluice.sale.PaymentState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The sandbox's own books, as a real provider keeps its own: what was charged, and which webhooks are still to be delivered.
 * Methods block, and throw {@link PaymentProviderException} if the books cannot be reached.
 */
final class SandboxBooks {
    record Charge(UUID payment, long amount, String currency, String status, boolean refunded) {
        boolean isOpen() {
            return status.equals("OPEN");
        }
    }

    record Webhook(long id, WebhookEvent event, int attempts) {}

    private final DataSource database;

    SandboxBooks(DataSource database) {
        this.database = database;
    }

    void open(PaymentState payment) {
        run("""
                INSERT INTO sandbox_charge (payment, amount, currency, status, refunded, created_at, changed_at)
                VALUES (?, ?, ?, 'OPEN', false, now(), now()) ON CONFLICT (payment) DO NOTHING
                """, payment.id(), payment.amount(), payment.currency());
    }

    Optional<Charge> find(UUID payment) {
        return query("SELECT * FROM sandbox_charge WHERE payment = ?", SandboxBooks::charge, payment).stream()
                .findFirst();
    }

    /** Settles an open charge and books its webhooks, in one transaction. False if it was settled before. */
    boolean settle(UUID payment, String status, List<String> events, Instant due) {
        return call(connection -> {
            connection.setAutoCommit(false);
            int settled = update(
                    connection,
                    "UPDATE sandbox_charge SET status = ?, changed_at = now() WHERE payment = ? AND status = 'OPEN'",
                    status,
                    payment);
            for (String event : settled == 1 ? events : List.<String>of()) {
                update(
                        connection,
                        "INSERT INTO sandbox_webhook (payment, event, due_at, attempts) VALUES (?, ?, ?, 0)",
                        payment,
                        event,
                        timestamp(due));
            }
            connection.commit();
            return settled == 1;
        });
    }

    void refund(UUID payment) {
        run("UPDATE sandbox_charge SET refunded = true, changed_at = now() WHERE payment = ?", payment);
    }

    List<Webhook> dueWebhooks(Instant now, int limit) {
        return query("""
                SELECT w.id, w.event, w.attempts, c.payment, c.amount, c.currency
                FROM sandbox_webhook w JOIN sandbox_charge c USING (payment)
                WHERE w.delivered_at IS NULL AND w.due_at <= ? ORDER BY w.due_at, w.id LIMIT ?
                """, SandboxBooks::webhook, timestamp(now), limit);
    }

    void delivered(long webhook) {
        run("UPDATE sandbox_webhook SET delivered_at = now(), attempts = attempts + 1 WHERE id = ?", webhook);
    }

    void again(long webhook, Instant due, String error) {
        run(
                "UPDATE sandbox_webhook SET due_at = ?, attempts = attempts + 1, last_error = ? WHERE id = ?",
                timestamp(due),
                error,
                webhook);
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                row.getObject("payment", UUID.class),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("status"),
                row.getBoolean("refunded"));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        UUID payment = row.getObject("payment", UUID.class);
        WebhookEvent event = new WebhookEvent(
                row.getString("event"), payment, "ch_" + payment, row.getLong("amount"), row.getString("currency"));
        return new Webhook(row.getLong("id"), event, row.getInt("attempts"));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Mapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> T call(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new PaymentProviderException("the sandbox's books do not answer", e);
        }
    }

    private void run(String sql, Object... parameters) {
        call(connection -> update(connection, sql, parameters));
    }

    private <T> List<T> query(String sql, Mapping<T> mapping, Object... parameters) {
        return call(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapping.map(rows));
                }
                return found;
            }
        });
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
