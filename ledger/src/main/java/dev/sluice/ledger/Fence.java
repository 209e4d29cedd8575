package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.StaleEpochException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The first thing a commit does: moves the position of the queue and the time of the sale, if the sale is still its writer's. The row stays locked until
 * the commit is over, so a claim waits for it, and a commit behind a claim finds the newer epoch.
 */
final class Fence {
    static final String UPDATE = "UPDATE writer SET position = ?, decided_at = ? WHERE sale = ? AND epoch = ?";

    private Fence() {}

    /** Returns the next parameter's index. */
    static int bind(PreparedStatement statement, Batch batch) throws SQLException {
        statement.setString(1, batch.position());
        BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
        statement.setInt(3, batch.sale());
        statement.setLong(4, batch.epoch());
        return 5;
    }

    /** @throws StaleEpochException if the sale has another writer by now */
    static void pass(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            bind(statement, batch);
            require(statement.executeUpdate() == 1, batch);
        }
    }

    /**
     * Several at once, of different sales.
     *
     * @throws StaleEpochException if one of the sales has another writer by now
     */
    static void passAll(Connection connection, List<Batch> batches) throws SQLException {
        int count = batches.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE writer SET position = reached.position, decided_at = reached.at
                FROM (SELECT unnest(?::int[]) AS sale, unnest(?::bigint[]) AS epoch, unnest(?::text[]) AS position,
                    unnest(?::timestamptz[]) AS at) reached
                WHERE writer.sale = reached.sale AND writer.epoch = reached.epoch""")) {
            BinaryParameter.ints(count, i -> batches.get(i).sale()).set(statement, 1);
            BinaryParameter.longs(count, i -> batches.get(i).epoch()).set(statement, 2);
            BinaryParameter.texts(count, i -> batches.get(i).position()).set(statement, 3);
            BinaryParameter.timestamps(count, i -> batches.get(i).decidedAtMillis())
                    .set(statement, 4);
            require(statement.executeUpdate() == count, batches.getFirst());
        }
    }

    /** @throws StaleEpochException unless the fence was passed */
    static void require(boolean passed, Batch batch) {
        if (!passed) {
            throw new StaleEpochException(batch.sale(), batch.epoch(), null);
        }
    }
}
