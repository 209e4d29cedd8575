package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.format.store.KindStores;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.Returned;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Reads rows of {@code reservation}, and changes those that are there; {@link ReservationInsert} writes new ones. */
final class ReservationTable {
    static final String COLUMNS =
            "sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id, reason, selection, units,"
                    + " tickets_back, units_back";

    private static final String MOVE = move("", "");
    /** The same where tickets of some were taken back. */
    private static final String MOVE_IN_PART = move(
            ", quantity = moved.quantity, tickets_back = moved.tickets_back, units_back = moved.units_back, items = moved.items",
            ", unnest(?::int[]) AS quantity, unnest(?::text[])::int[] AS tickets_back, unnest(?::text[])::int[] AS units_back,"
                    + " unnest(?::text[])::int[] AS items");

    private ReservationTable() {}

    private static String move(String moreSet, String moreMoved) {
        return """
                UPDATE reservation SET status = moved.status, expires_at = moved.expires_at, reason = moved.reason,
                    units = moved.units%s
                FROM (SELECT ?::int AS sale, unnest(?::bigint[]) AS ordinal, unnest(?::smallint[]) AS status,
                    unnest(?::timestamptz[]) AS expires_at, unnest(?::text[]) AS reason,
                    unnest(?::text[])::int[] AS units%s) moved
                WHERE reservation.sale = moved.sale AND reservation.ordinal = moved.ordinal""".formatted(moreSet, moreMoved);
    }

    /**
     * The sale comes with every row, so that the only way to them is their key. Said once, as a constant, it would invite a plan
     * that goes through all of the sale's reservations, which looks cheap while there are few.
     *
     * @throws LedgerRefusedException if one is not there
     */
    static void move(Connection connection, Batch batch) throws SQLException {
        List<ReservationState> moved = List.copyOf(batch.moved());
        int count = moved.size();
        boolean inPart = moved.stream().anyMatch(state -> !state.returned().isEmpty());
        try (PreparedStatement statement = connection.prepareStatement(inPart ? MOVE_IN_PART : MOVE)) {
            statement.setInt(1, batch.sale());
            BinaryParameter.longs(count, i -> moved.get(i).ordinal()).set(statement, 2);
            BinaryParameter.shorts(count, i -> StatusCode.of(moved.get(i).status()))
                    .set(statement, 3);
            BinaryParameter.timestamps(count, i -> moved.get(i).expiresAtMillis())
                    .set(statement, 4);
            BinaryParameter.texts(count, i -> reason(moved.get(i))).set(statement, 5);
            BinaryParameter.texts(count, i -> units(moved.get(i))).set(statement, 6);
            if (inPart) {
                BinaryParameter.ints(count, i -> moved.get(i).quantity()).set(statement, 7);
                BinaryParameter.texts(count, i -> ticketsBack(moved.get(i))).set(statement, 8);
                BinaryParameter.texts(count, i -> unitsBack(moved.get(i))).set(statement, 9);
                BinaryParameter.texts(count, i -> items(moved.get(i))).set(statement, 10);
            }
            int found = statement.executeUpdate();
            if (found != count) {
                throw new LedgerRefusedException(
                        "of " + count + " reservations to move in sale " + batch.sale() + " there are " + found, null);
            }
        }
    }

    /** Tells a writer of a row. Of one that has nothing any more, no more is taken out of it than is told. */
    static void readOut(ResultSet row, ReservationIds ids, WriterLedger.Reader reader) throws SQLException {
        switch (StatusCode.status(row.getShort(5))) {
            case HELD, WAITLISTED, CONFIRMED -> reader.reservation(read(row, ids));
            case QUEUED, EXPIRED, CANCELLED, REJECTED, REFUNDED ->
                reader.ended(row.getLong(2), row.getObject(3, UUID.class), ids.buyer(row.getInt(1), row.getString(10)));
        }
    }

    /**
     * Reads a row; its place on the waitlist is 0.
     *
     * @param row has {@link #COLUMNS}, in their order
     */
    static ReservationState read(ResultSet row, ReservationIds ids) throws SQLException {
        Timestamp expiresAt = row.getTimestamp(9);
        String reason = row.getString(11);
        String selection = row.getString(12);
        return new ReservationState(
                row.getObject(3, UUID.class),
                ids.buyer(row.getInt(1), row.getString(10)),
                row.getLong(2),
                row.getShort(4),
                row.getInt(6),
                selection == null ? Selection.ANY : Selection.parse(selection),
                units(row.getArray(13)),
                StatusCode.status(row.getShort(5)),
                row.getLong(7),
                row.getTimestamp(8).getTime(),
                expiresAt == null ? 0 : expiresAt.getTime(),
                reason == null ? null : Rejection.valueOf(reason),
                0,
                returned(row.getArray(14), row.getArray(15)));
    }

    /** As an array's text; null for none. */
    static String units(ReservationState state) {
        return array(state.units());
    }

    /** The same of the tickets that were taken back while others were kept. */
    static String ticketsBack(ReservationState state) {
        return array(state.returned().tickets());
    }

    /** The same of the units that these had. */
    static String unitsBack(ReservationState state) {
        return array(state.returned().units());
    }

    /** The same of how many it has of each tier, where it is of several. */
    static String items(ReservationState state) {
        return array(state.items());
    }

    private static String array(Units units) {
        return units.isEmpty() ? null : "{" + units.text() + "}";
    }

    static Returned returned(Array tickets, Array units) throws SQLException {
        return tickets == null ? Returned.NONE : new Returned(units(tickets), units(units));
    }

    static Units units(Array stored) throws SQLException {
        if (stored == null) {
            return Units.NONE;
        }
        Integer[] numbers = (Integer[]) stored.getArray();
        return Units.of(Arrays.stream(numbers).mapToInt(Integer::intValue).toArray());
    }

    /** Null for whichever. */
    static String selection(ReservationState state) {
        return state.selection() == Selection.ANY ? null : state.selection().text();
    }

    /** Hops as a range's text; null for what goes nowhere. */
    static String stretch(ReservationState state) {
        return KindStores.stretch(state.selection());
    }

    /** As it is stored; null for none. */
    static String reason(ReservationState state) {
        return state.reason() == null ? null : state.reason().name();
    }
}
