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

    static void upsert(Connection connection, int sale, DrawState state) throws SQLException {
        Draw draw = state.draw();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO draw (sale, root, entries, sealed_at, secrets, beacon, beacon_previous, waived, drawn_at, served, taken)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sale) DO UPDATE SET root = excluded.root, entries = excluded.entries, sealed_at = excluded.sealed_at,
                    secrets = excluded.secrets, beacon = excluded.beacon, beacon_previous = excluded.beacon_previous,
                    waived = excluded.waived, drawn_at = excluded.drawn_at, served = excluded.served, taken = excluded.taken""")) {
            statement.setInt(1, sale);
            if (draw.seal() == null) {
                statement.setNull(2, Types.BINARY);
                statement.setNull(3, Types.INTEGER);
                statement.setNull(4, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setBytes(2, HexFormat.of().parseHex(draw.seal().root()));
                statement.setInt(3, draw.seal().entries());
                BinaryParameter.timestamp(draw.seal().atMillis()).set(statement, 4);
            }
            byte[][] secrets = draw.secrets().values().stream()
                    .map(secret -> secret.getBytes(UTF_8))
                    .toArray(byte[][]::new);
            statement.setArray(5, connection.createArrayOf("bytea", secrets));
            statement.setString(6, draw.beacon() == null ? null : draw.beacon().signature());
            statement.setString(7, draw.beacon() == null ? null : draw.beacon().previous());
            statement.setBoolean(8, draw.waived());
            if (state.drawnAtMillis() == 0) {
                statement.setNull(9, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                BinaryParameter.timestamp(state.drawnAtMillis()).set(statement, 9);
            }
            statement.setInt(10, state.served());
            BinaryParameter.longs(state.taken().size(), i -> state.taken().get(i))
                    .set(statement, 11);
            statement.executeUpdate();
        }
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
