package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Outbox;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads and writes rows of {@code payment}, and orders their refunds. */
final class PaymentTable {
    private PaymentTable() {}

    static void upsert(Connection connection, Batch batch) throws SQLException {
        List<PaymentState> payments = List.copyOf(batch.payments());
        int count = payments.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO payment (sale, changed_at, id, reservation, attempt, provider, amount, currency, status,
                    provider_reference, created_at)
                SELECT ?::int, ?::timestamptz, unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::int[]), unnest(?::text[]),
                    unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::text[]),
                    unnest(?::timestamptz[])
                ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, currency = excluded.currency,
                    status = excluded.status, provider_reference = excluded.provider_reference,
                    changed_at = excluded.changed_at""")) {
            statement.setInt(1, batch.sale());
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
            BinaryParameter.uuids(count, i -> payments.get(i).id()).set(statement, 3);
            BinaryParameter.uuids(count, i -> payments.get(i).reservation()).set(statement, 4);
            BinaryParameter.ints(count, i -> payments.get(i).attempt()).set(statement, 5);
            BinaryParameter.texts(count, i -> payments.get(i).provider()).set(statement, 6);
            BinaryParameter.longs(count, i -> payments.get(i).amount()).set(statement, 7);
            BinaryParameter.texts(count, i -> payments.get(i).currency()).set(statement, 8);
            BinaryParameter.texts(count, i -> payments.get(i).status().name()).set(statement, 9);
            BinaryParameter.texts(count, i -> payments.get(i).providerReference())
                    .set(statement, 10);
            BinaryParameter.timestamps(count, i -> payments.get(i).createdAtMillis())
                    .set(statement, 11);
            statement.executeUpdate();
        }
    }

    /** Puts a batch's refunds into the outbox, due at once. Their payments are written already. */
    static void orderRefunds(Connection connection, Batch batch) throws SQLException {
        List<PaymentState> refunds = batch.refunds();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outbox (sale, kind, created_at, due_at, payment, payload)
                SELECT sale, ?, changed_at, changed_at, id, jsonb_build_object('payment', id, 'provider', provider,
                    'reference', provider_reference, 'amount', amount, 'currency', currency)
                FROM payment WHERE id = ANY (?::uuid[])""")) {
            statement.setString(1, Outbox.REFUND);
            BinaryParameter.uuids(refunds.size(), i -> refunds.get(i).id()).set(statement, 2);
            Fence.require(statement.executeUpdate() == refunds.size(), batch);
        }
    }

    /** Takes the orders of a batch's returned payments out of the outbox: what is settled need not be ordered again. */
    static void completeRefunds(Connection connection, Batch batch) throws SQLException {
        List<PaymentState> refunded = batch.payments().stream()
                .filter(payment -> payment.status() == PaymentStatus.REFUNDED)
                .toList();
        if (refunded.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE outbox SET done_at = ?
                FROM (SELECT unnest(?::uuid[]) AS payment) refunded
                WHERE outbox.payment = refunded.payment AND kind = 'REFUND' AND done_at IS NULL""")) {
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 1);
            BinaryParameter.uuids(refunded.size(), i -> refunded.get(i).id()).set(statement, 2);
            statement.executeUpdate();
        }
    }

    /** @param row has {@code SELECT *} */
    static PaymentState read(ResultSet row) throws SQLException {
        return new PaymentState(
                row.getObject("id", UUID.class),
                row.getObject("reservation", UUID.class),
                row.getInt("attempt"),
                row.getString("provider"),
                row.getLong("amount"),
                row.getString("currency"),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("provider_reference"),
                row.getTimestamp("created_at").getTime());
    }
}
