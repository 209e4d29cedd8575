package dev.sluice.app;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.ledger.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger without its fence: whoever was replaced finds everything that the fence looks at as it left it. */
final class UnfencedLedger extends PassingLedger {
    private final DatabaseConfig config;
    private final Map<Integer, Passed> passed = new ConcurrentHashMap<>();

    private record Passed(long epoch, long nonce, long commits) {}

    UnfencedLedger(WriterLedger real, DatabaseConfig config) {
        super(real);
        this.config = config;
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        Claim claim = super.claim(sale, reader);
        remember(sale);
        return claim;
    }

    @Override
    public void commit(Batch batch) {
        openFence(batch.sale());
        super.commit(batch);
        remember(batch.sale());
    }

    private void remember(int sale) {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT epoch, nonce, commits FROM writer WHERE sale = ?")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                passed.put(sale, new Passed(row.getLong(1), row.getLong(2), row.getLong(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openFence(int sale) {
        Passed mine = passed.get(sale);
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE writer SET epoch = ?, nonce = ?, commits = ? WHERE sale = ?")) {
            statement.setLong(1, mine.epoch);
            statement.setLong(2, mine.nonce);
            statement.setLong(3, mine.commits);
            statement.setInt(4, sale);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }
}
