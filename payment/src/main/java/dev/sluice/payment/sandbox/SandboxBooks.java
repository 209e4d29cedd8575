package dev.sluice.payment.sandbox;

import dev.sluice.engine.durable.Durable;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.net.URI;
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
    record DueWebhook(long id, WebhookEvent event, int attempts) {}

    /** Of a charge {@code c}: what is back in parts, and what is on its way. */
    private static final String PARTS = """
            (SELECT coalesce(sum(amount), 0) FROM sandbox_refund r
                WHERE r.payment = c.payment AND r.reference = concat('ch_', c.payment) AND made) AS parts_back,
            (SELECT coalesce(sum(amount), 0) FROM sandbox_refund r
                WHERE r.payment = c.payment AND r.reference = concat('ch_', c.payment) AND NOT made) AS parts_going""";

    private final DataSource database;

    SandboxBooks(DataSource database) {
        this.database = database;
    }

    /** Books a request; again, it changes what is asked of whoever has not answered yet. */
    void open(PaymentRequest request) {
        run(
                """
                INSERT INTO sandbox_charge (payment, amount, currency, description, return_url, pay_until, status)
                VALUES (?, ?, ?, ?, ?, ?, 'OPEN')
                ON CONFLICT (payment) DO UPDATE SET description = excluded.description,
                    return_url = excluded.return_url, pay_until = excluded.pay_until
                WHERE sandbox_charge.status = 'OPEN'
                """,
                request.payment(),
                request.amount(),
                request.currency(),
                request.description(),
                request.returnUrl().toString(),
                request.payUntil() == null ? null : timestamp(request.payUntil()));
    }

    Optional<SandboxCharge> find(UUID payment) {
        return query(
                        "SELECT c.*, " + PARTS + " FROM sandbox_charge c WHERE c.payment = ?",
                        SandboxBooks::charge,
                        payment)
                .stream()
                .findFirst();
    }

    /** Settles an open charge and books its webhooks, in one transaction. False if it was settled before. */
    boolean settle(UUID payment, SandboxCharge.Status status, List<String> events, Instant due) {
        return call(connection -> Durable.transaction(connection, settling -> {
            lock(settling, payment);
            int settled = update(
                    settling,
                    "UPDATE sandbox_charge SET status = ?, changed_at = now() WHERE payment = ? AND status = 'OPEN'",
                    status.name(),
                    payment);
            for (String event : settled == 1 ? events : List.<String>of()) {
                update(
                        settling,
                        "INSERT INTO sandbox_webhook (payment, event, due_at) VALUES (?, ?, ?)",
                        payment,
                        event,
                        timestamp(due));
            }
            return settled == 1;
        }));
    }

    /** Who finds it settled tells a person so, and has to wait for its commit, too. */
    private static void lock(Connection connection, UUID payment) throws SQLException {
        try (PreparedStatement statement =
                prepare(connection, "SELECT FROM sandbox_charge WHERE payment = ? FOR UPDATE", payment)) {
            statement.executeQuery().close();
        }
    }

    /** Makes a refund now. */
    void refund(UUID payment, Instant now) {
        run("""
                UPDATE sandbox_charge SET refunded = true, refund_at = ?, changed_at = now()
                WHERE payment = ? AND NOT refunded""", timestamp(now), payment);
    }

    /** Books a refund to be made later; one that is booked already keeps its time. */
    void acceptRefund(UUID payment, Instant at) {
        run("""
                UPDATE sandbox_charge SET refund_at = ?, changed_at = now()
                WHERE payment = ? AND refund_at IS NULL""", timestamp(at), payment);
    }

    /** Makes the refunds whose time has come, and books as many webhooks for each. */
    void makeDueRefunds(Instant now, int times) {
        run("""
                WITH made AS (
                    UPDATE sandbox_charge SET refunded = true, changed_at = now()
                    WHERE refund_at <= ? AND NOT refunded RETURNING payment
                )
                INSERT INTO sandbox_webhook (payment, event, due_at)
                SELECT payment, ?, ? FROM made, generate_series(1, ?)""", timestamp(now), WebhookEvent.REFUNDED, timestamp(now), times);
    }

    /**
     * Books a refund of a part of what was taken, to be made at a time; again by the same key, nothing more. False if less is left of the charge, or
     * it is none.
     *
     * @param charged what the charge took, of whichever kind it is
     */
    boolean acceptPart(RefundOrder order, long charged, Instant at, boolean made) {
        return call(connection -> Durable.transaction(connection, booking -> {
            lock(booking, order.payment());
            int booked = update(
                    booking,
                    """
                    INSERT INTO sandbox_refund (key, payment, reference, amount, refund_at, made)
                    SELECT ?, ?, ?, ?, ?, ?
                    WHERE ? >= (SELECT coalesce(sum(amount), 0) FROM sandbox_refund
                        WHERE payment = ? AND reference = ? AND key <> ?)
                    ON CONFLICT (key) DO UPDATE SET key = excluded.key""",
                    order.key(),
                    order.payment(),
                    order.reference(),
                    order.amount(),
                    timestamp(at),
                    made,
                    charged - order.amount(),
                    order.payment(),
                    order.reference(),
                    order.key());
            return booked == 1;
        }));
    }

    /** Whether a part that was booked is made. */
    boolean isPartMade(String key) {
        return query("SELECT made FROM sandbox_refund WHERE key = ?", row -> row.getBoolean(1), key)
                .contains(true);
    }

    /** Makes the parts whose time has come, and books as many webhooks for each. */
    void makeDueParts(Instant now, int times) {
        run("""
                WITH made AS (
                    UPDATE sandbox_refund SET made = true WHERE refund_at <= ? AND NOT made RETURNING payment, reference
                )
                INSERT INTO sandbox_webhook (payment, event, due_at)
                SELECT payment, ?, ? FROM made JOIN sandbox_charge USING (payment), generate_series(1, ?)
                WHERE reference = concat('ch_', payment)""", timestamp(now), WebhookEvent.REFUNDED_IN_PART, timestamp(now), times);
    }

    /** Books a charge that a person made by hand; told again, it is the same. */
    void bookOther(Webhook.Paid paid) {
        run("""
                INSERT INTO sandbox_other_charge (payment, reference, amount, currency) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", paid.payment(), paid.reference(), paid.amount(), paid.currency());
    }

    /** Returns one of these. False if there is none. */
    boolean refundOther(UUID payment, String reference) {
        return call(connection -> update(
                        connection,
                        "UPDATE sandbox_other_charge SET refunded = true WHERE payment = ? AND reference = ?",
                        payment,
                        reference))
                == 1;
    }

    List<Standing.Charge> others(UUID payment) {
        return query("""
                SELECT c.*, (SELECT coalesce(sum(amount), 0) FROM sandbox_refund r
                    WHERE r.payment = c.payment AND r.reference = c.reference AND made) AS parts_back
                FROM sandbox_other_charge c WHERE c.payment = ? ORDER BY made_at, c.reference""", SandboxBooks::other, payment);
    }

    List<DueWebhook> dueWebhooks(Instant now, int limit) {
        return query("""
                SELECT w.id, w.event, w.attempts, c.*, %s
                FROM sandbox_webhook w JOIN sandbox_charge c USING (payment)
                WHERE w.delivered_at IS NULL AND w.due_at <= ? ORDER BY w.due_at, w.id LIMIT ?
                """.formatted(PARTS), SandboxBooks::webhook, timestamp(now), limit);
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

    private static SandboxCharge charge(ResultSet row) throws SQLException {
        return new SandboxCharge(
                row.getObject("payment", UUID.class),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("description"),
                URI.create(row.getString("return_url")),
                instant(row, "pay_until"),
                SandboxCharge.Status.valueOf(row.getString("status")),
                instant(row, "refund_at"),
                row.getBoolean("refunded"),
                new SandboxCharge.Parts(row.getLong("parts_back"), row.getLong("parts_going")));
    }

    private static Standing.Charge other(ResultSet row) throws SQLException {
        long amount = row.getLong("amount");
        return new Standing.Charge(
                row.getString("reference"),
                amount,
                row.getString("currency"),
                0,
                row.getBoolean("refunded") ? amount : row.getLong("parts_back"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static DueWebhook webhook(ResultSet row) throws SQLException {
        return new DueWebhook(
                row.getLong("id"), WebhookEvent.of(row.getString("event"), charge(row)), row.getInt("attempts"));
    }

    private interface Mapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> T call(Durable.Work<T> work) {
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
            return Durable.update(statement);
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
