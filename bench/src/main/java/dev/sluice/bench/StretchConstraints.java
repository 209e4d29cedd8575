package dev.sluice.bench;

import java.sql.Array;
import java.sql.Connection;
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
 * What it costs to let PostgreSQL refuse overlapping stretches of a seat. The same stretches of a train are taken, half of them
 * given back and taken again, in batches of one transaction each, in tables with different constraints. In turns; medians.
 */
final class StretchConstraints {
    /** As many as a set of hops in one number has room for. */
    static final int MAX_HOPS = Long.SIZE - 1;

    /** The last is no constraint at all: what it costs to write the rows. */
    private static final Map<String, String> TABLES = tables();

    /** A seat from hop to hop. */
    private record Ride(int seat, int from, int to) {}

    private final Connection connection;
    private final int seats;
    private final int hops;
    private final int batch;
    private final int trains;
    private int sales;

    StretchConstraints(Connection connection, int seats, int hops, int batch, int trains) {
        this.connection = connection;
        this.seats = seats;
        this.hops = hops;
        this.batch = batch;
        this.trains = trains;
    }

    /** Prints a table; a round more goes before those that count. */
    void compare(int rounds) throws SQLException {
        execute("CREATE EXTENSION IF NOT EXISTS btree_gist");
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            execute("CREATE TABLE " + table.getKey() + " (" + table.getValue() + ")");
        }
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
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

    /** Until the train is nearly full: random stretches, each on the first seat that has room. */
    private List<Ride> rides(Random random) {
        long[] taken = new long[seats];
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
        for (int train = 0; train < trains; train++) {
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
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 0; from < rides.size(); from += batch) {
                List<Ride> some = rides.subList(from, Math.min(rides.size(), from + batch));
                statement.setInt(1, sale);
                statement.setArray(2, array(some.stream().map(Ride::seat).toList()));
                statement.setArray(3, array(some.stream().map(Ride::from).toList()));
                statement.setArray(4, array(some.stream().map(Ride::to).toList()));
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
