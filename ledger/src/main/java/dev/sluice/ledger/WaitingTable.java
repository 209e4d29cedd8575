package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Batch;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.RoomState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

/** Reads and writes rows of {@code waiting} and {@code waiting_room}. */
final class WaitingTable {
    static final String COLUMNS = "sale, buyer, place, came_at";
    static final String ROOM_COLUMNS = "sale, serving, shows";

    private WaitingTable() {}

    /** Places of a batch that has nothing else, in one statement that is fenced by itself. Returns how many rows it wrote: none behind the fence. */
    static int fenced(Connection connection, Batch batch, Tenancy tenancy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "WITH fence AS (" + Fence.UPDATE + " RETURNING sale) " + upsert("fence.sale", " FROM fence"))) {
            bind(statement, Fence.bind(statement, batch, tenancy), batch);
            return Durable.update(statement);
        }
    }

    /** In a transaction that has passed the fence already. */
    static void unfenced(Connection connection, Batch batch) throws SQLException {
        if (batch.places().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(upsert("?::int", ""))) {
            statement.setInt(1, batch.sale());
            bind(statement, 2, batch);
            statement.executeUpdate();
        }
    }

    /** Whoever has a place keeps it: another one is refused by what it is the key of. */
    private static String upsert(String sale, String from) {
        return "INSERT INTO waiting (sale, buyer, place, came_at) SELECT " + sale
                + ", unnest(?::uuid[]), unnest(?::int[]), nullif(unnest(?::timestamptz[]), to_timestamp(0))" + from
                + " ON CONFLICT (sale, buyer) DO UPDATE SET place = excluded.place, came_at = excluded.came_at";
    }

    private static void bind(PreparedStatement statement, int first, Batch batch) throws SQLException {
        List<PlaceState> places = List.copyOf(batch.places());
        int count = places.size();
        BinaryParameter.uuids(count, i -> places.get(i).buyer()).set(statement, first);
        BinaryParameter.ints(count, i -> places.get(i).place()).set(statement, first + 1);
        BinaryParameter.timestamps(count, i -> places.get(i).cameAtMillis()).set(statement, first + 2);
    }

    static void upsertRoom(Connection connection, int sale, RoomState room) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO waiting_room (sale, serving, shows) VALUES (?, ?, ?)
                ON CONFLICT (sale) DO UPDATE SET serving = excluded.serving, shows = excluded.shows""")) {
            statement.setInt(1, sale);
            statement.setInt(2, room.serving());
            statement.setInt(3, room.showsPermille());
            statement.executeUpdate();
        }
    }

    /** @param row has {@link #COLUMNS}, in their order */
    static PlaceState readPlace(ResultSet row) throws SQLException {
        Timestamp cameAt = row.getTimestamp(4);
        return new PlaceState(row.getObject(2, UUID.class), row.getInt(3), cameAt == null ? 0 : cameAt.getTime());
    }

    /** @param row has {@link #ROOM_COLUMNS}, in their order */
    static RoomState readRoom(ResultSet row) throws SQLException {
        return new RoomState(row.getInt(2), row.getInt(3));
    }
}
