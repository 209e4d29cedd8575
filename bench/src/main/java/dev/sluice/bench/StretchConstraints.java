package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * {@code bench ledger stretches}: what it costs to let PostgreSQL refuse overlapping stretches of a seat. The same stretches of a
 * train are taken, half of them given back and taken again, in batches of one transaction each, in tables with different
 * constraints. In turns; medians.
 */
final class StretchConstraints {
    static final Settings DEFAULTS = Settings.defaults("seats=1600", "hops=19", "batch=128", "trains=5", "rounds=5");

    /** The last is no constraint at all: what it costs to write the rows. */
    private static final Map<String, String> TABLES = tables();

    /** A seat from hop to hop. */
    private record Ride(int seat, int from, int to) {}

    private final Connection connection;
    private final Settings settings;
    private int sales;

    private StretchConstraints(Connection connection, Settings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    static void main(String[] arguments) throws Exception {
        Settings settings = DEFAULTS.with(arguments);
        IO.println(Machine.here());
        IO.println(settings);
        Path data = Files.createTempDirectory("sluice-stretches-");
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(data);
                Connection connection =
                        DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            new StretchConstraints(connection, settings).compare();
        } finally {
            Product.remove(data);
        }
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        String columns = "sale int NOT NULL, seat int NOT NULL, ordinal bigint NOT NULL, ";
        tables.put(
                "without_overlaps",
                columns + "stretch int4range NOT NULL, PRIMARY KEY (sale, seat, stretch WITHOUT OVERLAPS)");
        tables.put(
                "exclude_gist",
                columns + "stretch int4range NOT NULL, EXCLUDE USING gist (sale WITH =, seat WITH =, stretch WITH &&)");
        tables.put("row_a_hop", columns + "hop int NOT NULL, PRIMARY KEY (sale, seat, hop)");
        tables.put("none", columns + "stretch int4range NOT NULL");
        return tables;
    }

    private void compare() throws SQLException {
        execute("CREATE EXTENSION IF NOT EXISTS btree_gist");
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            execute("CREATE TABLE " + table.getKey() + " (" + table.getValue() + ")");
        }
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round <= settings.number("rounds"); round++) {
            List<Ride> rides = rides(new Random(round));
            List<String> turns = new ArrayList<>(TABLES.keySet());
            Collections.rotate(turns, round);
            for (String table : turns) {
                double measured = micros(table, rides);
                if (round > 0) {
                    micros.computeIfAbsent(table, _ -> new ArrayList<>()).add(measured);
                }
            }
        }
        double least = median(micros.get("without_overlaps"));
        IO.println(String.format("%n%-18s %14s %8s", "constraint", "us a stretch", "ratio"));
        micros.forEach((table, all) ->
                IO.println(String.format(Locale.ROOT, "%-18s %14.2f %8.2f", table, median(all), median(all) / least)));
    }

    /** Until the train is nearly full: random stretches, each on the first seat that has room. */
    private List<Ride> rides(Random random) {
        int hops = settings.number("hops");
        long[] taken = new long[settings.number("seats")];
        List<Ride> rides = new ArrayList<>();
        for (int misses = 0; misses < 100; ) {
            int from = random.nextInt(hops);
            int to = from + 1 + random.nextInt(hops - from);
            long wanted = (1L << to) - (1L << from);
            int seat = 0;
            while (seat < taken.length && (taken[seat] & wanted) != 0) {
                seat++;
            }
            if (seat == taken.length) {
                misses++;
            } else {
                taken[seat] |= wanted;
                rides.add(new Ride(seat, from, to));
            }
        }
        return rides;
    }

    /** A stretch that is taken, or given back, with its share of the commit. */
    private double micros(String table, List<Ride> rides) throws SQLException {
        long changes = 0;
        long nanos = 0;
        for (int train = 0; train < settings.number("trains"); train++) {
            int sale = ++sales;
            List<Ride> half = rides.subList(0, rides.size() / 2);
            long started = System.nanoTime();
            take(table, sale, rides);
            giveBack(table, sale, half);
            take(table, sale, half);
            nanos += System.nanoTime() - started;
            changes += rides.size() + 2L * half.size();
        }
        return nanos / 1e3 / changes;
    }

    private void take(String table, int sale, List<Ride> rides) throws SQLException {
        String hops = table.equals("row_a_hop") ? "hop) SELECT" : "stretch) SELECT";
        String value =
                table.equals("row_a_hop") ? "generate_series(starts, ends - 1) FROM" : "int4range(starts, ends) FROM";
        inBatches(
                "INSERT INTO " + table + " (sale, seat, ordinal, " + hops + " ?, seat, seat, " + value
                        + " unnest(?::int[], ?::int[], ?::int[]) ride (seat, starts, ends)",
                sale,
                rides);
    }

    private void giveBack(String table, int sale, List<Ride> rides) throws SQLException {
        String same = table.equals("row_a_hop") ? "hop >= starts AND hop < ends" : "stretch = int4range(starts, ends)";
        inBatches(
                "DELETE FROM " + table
                        + " taken USING (SELECT ?::int AS sale, * FROM unnest(?::int[], ?::int[], ?::int[])"
                        + " ride (seat, starts, ends)) ride WHERE taken.sale = ride.sale AND taken.seat = ride.seat AND "
                        + same,
                sale,
                rides);
    }

    private void inBatches(String sql, int sale, List<Ride> rides) throws SQLException {
        int size = settings.number("batch");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 0; from < rides.size(); from += size) {
                List<Ride> batch = rides.subList(from, Math.min(rides.size(), from + size));
                statement.setInt(1, sale);
                statement.setArray(2, array(batch.stream().map(Ride::seat).toList()));
                statement.setArray(3, array(batch.stream().map(Ride::from).toList()));
                statement.setArray(4, array(batch.stream().map(Ride::to).toList()));
                statement.executeUpdate();
            }
        }
    }

    private Array array(List<Integer> numbers) throws SQLException {
        return connection.createArrayOf("int4", numbers.toArray());
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
