package dev.sluice.ledger;

import dev.sluice.engine.Batch;
import dev.sluice.engine.LedgerRefusedException;
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

/** Reads rows of {@code reservation}, and changes those that are there; {@link ReservationInsert} writes new ones. */
final class ReservationTable {
    static final String COLUMNS =
            "sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id, reason";

    private ReservationTable() {}

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

    /** As it is stored; null for none. */
    static String reason(ReservationState state) {
        return state.reason() == null ? null : state.reason().name();
    }
}
