package dev.sluice.ledger;

import dev.sluice.engine.port.Audit;
import dev.sluice.format.store.KindStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether a sale's rows add up, whoever wrote them. */
final class SaleAudit {
    /**
     * An audit reads every row of a sale, perhaps long before the tables' statistics know of them: joins by hashing are right
     * for that whatever the statistics say.
     */
    private static final String FOR_ALL_ROWS = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'";

    private static final String TIERS =
            """
            SELECT tier.id, capacity, CASE WHEN takes_at_hold THEN coalesce(summed.unpaid, 0) ELSE 0 END AS held,
                coalesce(summed.sold, 0) AS sold, withheld
            FROM tier LEFT JOIN (""" + AuditRule.SUMS + ") summed USING (number) WHERE tier.sale = ? ORDER BY number";

    private static final String MONEY = """
            SELECT currency, count(*), sum(amount)::bigint, sum(kept)::bigint, sum(amount - kept - returned)::bigint, sum(returned)::bigint
            FROM (
                SELECT currency, amount, CASE status WHEN 'KEPT' THEN amount - in_parts ELSE 0 END AS kept, CASE
                    WHEN status = 'REFUNDED' THEN amount
                    WHEN in_parts = 0 THEN 0
                    ELSE (
                        SELECT coalesce(sum(part.amount), 0) FROM charge_part part
                        WHERE part.sale = charge.sale AND part.payment = charge.payment AND part.reference = charge.reference
                            AND part.back_at IS NOT NULL)
                END AS returned
                FROM charge WHERE %s
            ) GROUP BY currency ORDER BY currency""";

    private static final String MONEY_OF_A_SALE = MONEY.formatted("sale = ?");
    private static final String MONEY_OF_NONE =
            MONEY.formatted("NOT EXISTS (SELECT FROM sale WHERE number = charge.sale)");

    private SaleAudit() {}

    static Audit of(Connection connection, int sale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FOR_ALL_ROWS);
        }
        String[] head = head(connection, sale);
        List<Audit.Check> checks =
                checks(connection, AuditRule.of(KindStores.named(head[1]).rows()), sale);
        checks.addAll(DrawAudit.of(connection, sale, head[0], head[2]));
        return new Audit(head[0], tiers(connection, sale), money(connection, sale), checks);
    }

    /** Of what was taken for sales that never were. */
    static Audit ofNone(Connection connection) throws SQLException {
        List<Audit.Check> checks = checks(connection, AuditRule.OF_NONE, 0);
        return new Audit("", List.of(), money(connection, MONEY_OF_NONE, 0), checks);
    }

    private static List<Audit.Check> checks(Connection connection, List<AuditRule> rules, int sale)
            throws SQLException {
        List<Audit.Check> checks = new ArrayList<>();
        for (AuditRule rule : rules) {
            checks.add(new Audit.Check(rule.name(), count(connection, rule.violations(), sale)));
        }
        return checks;
    }

    /** Its id, its kind and its order. */
    private static String[] head(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id, kind, ordering FROM sale WHERE number = ?")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("there is no sale " + sale);
                }
                return new String[] {row.getString(1), row.getString(2), row.getString(3)};
            }
        }
    }

    private static List<Audit.Tier> tiers(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement = prepare(connection, TIERS, sale)) {
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

    /** By currency. */
    static List<Audit.Money> money(Connection connection, int sale) throws SQLException {
        return money(connection, MONEY_OF_A_SALE, sale);
    }

    private static List<Audit.Money> money(Connection connection, String query, int sale) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, sale);
                ResultSet row = statement.executeQuery()) {
            List<Audit.Money> money = new ArrayList<>();
            while (row.next()) {
                money.add(new Audit.Money(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
            return money;
        }
    }

    private static long count(Connection connection, String query, int sale) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, sale);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of a query whose every parameter is the sale's number. */
    private static PreparedStatement prepare(Connection connection, String query, int sale) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        int parameters = statement.getParameterMetaData().getParameterCount();
        for (int index = 1; index <= parameters; index++) {
            statement.setInt(index, sale);
        }
        return statement;
    }
}
