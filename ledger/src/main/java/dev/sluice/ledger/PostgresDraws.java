package dev.sluice.ledger;

import dev.sluice.engine.port.Draws;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What PostgreSQL has of draws. Any thread may use it; none of its calls keeps a connection longer than one statement. */
final class PostgresDraws implements Draws {
    private static final int EXPORTED_ROWS = 10_000;

    private final PooledConnections people;
    private final PooledConnections reports;

    /**
     * @param people for what people read of their own, and of a draw
     * @param reports for what goes through all entries
     */
    PostgresDraws(PooledConnections people, PooledConnections reports) {
        this.people = people;
        this.reports = reports;
    }

    @Override
    public DrawState state(int sale, SaleTerms terms) {
        return people.statement("read the draw of sale " + sale, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + DrawTable.COLUMNS + " FROM draw WHERE sale = ?")) {
                statement.setInt(1, sale);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? DrawTable.read(row, terms) : DrawState.promised(terms);
                }
            }
        });
    }

    @Override
    public int entered(int sale) {
        return reports.statement("count the entries of sale " + sale, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT count(*) FROM draw_entry WHERE sale = ? AND NOT withdrawn")) {
                statement.setInt(1, sale);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    @Override
    public EntryState entry(int sale, String user) {
        return people.statement("read an entry", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT " + EntryTable.COLUMNS + " FROM draw_entry WHERE sale = ? AND user_id = ?")) {
                statement.setInt(1, sale);
                statement.setString(2, user);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? EntryTable.read(row, new ReservationIds()).state()
                            : null;
                }
            }
        });
    }

    @Override
    public void export(int sale, Consumer<Entry> consumer) {
        List<Entry> page;
        String after = "";
        do {
            page = page(sale, after);
            page.forEach(consumer);
            after = page.isEmpty() ? after : page.getLast().user();
        } while (page.size() == EXPORTED_ROWS);
    }

    /** By a binary COPY: to read them as rows takes several times as long. */
    @Override
    public void leaves(int sale, Consumer<List<Leaf>> consumer) {
        reports.statement("read the leaves of sale " + sale, connection -> {
            LeafCopy.of(connection, sale, EXPORTED_ROWS, consumer);
            return null;
        });
    }

    private List<Entry> page(int sale, String after) {
        return reports.statement("read entries of sale " + sale, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + EntryTable.COLUMNS
                    + " FROM draw_entry WHERE sale = ? AND user_id > ? AND NOT withdrawn ORDER BY user_id LIMIT ?")) {
                statement.setInt(1, sale);
                statement.setString(2, after);
                statement.setInt(3, EXPORTED_ROWS);
                ReservationIds ids = new ReservationIds();
                List<Entry> page = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        page.add(EntryTable.read(row, ids));
                    }
                }
                return page;
            }
        });
    }
}
