package dev.sluice.ledger;

import dev.sluice.engine.Batch;
import dev.sluice.engine.LedgerRefusedException;
import dev.sluice.sale.Change;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

/** Reads and writes rows of {@code reservation}. */
final class ReservationTable {
    static final String COLUMNS =
            "sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id, reason";

    /**
     * Comes after a {@code WITH fence} of one row, or none, with the sale's number. A set-returning function in the list of what
     * is selected hands its elements on one by one, where one in FROM would first write them all down.
     */
    private static final String INSERT = """
             INSERT INTO reservation (sale, created_at, ordinal, id, tier, status, quantity, amount, expires_at, user_id,
                reason)
            SELECT number, ?::timestamptz, unnest(?::bigint[]), unnest(?::uuid[]), unnest(?::smallint[]),
                unnest(?::smallint[]), unnest(?::int[]), unnest(?::bigint[]), unnest(?::timestamptz[]), unnest(?::text[]),
                unnest(?::text[])
            FROM fence""";

    private ReservationTable() {}

    /** Inserts a batch's new reservations in one statement that is fenced by itself. Returns how many rows it wrote. */
    static int insertFenced(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("WITH fence AS (" + Fence.UPDATE + " RETURNING number)" + INSERT)) {
            int next = Fence.bind(statement, batch);
            bind(statement, next, batch);
            return statement.executeUpdate();
        }
    }

    /** Inserts a batch's new reservations, in a transaction that is fenced already. */
    static void insert(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("WITH fence AS (SELECT ?::int AS number)" + INSERT)) {
            statement.setInt(1, batch.sale());
            bind(statement, 2, batch);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, Batch batch) throws SQLException {
        List<Change.Made> made = batch.made();
        int count = made.size();
        int next = first;
        BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, next++);
        BinaryParameter.longs(count, i -> made.get(i).state().ordinal()).set(statement, next++);
        BinaryParameter.uuids(count, i -> made.get(i).state().id()).set(statement, next++);
        BinaryParameter.shorts(count, i -> made.get(i).state().tier()).set(statement, next++);
        BinaryParameter.shorts(count, i -> StatusCode.of(made.get(i).state().status()))
                .set(statement, next++);
        BinaryParameter.ints(count, i -> made.get(i).state().quantity()).set(statement, next++);
        BinaryParameter.longs(count, i -> made.get(i).state().amount()).set(statement, next++);
        BinaryParameter.timestamps(count, i -> made.get(i).state().expiresAtMillis())
                .set(statement, next++);
        BinaryParameter.texts(count, i -> made.get(i).user()).set(statement, next++);
        BinaryParameter.texts(count, i -> reason(made.get(i).state())).set(statement, next);
    }

    /** @throws LedgerRefusedException if one is not there */
    static void move(Connection connection, Batch batch) throws SQLException {
        List<ReservationState> moved = List.copyOf(batch.moved());
        int count = moved.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE reservation SET status = moved.status, expires_at = moved.expires_at, reason = moved.reason
                FROM (SELECT unnest(?::bigint[]) AS ordinal, unnest(?::smallint[]) AS status,
                    unnest(?::timestamptz[]) AS expires_at, unnest(?::text[]) AS reason) moved
                WHERE reservation.sale = ? AND reservation.ordinal = moved.ordinal""")) {
            BinaryParameter.longs(count, i -> moved.get(i).ordinal()).set(statement, 1);
            BinaryParameter.shorts(count, i -> StatusCode.of(moved.get(i).status()))
                    .set(statement, 2);
            BinaryParameter.timestamps(count, i -> moved.get(i).expiresAtMillis())
                    .set(statement, 3);
            BinaryParameter.texts(count, i -> reason(moved.get(i))).set(statement, 4);
            statement.setInt(5, batch.sale());
            int found = statement.executeUpdate();
            if (found != count) {
                throw new LedgerRefusedException(
                        "of " + count + " reservations to move in sale " + batch.sale() + " there are " + found, null);
            }
        }
    }

    /**
     * Reads a row; its position on the waitlist is 0.
     *
     * @param row has {@link #COLUMNS}, in their order
     */
    static ReservationState read(ResultSet row, ReservationIds ids) throws SQLException {
        Timestamp expiresAt = row.getTimestamp(9);
        String reason = row.getString(11);
        return new ReservationState(
                row.getObject(3, UUID.class),
                ids.buyer(row.getInt(1), row.getString(10)),
                row.getLong(2),
                row.getShort(4),
                row.getInt(6),
                StatusCode.status(row.getShort(5)),
                row.getLong(7),
                row.getTimestamp(8).getTime(),
                expiresAt == null ? 0 : expiresAt.getTime(),
                reason == null ? null : Rejection.valueOf(reason),
                0);
    }

    private static String reason(ReservationState state) {
        return state.reason() == null ? null : state.reason().name();
    }
}
