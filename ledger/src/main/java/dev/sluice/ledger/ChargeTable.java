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
            (SELECT array_agg(concat_ws(' ', amount, currency, status, (extract(epoch FROM taken_at) * 1000)::bigint,
                CASE in_parts WHEN 0 THEN '-' ELSE (
                    SELECT string_agg(part.amount || CASE WHEN part.back_at IS NULL THEN '' ELSE '+' END, ',' ORDER BY part.number)
                    FROM charge_part part
                    WHERE part.sale = charge.sale AND part.payment = charge.payment AND part.reference = charge.reference) END,
                reference) ORDER BY number)
            FROM charge WHERE charge.sale = payment.sale AND charge.payment = payment.id)""";

    private static final int FIELDS = 6;

    private static final String STORED = """
            ON CONFLICT (sale, payment, reference) DO UPDATE
            SET status = excluded.status, changed_at = excluded.changed_at WHERE charge.status <> excluded.status""";

    private ChargeTable() {}

    /** One charge among those of its payment. */
    private record Row(PaymentState payment, int number, Charge charge) {}

    /** A part of one of them that goes back apart from the rest, from 1. */
    private record PartRow(PaymentState payment, int charge, String reference, int number, Charge.Part part) {
        /** By which its provider tells the order to return it from all others. */
        String key() {
            return "refund-" + payment.id() + "-" + charge + "-" + number;
        }
    }

    /**
     * Those of a batch's payments, with their parts: no charge is given up but by all that goes back of it, so parts are written in between. Most
     * batches have none, or few.
     */
    static void write(Connection connection, Batch batch) throws SQLException {
        List<Row> rows = rows(batch);
        List<PartRow> parts = parts(batch);
        if (!parts.isEmpty()) {
            upsert(connection, batch, rows, "ON CONFLICT DO NOTHING");
            upsertParts(connection, batch, parts);
        }
        if (!rows.isEmpty()) {
            upsert(connection, batch, rows, STORED);
        }
    }

    private static void upsert(Connection connection, Batch batch, List<Row> rows, String onConflict)
            throws SQLException {
        int count = rows.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO charge (sale, changed_at, payment, reservation, provider, number, reference, amount, currency, status,
                    taken_at)
                SELECT ?::int, ?::timestamptz, unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::text[]), unnest(?::int[]),
                    unnest(?::text[]), unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::timestamptz[])
                """ + onConflict)) {
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

    private static void upsertParts(Connection connection, Batch batch, List<PartRow> parts) throws SQLException {
        int count = parts.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO charge_part (sale, ordered_at, payment, reference, number, amount, back_at)
                SELECT ?::int, ?::timestamptz, unnest(?::uuid[]), unnest(?::text[]), unnest(?::int[]), unnest(?::bigint[]),
                    unnest(?::timestamptz[])
                ON CONFLICT (sale, payment, reference, number) DO UPDATE
                SET back_at = excluded.back_at WHERE charge_part.back_at IS NULL AND excluded.back_at IS NOT NULL""")) {
            statement.setInt(1, batch.sale());
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
            BinaryParameter.uuids(count, i -> parts.get(i).payment().id()).set(statement, 3);
            BinaryParameter.texts(count, i -> parts.get(i).reference()).set(statement, 4);
            BinaryParameter.ints(count, i -> parts.get(i).number()).set(statement, 5);
            BinaryParameter.longs(count, i -> parts.get(i).part().amount()).set(statement, 6);
            BinaryParameter.timestamps(count, i -> parts.get(i).part().back() ? batch.decidedAtMillis() : 0)
                    .set(statement, 7);
            statement.executeUpdate();
        }
    }

    /** Puts a batch's refunds into the outbox, due at once. Their charges are written already. */
    static void orderRefunds(Connection connection, Batch batch) throws SQLException {
        List<Change.RefundOrdered> whole =
                batch.refunds().stream().filter(order -> order.part() == 0).toList();
        List<Change.RefundOrdered> inPart =
                batch.refunds().stream().filter(order -> order.part() > 0).toList();
        if (!whole.isEmpty()) {
            orderWhole(connection, batch, whole);
        }
        if (!inPart.isEmpty()) {
            orderParts(connection, batch, inPart);
        }
    }

    /** Each with what went before it, by which whoever carries it out sees how far its provider is. */
    private static void orderParts(Connection connection, Batch batch, List<Change.RefundOrdered> orders)
            throws SQLException {
        int count = orders.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outbox (sale, kind, created_at, due_at, payment, reference, part_order, payload)
                SELECT sale, ?, ordered_at, ordered_at, payment, reference, part_key, jsonb_build_object(
                    'key', part_key, 'payment', payment, 'provider', provider, 'reference', reference,
                    'amount', charge_part.amount, 'currency', currency, 'charged', charge.amount, 'before', (
                        SELECT coalesce(sum(earlier.amount), 0) FROM charge_part earlier
                        WHERE earlier.sale = charge.sale AND earlier.payment = charge.payment
                            AND earlier.reference = charge.reference AND earlier.number < charge_part.number))
                FROM (SELECT ?::int AS sale, unnest(?::uuid[]) AS payment, unnest(?::text[]) AS reference, unnest(?::int[]) AS part) due
                JOIN charge USING (sale, payment, reference)
                JOIN charge_part USING (sale, payment, reference),
                LATERAL (SELECT concat('refund-', payment, '-', charge.number, '-', charge_part.number)) named (part_key)
                WHERE charge_part.number = due.part""")) {
            statement.setString(1, Outbox.REFUND_PART);
            statement.setInt(2, batch.sale());
            BinaryParameter.uuids(count, i -> orders.get(i).payment().id()).set(statement, 3);
            BinaryParameter.texts(count, i -> orders.get(i).charge().reference())
                    .set(statement, 4);
            BinaryParameter.ints(count, i -> orders.get(i).part()).set(statement, 5);
            Fence.require(statement.executeUpdate() == count, batch);
        }
    }

    /**
     * Of charges that go back as a whole. The key by which the provider tells an order
     * that is given again from another is that of the payment, and for a payment's further charges has their number behind it.
     */
    private static void orderWhole(Connection connection, Batch batch, List<Change.RefundOrdered> refunds)
            throws SQLException {
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

    /** Takes the orders of a batch's returned charges, and parts of such, out of the outbox: what is settled need not be ordered again. */
    static void completeRefunds(Connection connection, Batch batch) throws SQLException {
        completeParts(connection, batch);
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

    private static void completeParts(Connection connection, Batch batch) throws SQLException {
        List<PartRow> back =
                parts(batch).stream().filter(row -> row.part().back()).toList();
        int count = back.size();
        if (count == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE outbox SET done_at = ? FROM (SELECT unnest(?::text[]) AS part_order) back
                WHERE outbox.part_order = back.part_order AND done_at IS NULL""")) {
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 1);
            BinaryParameter.texts(count, i -> back.get(i).key()).set(statement, 2);
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
                fields[5],
                Long.parseLong(fields[0]),
                fields[1],
                ChargeStatus.valueOf(fields[2]),
                Long.parseLong(fields[3]),
                fields[4].equals("-")
                        ? List.of()
                        : Arrays.stream(fields[4].split(","))
                                .map(ChargeTable::readPart)
                                .toList());
    }

    private static Charge.Part readPart(String text) {
        boolean back = text.endsWith("+");
        return new Charge.Part(Long.parseLong(back ? text.substring(0, text.length() - 1) : text), back);
    }

    private static List<PartRow> parts(Batch batch) {
        List<PartRow> parts = new ArrayList<>();
        for (Row row : rows(batch)) {
            for (int i = 0; i < row.charge().parts().size(); i++) {
                Charge.Part part = row.charge().parts().get(i);
                parts.add(new PartRow(row.payment(), row.number(), row.charge().reference(), i + 1, part));
            }
        }
        return parts;
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
