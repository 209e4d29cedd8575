package dev.sluice.ledger;

import dev.sluice.engine.port.History;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Reads what is known to have happened to a reservation: from its own row, and the rows that are found by its keys. */
final class HistoryReading {
    /**
     * {@code it} is the reservation, {@code paid} its payments, {@code taken} their charges. What happened at the same time stands in the order of
     * the enum.
     */
    private static final String EVENTS = """
            WITH it AS (SELECT * FROM reservation WHERE sale = ? AND ordinal = ?),
            paid AS (SELECT payment.* FROM it JOIN payment ON payment.sale = it.sale AND payment.reservation = it.id),
            taken AS (SELECT charge.* FROM paid JOIN charge ON charge.sale = paid.sale AND charge.payment = paid.id),
            issued AS (SELECT ticket.* FROM it JOIN ticket ON ticket.sale = it.sale AND ticket.reservation = it.id),
            part AS (
                SELECT charge_part.*, taken.currency, concat('refund-', taken.payment, '-', taken.number, '-', charge_part.number) AS key
                FROM taken JOIN charge_part ON charge_part.sale = taken.sale AND charge_part.payment = taken.payment
                    AND charge_part.reference = taken.reference),
            ordered AS (
                SELECT taken.payment, taken.reference, taken.amount, taken.currency, outbox.created_at, outbox.failed_at, outbox.done_at, last_error
                FROM taken JOIN outbox ON outbox.payment = taken.payment AND outbox.reference = taken.reference
                    AND outbox.kind = 'REFUND')
            SELECT at, what, payment, reference, coalesce(amount, 0) AS amount, currency, tickets, note, NULL AS reason FROM (
                SELECT it.created_at AS at, 0 AS what, NULL::uuid AS payment, NULL AS reference, it.amount, sale.currency, NULL::int[] AS tickets, NULL AS note
                FROM it JOIN sale ON sale.number = it.sale
                UNION ALL SELECT created_at, 1, id, NULL, amount, currency, NULL, provider FROM paid
                UNION ALL SELECT changed_at, 2, id, NULL, NULL, NULL, NULL, provider FROM paid WHERE status = 'DECLINED'
                UNION ALL SELECT taken_at, 3, payment, reference, amount, currency, NULL, provider FROM taken
                UNION ALL SELECT issued_at, 4, NULL, NULL, NULL, NULL, array_agg(index ORDER BY index), NULL FROM issued GROUP BY issued_at
                UNION ALL SELECT refunded_at, 5, NULL, NULL, NULL, NULL, array_agg(index ORDER BY index), NULL FROM issued
                    WHERE refunded_at IS NOT NULL GROUP BY refunded_at
                UNION ALL SELECT created_at, 6, payment, reference, amount, currency, NULL, NULL FROM ordered
                UNION ALL SELECT ordered_at, 6, payment, reference, amount, currency, NULL, NULL FROM part
                UNION ALL SELECT failed_at, 7, payment, reference, amount, currency, NULL, last_error FROM ordered
                    WHERE failed_at IS NOT NULL AND done_at IS NULL
                UNION ALL SELECT failed_at, 7, part.payment, part.reference, amount, currency, NULL, last_error
                    FROM part JOIN outbox ON outbox.part_order = part.key WHERE failed_at IS NOT NULL AND done_at IS NULL
                UNION ALL SELECT changed_at, 8, payment, reference, amount, currency, NULL, NULL FROM taken
                    WHERE status = 'REFUNDED' AND in_parts = 0
                UNION ALL SELECT back_at, 8, payment, reference, amount, currency, NULL, NULL FROM part WHERE back_at IS NOT NULL
                UNION ALL SELECT expires_at, 9, NULL, NULL, NULL, NULL, NULL, reason FROM it WHERE status = 4 AND expires_at IS NOT NULL
                UNION ALL SELECT admitted_at, 10, NULL, NULL, NULL, NULL, ARRAY[index], gate
                    FROM issued JOIN admission ON admission.ticket = issued.id
            ) happened
            UNION ALL SELECT deed.at, 11, NULL, NULL, 0, NULL, NULL, concat(subject, ': ', act, ' ', deed.status),
                (SELECT substr(detail, length('reason=') + 1) FROM unnest(details) detail WHERE detail LIKE 'reason=%' LIMIT 1)
            FROM it JOIN sale ON sale.number = it.sale JOIN deed ON deed.sale = sale.id AND details @> ARRAY['id=' || it.id]
            ORDER BY at, what""";

    private HistoryReading() {}

    static List<History.Event> events(Connection connection, int sale, long ordinal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setInt(1, sale);
            statement.setLong(2, ordinal);
            List<History.Event> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
            return events;
        }
    }

    private static History.Event event(ResultSet row) throws SQLException {
        Array tickets = row.getArray("tickets");
        return new History.Event(
                row.getTimestamp("at").getTime(),
                History.What.values()[row.getInt("what")],
                row.getObject("payment", UUID.class),
                row.getString("reference"),
                row.getLong("amount"),
                row.getString("currency"),
                tickets == null ? List.of() : Arrays.asList((Integer[]) tickets.getArray()),
                row.getString("note"),
                row.getString("reason"));
    }
}
