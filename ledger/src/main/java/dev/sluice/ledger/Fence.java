package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.StaleEpochException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The first thing a commit does: moves the position of the queue, if the sale is still its writer's. The row stays locked until
 * the commit is over, so a claim waits for it, and a commit behind a claim finds the newer epoch.
 */
final class Fence {
    static final String UPDATE = "UPDATE writer SET position = ? WHERE sale = ? AND epoch = ?";

    private Fence() {}

    /** Returns the next parameter's index. */
    static int bind(PreparedStatement statement, Batch batch) throws SQLException {
        statement.setString(1, batch.position());
        statement.setInt(2, batch.sale());
        statement.setLong(3, batch.epoch());
        return 4;
    }

    /** @throws StaleEpochException if the sale has another writer by now */
    static void pass(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            bind(statement, batch);
            require(statement.executeUpdate() == 1, batch);
        }
    }

    /** @throws StaleEpochException unless the fence was passed */
    static void require(boolean passed, Batch batch) {
        if (!passed) {
            throw new StaleEpochException(batch.sale(), batch.epoch(), null);
        }
    }
}
