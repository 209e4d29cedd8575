package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Batch;
import dev.sluice.sale.Change;
import dev.sluice.sale.ReservationState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes a batch's new reservations with one statement: the hottest of all.
 *
 * <p>Columns go to the server as binary arrays, and are spread by {@code unnest} in the list of what is selected, which hands its
 * elements on one by one; in FROM it would first write them all down. Where all rows of a batch agree on a column, as most do in a
 * rush, it is sent as one value.
 */
final class ReservationInsert {
    /** Sets a statement's parameter of this index. */
    private interface Value {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private record Column(String name, String expression, Value value) {}

    private final List<Change.Made> made;
    private final List<Column> columns = new ArrayList<>();

    private ReservationInsert(List<Change.Made> made) {
        this.made = made;
        int count = made.size();
        spread("ordinal", "bigint", BinaryParameter.longs(count, i -> state(i).ordinal()));
        spread("id", "uuid", BinaryParameter.uuids(count, i -> state(i).id()));
        spread("user_id", "text", BinaryParameter.texts(count, i -> made.get(i).user()));
        createdAt();
        smallint("tier", ReservationState::tier);
        smallint("status", state -> StatusCode.of(state.status()));
        quantity();
        amount();
        expiry();
        reason();
        text("selection", "text", ReservationTable::selection);
        text("stretch", "int4range", ReservationTable::stretch);
        text("units", "int[]", ReservationTable::units);
        text("tickets_back", "int[]", ReservationTable::ticketsBack);
        text("units_back", "int[]", ReservationTable::unitsBack);
        text("items", "int[]", ReservationTable::items);
    }

    /** In one statement that is fenced by itself. Returns how many rows it wrote: none behind the fence. */
    static int fenced(Connection connection, Batch batch, Tenancy tenancy) throws SQLException {
        ReservationInsert insert = new ReservationInsert(batch.made());
        String sql = "WITH fence AS (" + Fence.UPDATE + " RETURNING sale) " + insert.sql("fence.sale FROM fence");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            insert.bind(statement, Fence.bind(statement, batch, tenancy));
            return Durable.update(statement);
        }
    }

    /** In a transaction that has passed the fence already. */
    static void unfenced(Connection connection, Batch batch) throws SQLException {
        ReservationInsert insert = new ReservationInsert(batch.made());
        try (PreparedStatement statement = connection.prepareStatement(insert.sql("?::int"))) {
            int next = insert.bind(statement, 1);
            statement.setInt(next, batch.sale());
            statement.executeUpdate();
        }
    }

    /** Those of several sales, in a transaction that has passed their fences already. */
    static void unfenced(Connection connection, List<Batch> batches) throws SQLException {
        List<Change.Made> made = new ArrayList<>();
        List<Integer> sales = new ArrayList<>();
        for (Batch batch : batches) {
            made.addAll(batch.made());
            sales.addAll(Collections.nCopies(batch.made().size(), batch.sale()));
        }
        ReservationInsert insert = new ReservationInsert(made);
        try (PreparedStatement statement = connection.prepareStatement(insert.sql("unnest(?::int[])"))) {
            int next = insert.bind(statement, 1);
            BinaryParameter.ints(made.size(), sales::get).set(statement, next);
            statement.executeUpdate();
        }
    }

    private void createdAt() {
        if (agree(ReservationState::createdAtMillis)) {
            add("created_at", "?::timestamptz", BinaryParameter.timestamp(state(0).createdAtMillis())::set);
        } else {
            spread(
                    "created_at",
                    "timestamptz",
                    BinaryParameter.timestamps(made.size(), i -> state(i).createdAtMillis()));
        }
    }

    private void quantity() {
        if (agree(ReservationState::quantity)) {
            add("quantity", "?::int", (statement, index) -> statement.setInt(index, state(0).quantity()));
        } else {
            spread("quantity", "int", BinaryParameter.ints(made.size(), i -> state(i).quantity()));
        }
    }

    private void amount() {
        if (agree(ReservationState::amount)) {
            add("amount", "?::bigint", (statement, index) -> statement.setLong(index, state(0).amount()));
        } else {
            spread("amount", "bigint", BinaryParameter.longs(made.size(), i -> state(i).amount()));
        }
    }

    private void expiry() {
        if (!agree(ReservationState::expiresAtMillis)) {
            spread(
                    "expires_at",
                    "timestamptz",
                    BinaryParameter.timestamps(made.size(), i -> state(i).expiresAtMillis()));
        } else if (state(0).expiresAtMillis() != 0) {
            add("expires_at", "?::timestamptz", BinaryParameter.timestamp(state(0).expiresAtMillis())::set);
        }
    }

    private void reason() {
        if (made.stream().anyMatch(one -> one.state().reason() != null)) {
            spread("reason", "text", BinaryParameter.texts(made.size(), i -> ReservationTable.reason(state(i))));
        }
    }

    /** Of a type that is sent as text; left out where no row has it. */
    private void text(String name, String type, Function<ReservationState, String> value) {
        if (made.stream().anyMatch(one -> value.apply(one.state()) != null)) {
            BinaryParameter texts = BinaryParameter.texts(made.size(), i -> value.apply(state(i)));
            add(name, "unnest(?::text[])::" + type, texts::set);
        }
    }

    private void smallint(String name, ToLongFunction<ReservationState> value) {
        if (agree(value)) {
            add(
                    name,
                    "?::smallint",
                    (statement, index) -> statement.setShort(index, (short) value.applyAsLong(state(0))));
        } else {
            spread(name, "smallint", BinaryParameter.shorts(made.size(), i -> value.applyAsLong(state(i))));
        }
    }

    private void spread(String name, String type, BinaryParameter elements) {
        add(name, "unnest(?::" + type + "[])", elements::set);
    }

    private void add(String name, String expression, Value value) {
        columns.add(new Column(name, expression, value));
    }

    private boolean agree(ToLongFunction<ReservationState> column) {
        long first = column.applyAsLong(state(0));
        for (int i = 1; i < made.size(); i++) {
            if (column.applyAsLong(state(i)) != first) {
                return false;
            }
        }
        return true;
    }

    private ReservationState state(int index) {
        return made.get(index).state();
    }

    /** @param sale the last that is selected, and from what */
    private String sql(String sale) {
        StringBuilder sql = new StringBuilder("INSERT INTO reservation (");
        columns.forEach(column -> sql.append(column.name()).append(", "));
        sql.append("sale) SELECT ");
        columns.forEach(column -> sql.append(column.expression()).append(", "));
        return sql.append(sale).toString();
    }

    /** Returns the next parameter's index. */
    private int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Column column : columns) {
            column.value().set(statement, next++);
        }
        return next;
    }
}
