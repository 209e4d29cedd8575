package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Outbox;
import dev.sluice.sale.Change;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads and writes rows of {@code charge}, and orders their refunds. */
final class ChargeTable {
    /** Of one row of {@code payment}, each as a text; null for none. A reference comes last, since nobody knows what is in it. */
    static final String OF_PAYMENT = """
            (SELECT array_agg(concat_ws(' ', amount, currency, status, (extract(epoch FROM taken_at) * 1000)::bigint, reference)
                ORDER BY number)
            FROM charge WHERE charge.sale = payment.sale AND charge.payment = payment.id)""";

    private static final int FIELDS = 5;

    private ChargeTable() {}

    /** One charge among those of its payment. */
    private record Row(PaymentState payment, int number, Charge charge) {}

    /** Those of a batch's payments. Most batches have none, or few. */
    static void upsert(Connection connection, Batch batch) throws SQLException {
        List<Row> rows = rows(batch);
        int count = rows.size();
        if (count == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO charge (sale, changed_at, payment, reservation, provider, number, reference, amount, currency, status,
                    taken_at)
                SELECT ?::int, ?::timestamptz, unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::text[]), unnest(?::int[]),
                    unnest(?::text[]), unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::timestamptz[])
                ON CONFLICT (sale, payment, reference) DO UPDATE
                SET status = excluded.status, changed_at = excluded.changed_at WHERE charge.status <> excluded.status""")) {
            statement.setInt(1, batch.sale());
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
            BinaryParameter.uuids(count, i -> rows.get(i).payment().id()).set(statement, 3);
            BinaryParameter.uuids(count, i -> rows.get(i).payment().reservation())
                    .set(statement, 4);
            BinaryParameter.texts(count, i -> rows.get(i).payment().provider()).set(statement, 5);
            BinaryParameter.ints(count, i -> rows.get(i).number()).set(statement, 6);
            BinaryParameter.texts(count, i -> rows.get(i).charge().reference()).set(statement, 7);
            BinaryParameter.longs(count, i -> rows.get(i).charge().amount()).set(statement, 8);
            BinaryParameter.texts(count, i -> rows.get(i).charge().currency()).set(statement, 9);
            BinaryParameter.texts(count, i -> rows.get(i).charge().status().name())
                    .set(statement, 10);
            BinaryParameter.timestamps(count, i -> rows.get(i).charge().takenAtMillis())
                    .set(statement, 11);
            statement.executeUpdate();
        }
    }

    /**
     * Puts a batch's refunds into the outbox, due at once. Their charges are written already. The key by which the provider tells an order
     * that is given again from another is that of the payment, and for a payment's further charges has their number behind it.
     */
    static void orderRefunds(Connection connection, Batch batch) throws SQLException {
        List<Change.RefundOrdered> refunds = batch.refunds();
        int count = refunds.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outbox (sale, kind, created_at, due_at, payment, reference, payload)
                SELECT sale, ?, changed_at, changed_at, payment, reference, jsonb_build_object(
                    'key', concat('refund-', payment, '-' || nullif(number, 1)), 'payment', payment, 'provider', provider,
                    'reference', reference, 'amount', amount, 'currency', currency)
                FROM (SELECT ?::int AS sale, unnest(?::uuid[]) AS payment, unnest(?::text[]) AS reference) due
                JOIN charge USING (sale, payment, reference)""")) {
            statement.setString(1, Outbox.REFUND);
            statement.setInt(2, batch.sale());
            BinaryParameter.uuids(count, i -> refunds.get(i).payment().id()).set(statement, 3);
            BinaryParameter.texts(count, i -> refunds.get(i).charge().reference())
                    .set(statement, 4);
            Fence.require(statement.executeUpdate() == count, batch);
        }
    }

    /** Takes the orders of a batch's returned charges out of the outbox: what is settled need not be ordered again. */
    static void completeRefunds(Connection connection, Batch batch) throws SQLException {
        List<Row> refunded = rows(batch).stream()
                .filter(row -> row.charge().status() == ChargeStatus.REFUNDED)
                .toList();
        int count = refunded.size();
        if (count == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE outbox SET done_at = ?
                FROM (SELECT unnest(?::uuid[]) AS payment, unnest(?::text[]) AS reference) refunded
                WHERE outbox.payment = refunded.payment AND outbox.reference = refunded.reference AND kind = 'REFUND'
                    AND done_at IS NULL""")) {
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 1);
            BinaryParameter.uuids(count, i -> refunded.get(i).payment().id()).set(statement, 2);
            BinaryParameter.texts(count, i -> refunded.get(i).charge().reference())
                    .set(statement, 3);
            statement.executeUpdate();
        }
    }

    /** @param stored as {@link #OF_PAYMENT} reads them */
    static List<Charge> read(Array stored) throws SQLException {
        return stored == null
                ? List.of()
                : Arrays.stream((String[]) stored.getArray())
                        .map(ChargeTable::read)
                        .toList();
    }

    private static Charge read(String text) {
        String[] fields = text.split(" ", FIELDS);
        return new Charge(
                fields[4],
                Long.parseLong(fields[0]),
                fields[1],
                ChargeStatus.valueOf(fields[2]),
                Long.parseLong(fields[3]));
    }

    private static List<Row> rows(Batch batch) {
        List<Row> rows = new ArrayList<>();
        for (PaymentState payment : batch.payments()) {
            for (int i = 0; i < payment.charges().size(); i++) {
                rows.add(new Row(payment, i + 1, payment.charges().get(i)));
            }
        }
        return rows;
    }
}
