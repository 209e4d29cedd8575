package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.StaleEpochException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The first thing a commit does: moves the position of the queue and the time of the sale, if the sale is still its writer's, and everything is there
 * that its writer committed before. The row stays locked until the commit is over, so a claim waits for it, and a commit behind a claim finds the newer
 * epoch; or, where a failover lost a claim and another one got the same epoch, another nonce.
 */
final class Fence {
    static final String UPDATE = "UPDATE writer SET position = ?, decided_at = ?, commits = commits + 1"
            + " WHERE sale = ? AND epoch = ? AND nonce = ? AND commits = ?";

    private Fence() {}

    /** Returns the next parameter's index. */
    static int bind(PreparedStatement statement, Batch batch, Tenancy tenancy) throws SQLException {
        statement.setString(1, batch.position());
        BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 2);
        statement.setInt(3, batch.sale());
        statement.setLong(4, batch.epoch());
        statement.setLong(5, tenancy.nonce());
        statement.setLong(6, tenancy.commits());
        return 7;
    }

    /** @throws StaleEpochException if the sale has another writer by now, or commits of this one are lost */
    static void pass(Connection connection, Batch batch, Tenancy tenancy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            bind(statement, batch, tenancy);
            require(statement.executeUpdate() == 1, batch);
        }
    }

    /**
     * Several at once, of different sales.
     *
     * @throws StaleEpochException if one of the sales has another writer by now, or commits of it are lost
     */
    static void passAll(Connection connection, List<Batch> batches, List<Tenancy> tenancies) throws SQLException {
        int count = batches.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE writer SET position = reached.position, decided_at = reached.at, commits = writer.commits + 1
                FROM (SELECT unnest(?::int[]) AS sale, unnest(?::bigint[]) AS epoch, unnest(?::text[]) AS position,
                    unnest(?::timestamptz[]) AS at, unnest(?::bigint[]) AS nonce, unnest(?::bigint[]) AS commits) reached
                WHERE writer.sale = reached.sale AND writer.epoch = reached.epoch AND writer.nonce = reached.nonce
                    AND writer.commits = reached.commits""")) {
            BinaryParameter.ints(count, i -> batches.get(i).sale()).set(statement, 1);
            BinaryParameter.longs(count, i -> batches.get(i).epoch()).set(statement, 2);
            BinaryParameter.texts(count, i -> batches.get(i).position()).set(statement, 3);
            BinaryParameter.timestamps(count, i -> batches.get(i).decidedAtMillis())
                    .set(statement, 4);
            BinaryParameter.longs(count, i -> tenancies.get(i).nonce()).set(statement, 5);
            BinaryParameter.longs(count, i -> tenancies.get(i).commits()).set(statement, 6);
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
