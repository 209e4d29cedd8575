package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Which ticket service has which sales, as the ledger of a cluster says. One thread. */
final class SaleOwners implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String QUERY =
            "SELECT owner FROM writer JOIN sale ON sale.number = writer.sale WHERE sale.id LIKE ?";

    private final Connection connection;

    SaleOwners(EmbeddedDatabase database) throws SQLException {
        connection = DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /**
     * How many of some sales each ticket service has, by its number, once all of them are somebody's.
     *
     * @param prefix of their ids
     * @param many how many they are
     * @throws IllegalStateException if nobody claims them
     */
    Map<Integer, Integer> owned(String prefix, int many) {
        Map<Integer, Integer> owned = new HashMap<>();
        Await.until("all sales " + prefix + "… have owners", PATIENCE, () -> {
            owned.clear();
            return read(prefix, owned) == many;
        });
        return owned;
    }

    private int read(String prefix, Map<Integer, Integer> owned) {
        int count = 0;
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, prefix + "%");
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int owner = row.getInt(1);
                    if (!row.wasNull()) {
                        owned.merge(owner, 1, Integer::sum);
                        count++;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger does not say who owns what", e);
        }
        return count;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
