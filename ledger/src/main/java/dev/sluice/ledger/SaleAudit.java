package dev.sluice.ledger;

import dev.sluice.engine.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether a sale's rows add up, whoever wrote them. */
final class SaleAudit {
    /** A rule about a sale's rows; the query counts what breaks it. */
    private record Rule(String name, String violations) {}

    /**
     * An audit reads every row of a sale, perhaps long before the tables' statistics know of them: joins by hashing are right
     * for that whatever the statistics say.
     */
    private static final String FOR_ALL_ROWS = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'";

    /** Of one sale; the parameter is its number. */
    private static final String SUMS = """
            SELECT tier AS number, coalesce(sum(quantity) FILTER (WHERE status = 1), 0) AS unpaid,
                coalesce(sum(quantity) FILTER (WHERE status = 3), 0) AS sold,
                count(*) FILTER (WHERE status = 2) AS waiting
            FROM reservation WHERE sale = ? GROUP BY tier""";

    private static final String TIERS = """
            SELECT tier.id, capacity, CASE WHEN takes_at_hold THEN coalesce(summed.unpaid, 0) ELSE 0 END AS held,
                coalesce(summed.sold, 0) AS sold, withheld
            FROM tier LEFT JOIN (""" + SUMS + ") summed USING (number) WHERE tier.sale = ? ORDER BY number";

    private static final List<Rule> RULES = List.of(
            new Rule("counters-match-rows", """
                    SELECT count(*) FROM (SELECT * FROM tier WHERE sale = ?) counted
                    FULL JOIN (""" + SUMS + """
                    ) summed USING (number)
                    WHERE counted.sale IS NULL OR counted.unpaid <> coalesce(summed.unpaid, 0)
                        OR counted.sold <> coalesce(summed.sold, 0) OR counted.waiting <> coalesce(summed.waiting, 0)"""),
            new Rule("capacity-not-exceeded", """
                    SELECT count(*) FROM tier JOIN (""" + SUMS + """
                    ) summed USING (number)
                    WHERE tier.sale = ? AND capacity < withheld + summed.sold
                        + CASE WHEN takes_at_hold THEN summed.unpaid ELSE 0 END"""),
            new Rule("ordinals-without-gaps", """
                    SELECT coalesce(max(ordinal), 0) - count(*) FROM reservation WHERE sale = ?"""),
            new Rule("purchase-limit-kept", """
                    SELECT count(*) FROM (
                        SELECT FROM reservation WHERE sale = ? AND status IN (1, 2, 3) GROUP BY user_id
                        HAVING sum(quantity) > (SELECT highest_limit_per_user FROM sale WHERE number = ?))"""),
            new Rule("confirmed-has-its-tickets", """
                    SELECT count(*) FROM reservation LEFT JOIN (
                        SELECT reservation, count(*) AS valid FROM ticket WHERE sale = ? AND status = 'VALID'
                        GROUP BY reservation
                    ) issued ON issued.reservation = id
                    WHERE sale = ? AND status = 3 AND quantity <> coalesce(valid, 0)"""),
            new Rule("valid-ticket-is-confirmed", """
                    SELECT count(*) FROM ticket WHERE sale = ? AND status = 'VALID' AND NOT EXISTS (
                        SELECT FROM reservation
                        WHERE reservation.sale = ? AND reservation.status = 3 AND reservation.id = ticket.reservation)"""),
            new Rule("confirmed-is-paid-once", """
                    SELECT count(*) FROM reservation LEFT JOIN (
                        SELECT reservation, count(*) AS times FROM payment WHERE sale = ? AND status = 'PAID'
                        GROUP BY reservation
                    ) paid ON paid.reservation = id
                    WHERE sale = ? AND status = 3 AND amount > 0 AND coalesce(times, 0) <> 1
                        AND (SELECT kind FROM sale WHERE number = ?) <> 'redPacket'"""),
            new Rule("paid-is-confirmed-at-its-price", """
                    SELECT count(*) FROM payment JOIN sale ON sale.number = payment.sale
                    LEFT JOIN reservation ON reservation.id = payment.reservation
                        AND reservation.sale = payment.sale AND reservation.status = 3
                    WHERE payment.sale = ? AND payment.status = 'PAID' AND (reservation.id IS NULL
                        OR reservation.amount <> payment.amount OR sale.currency <> payment.currency)"""),
            // An order that was delivered stays done while the provider has not reported the refund yet.
            new Rule("refund-has-its-order", """
                    SELECT count(*) FROM payment WHERE sale = ? AND status IN ('REFUND_DUE', 'REFUNDED') AND amount > 0
                        AND NOT EXISTS (
                            SELECT FROM outbox
                            WHERE outbox.sale = ? AND outbox.kind = 'REFUND' AND outbox.payment = payment.id)"""),
            new Rule("refunded-is-not-kept", """
                    SELECT count(*) FROM outbox JOIN payment ON payment.id = outbox.payment
                    WHERE outbox.sale = ? AND kind = 'REFUND' AND payment.status NOT IN ('REFUND_DUE', 'REFUNDED')"""));

    private SaleAudit() {}

    static Audit of(Connection connection, int sale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FOR_ALL_ROWS);
        }
        List<Audit.Check> checks = new ArrayList<>();
        for (Rule rule : RULES) {
            checks.add(new Audit.Check(rule.name(), violations(connection, rule, sale)));
        }
        return new Audit(id(connection, sale), tiers(connection, sale), checks);
    }

    private static String id(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM sale WHERE number = ?")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("there is no sale " + sale);
                }
                return row.getString(1);
            }
        }
    }

    private static List<Audit.Tier> tiers(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TIERS)) {
            statement.setInt(1, sale);
            statement.setInt(2, sale);
            List<Audit.Tier> tiers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tiers.add(new Audit.Tier(
                            row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                }
            }
            return tiers;
        }
    }

    /** A rule's every parameter is the sale's number. */
    private static long violations(Connection connection, Rule rule, int sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(rule.violations())) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int index = 1; index <= parameters; index++) {
                statement.setInt(index, sale);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
