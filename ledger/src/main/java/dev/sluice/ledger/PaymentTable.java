package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads and writes rows of {@code payment}. */
final class PaymentTable {
    /** What {@link #read} needs: each payment with its charges, found by key. */
    static final String COLUMNS = "payment.*, " + ChargeTable.OF_PAYMENT + " AS charges";

    private PaymentTable() {}

    static void upsert(Connection connection, Batch batch) throws SQLException {
        List<PaymentState> payments = List.copyOf(batch.payments());
        int count = payments.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO payment (sale, changed_at, id, reservation, attempt, provider, amount, currency, status, created_at)
                SELECT ?::int, ?::timestamptz, unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::int[]), unnest(?::text[]),
                    unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::timestamptz[])
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at""")) {
            statement.setInt(1, batch.sale());
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
            BinaryParameter.uuids(count, i -> payments.get(i).id()).set(statement, 3);
            BinaryParameter.uuids(count, i -> payments.get(i).reservation()).set(statement, 4);
            BinaryParameter.ints(count, i -> payments.get(i).attempt()).set(statement, 5);
            BinaryParameter.texts(count, i -> payments.get(i).provider()).set(statement, 6);
            BinaryParameter.longs(count, i -> payments.get(i).amount()).set(statement, 7);
            BinaryParameter.texts(count, i -> payments.get(i).currency()).set(statement, 8);
            BinaryParameter.texts(count, i -> payments.get(i).status().name()).set(statement, 9);
            BinaryParameter.timestamps(count, i -> payments.get(i).createdAtMillis())
                    .set(statement, 10);
            statement.executeUpdate();
        }
    }

    /** @param row has {@link #COLUMNS} */
    static PaymentState read(ResultSet row) throws SQLException {
        return new PaymentState(
                row.getObject("id", UUID.class),
                row.getObject("reservation", UUID.class),
                row.getInt("attempt"),
                row.getString("provider"),
                row.getLong("amount"),
                row.getString("currency"),
                PaymentStatus.valueOf(row.getString("status")),
                ChargeTable.read(row.getArray("charges")),
                row.getTimestamp("created_at").getTime());
    }
}
