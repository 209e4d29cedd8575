package dev.sluice.bench;

import dev.sluice.ledger.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many transactions a database makes in a second, by its own count, which is a second late. One thread. */
final class TransactionRate implements AutoCloseable {
    private static final String COUNT = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()";

    private final Connection connection;
    private long count;
    private long countedNanos;

    TransactionRate(DatabaseConfig config) throws SQLException {
        connection = DriverManager.getConnection(config.url(), config.user(), config.password());
        sinceLast();
    }

    /** Since it was asked last. */
    double sinceLast() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            row.next();
            long made = row.getLong(1) - count;
            double seconds = (System.nanoTime() - countedNanos) / 1e9;
            count += made;
            countedNanos = System.nanoTime();
            return made / seconds;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
