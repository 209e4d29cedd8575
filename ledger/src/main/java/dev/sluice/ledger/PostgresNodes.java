package dev.sluice.ledger;

import dev.sluice.engine.port.Nodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Processes as PostgreSQL knows them. Any thread may use it. */
final class PostgresNodes implements Nodes {
    private final PooledConnections reports;

    PostgresNodes(PooledConnections reports) {
        this.reports = reports;
    }

    @Override
    public Seen look() {
        return reports.statement("look which processes there are", PostgresNodes::seen);
    }

    private static Seen seen(Connection connection) throws SQLException {
        List<Node> living = new ArrayList<>();
        int unowned = 0;
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH living AS MATERIALIZED (SELECT * FROM living_processes() AS number),
                    owned AS (
                        SELECT living.number, count(*)::int AS sales
                        FROM writer JOIN sale ON sale.number = writer.sale LEFT JOIN living ON living.number = writer.owner
                        WHERE NOT sale.closed AND sale.closes_at > clock_timestamp() GROUP BY living.number)
                SELECT process.number, roles, name, address, load, release, reads, writes, keys, machine, pid, coalesce(sales, 0) AS sales,
                    (extract(epoch FROM clock_timestamp() - seen_at) * 1000)::bigint AS silent
                FROM process JOIN living USING (number) LEFT JOIN owned USING (number)
                UNION ALL
                SELECT 0, '{}', '', '', 0, '', 0, 0, '{}', '', 0, sales, 0 FROM owned WHERE number IS NULL
                ORDER BY number""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (row.getInt("number") == 0) {
                    unowned = row.getInt("sales");
                } else {
                    living.add(node(row));
                }
            }
        }
        return new Seen(living, unowned);
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(
                ProcessTable.member(row),
                row.getString("machine"),
                row.getLong("pid"),
                Math.max(0, row.getLong("silent")),
                row.getInt("sales"));
    }
}
