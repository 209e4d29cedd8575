package dev.sluice.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sale.DrawState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads and writes rows of {@code draw}. */
final class DrawTable {
    static final String COLUMNS =
            "sale, root, entries, sealed_at, secrets, beacon, beacon_previous, waived, drawn_at, served, taken";

    private DrawTable() {}

    /** Most are changes of a row that is there: to insert it in vain would count all entries each time, as an insertion with a seal does. */
    static void upsert(Connection connection, int sale, DrawState state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE draw SET root = ?, entries = ?, sealed_at = ?, secrets = ?, beacon = ?, beacon_previous = ?, waived = ?,
                    drawn_at = ?, served = ?, taken = ?
                WHERE sale = ?""")) {
            bind(connection, update, sale, state);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO draw (root, entries, sealed_at, secrets, beacon, beacon_previous, waived, drawn_at, served, taken, sale)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            bind(connection, insert, sale, state);
            insert.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int sale, DrawState state)
            throws SQLException {
        Draw draw = state.draw();
        if (draw.seal() == null) {
            statement.setNull(1, Types.BINARY);
            statement.setNull(2, Types.INTEGER);
            statement.setNull(3, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setBytes(1, HexFormat.of().parseHex(draw.seal().root()));
            statement.setInt(2, draw.seal().entries());
            BinaryParameter.timestamp(draw.seal().atMillis()).set(statement, 3);
        }
        byte[][] secrets = draw.secrets().values().stream()
                .map(secret -> secret.getBytes(UTF_8))
                .toArray(byte[][]::new);
        statement.setArray(4, connection.createArrayOf("bytea", secrets));
        statement.setString(5, draw.beacon() == null ? null : draw.beacon().signature());
        statement.setString(6, draw.beacon() == null ? null : draw.beacon().previous());
        statement.setBoolean(7, draw.waived());
        if (state.drawnAtMillis() == 0) {
            statement.setNull(8, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            BinaryParameter.timestamp(state.drawnAtMillis()).set(statement, 8);
        }
        statement.setInt(9, state.served());
        BinaryParameter.longs(state.taken().size(), i -> state.taken().get(i)).set(statement, 10);
        statement.setInt(11, sale);
    }

    /**
     * Reads a row of a sale of these terms.
     *
     * @param row has {@link #COLUMNS}
     */
    static DrawState read(ResultSet row, SaleTerms terms) throws SQLException {
        return read(row, terms.id(), terms.order().fairness());
    }

    /**
     * The same of a sale with this id.
     *
     * @param fairness what its draw promises
     * @throws IllegalArgumentException if it is no draw that can be
     */
    static DrawState read(ResultSet row, String id, Fairness fairness) throws SQLException {
        byte[] root = row.getBytes("root");
        DrawSeal seal = root == null
                ? null
                : new DrawSeal(
                        HexFormat.of().formatHex(root),
                        row.getInt("entries"),
                        row.getTimestamp("sealed_at").getTime());
        Map<String, String> secrets = new HashMap<>();
        for (byte[] bytes : (byte[][]) row.getArray("secrets").getArray()) {
            String secret = new String(bytes, UTF_8);
            secrets.put(DrawSecret.commitment(secret), secret);
        }
        String signature = row.getString("beacon");
        BeaconValue beacon = signature == null ? null : new BeaconValue(signature, row.getString("beacon_previous"));
        Draw draw = new Draw(id, fairness, seal, secrets, beacon, row.getBoolean("waived"));
        Timestamp drawnAt = row.getTimestamp("drawn_at");
        return new DrawState(draw, drawnAt == null ? 0 : drawnAt.getTime(), row.getInt("served"), List.of((Long[])
                row.getArray("taken").getArray()));
    }
}
