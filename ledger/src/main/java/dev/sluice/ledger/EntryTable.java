package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Draws;
import dev.sluice.sale.Change;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads and writes rows of {@code draw_entry}. */
final class EntryTable {
    static final String COLUMNS = "sale, user_id, tier, quantity, selection, blind, withdrawn";

    private EntryTable() {}

    /** Those of a batch that has nothing else, in one statement that is fenced by itself. Returns how many rows it wrote: none behind the fence. */
    static int fenced(Connection connection, Batch batch, Tenancy tenancy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "WITH fence AS (" + Fence.UPDATE + " RETURNING sale) " + upsert("fence.sale", " FROM fence"))) {
            bind(statement, Fence.bind(statement, batch, tenancy), batch);
            return Durable.update(statement);
        }
    }

    /** In a transaction that has passed the fence already. */
    static void unfenced(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(upsert("?::int", ""))) {
            statement.setInt(1, batch.sale());
            bind(statement, 2, batch);
            statement.executeUpdate();
        }
    }

    private static String upsert(String sale, String from) {
        return "INSERT INTO draw_entry (sale, changed_at, user_id, tier, quantity, selection, blind, withdrawn) SELECT "
                + sale
                + ", ?::timestamptz, unnest(?::text[]), unnest(?::smallint[]), unnest(?::int[]), unnest(?::text[]),"
                + " unnest(?::uuid[]), unnest(?::int[]) = 1" + from
                + " ON CONFLICT (sale, user_id) DO UPDATE SET tier = excluded.tier, quantity = excluded.quantity,"
                + " selection = excluded.selection, blind = excluded.blind, withdrawn = excluded.withdrawn,"
                + " changed_at = excluded.changed_at";
    }

    private static void bind(PreparedStatement statement, int first, Batch batch) throws SQLException {
        List<Change.EntryChanged> entries = List.copyOf(batch.entries());
        int count = entries.size();
        BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, first);
        BinaryParameter.texts(count, i -> entries.get(i).user()).set(statement, first + 1);
        BinaryParameter.shorts(count, i -> entries.get(i).state().tier()).set(statement, first + 2);
        BinaryParameter.ints(count, i -> entries.get(i).state().quantity()).set(statement, first + 3);
        BinaryParameter.texts(count, i -> selection(entries.get(i).state())).set(statement, first + 4);
        BinaryParameter.uuids(count, i -> entries.get(i).state().blind()).set(statement, first + 5);
        BinaryParameter.ints(count, i -> entries.get(i).state().withdrawn() ? 1 : 0)
                .set(statement, first + 6);
    }

    private static String selection(EntryState entry) {
        return entry.selection() == Selection.ANY ? null : entry.selection().text();
    }

    /**
     * Reads a row.
     *
     * @param row has {@link #COLUMNS}, in their order
     */
    static Draws.Entry read(ResultSet row, ReservationIds ids) throws SQLException {
        int sale = row.getInt(1);
        String user = row.getString(2);
        UUID buyer = ids.buyer(sale, user);
        String selection = row.getString(5);
        EntryState state = new EntryState(
                ids.entry(sale, buyer),
                buyer,
                row.getShort(3),
                row.getInt(4),
                selection == null ? Selection.ANY : Selection.parse(selection),
                row.getObject(6, UUID.class),
                row.getBoolean(7),
                0);
        return new Draws.Entry(user, state);
    }
}
