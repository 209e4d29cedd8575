package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench sales}: what one process needs for many sales. The same server is started on an empty ledger, on one of so many unsettled
 * sales with two holds each, and on that with so many past ones besides; then {@link SpreadStorm}.
 */
@Command(
        name = "sales",
        description =
                "What one process needs for many sales: the same server on an empty ledger, on one with unsettled sales, and on"
                        + " that with past ones besides; and what a storm reaches that is spread over many sales, beside one sale's.")
final class SalesRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final String LINE = "%-24s %8s %8s %8s %10s %12s %12s %12s%n";
    private static final String PATH_LINE = "%-40s %16s %16s %16s%n";
    private static final Map<String, String> PATHS = paths();

    /** For compilers to finish. */
    private static final int SETTLE_SECONDS = 3;

    @Option(
            names = "--unsettled",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "Sales that are not settled, with two holds each.")
    private int unsettled = 10_000;

    @Option(
            names = "--past",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "Sales that are over.")
    private int past = 100_000;

    @Option(
            names = "--idle-seconds",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "How long an idle server is watched.")
    private int idleSeconds = 5;

    @Option(
            names = "--calls",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "How often each list is asked for.")
    private int calls = 200;

    @Option(
            names = "--sample",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Openings and expiries that are watched; the latest counts.")
    private int sample = 10;

    @Option(
            names = "--spread",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "Sales that a storm is spread over, beside one on a single sale; 0 leaves the storms out.")
    private int spread = 2_000;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers of each storm, each of whom asks once.")
    private int buyers = 200_000;

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    /** What was seen of one server. */
    private record Seen(long heapBytes, Map<String, Cost> costs) {}

    /** Microseconds of processor time of one call: of the event loop that serves it, and of the whole process. */
    private record Cost(long loopMicros, long allMicros) {
        @Override
        public String toString() {
            return loopMicros + " / " + allMicros;
        }
    }

    @Override
    void check() {
        require(
                spread == 0 || buyers % (SpreadStorm.BUYERS_A_WINNER * spread) == 0,
                "--buyers must be a multiple of " + SpreadStorm.BUYERS_A_WINNER + " times --spread");
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("newest sales", "/v1/sales");
        paths.put("newest 200 sales", "/v1/sales?limit=200");
        paths.put("200 sales somewhere among the others", "/v1/sales?limit=200&cursor=%d");
        paths.put("own reservations", "/v1/me/reservations");
        paths.put("own tickets", "/v1/me/tickets");
        paths.put("journeys of a day", "/v1/journeys?from=here&to=there&date=2026-12-01");
        paths.put("stops", "/v1/stops");
        return paths;
    }

    @Override
    void measure() throws Exception {
        try (EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder("sluice-sales-")));
                Connection admin = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            Database.open(DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password()))
                    .close();
            compare(embedded, new SalesFill(admin));
        }
        if (spread > 0) {
            SpreadStorm.run(parts(), spread, buyers, connections.value(), rounds.value());
        }
    }

    private void compare(EmbeddedDatabase database, SalesFill fill) throws Exception {
        IO.print(LINE.formatted(
                "sales", "ready s", "cpu s", "threads", "idle %core", "heap MB", "opens late", "ends late"));
        measure(database, "none"); // for the files to be in memory; the second counts
        Seen none = measure(database, "none");
        fill.addUnsettled(unsettled);
        Seen live = measure(database, unsettled + " unsettled");
        fill.addPast(past);
        Seen all = measure(database, " and " + past + " past");
        IO.print("%nAn unsettled sale takes %,d bytes of the heap, a past one %,d.%n"
                .formatted(
                        (live.heapBytes - none.heapBytes) / Math.max(1, unsettled),
                        (all.heapBytes - live.heapBytes) / Math.max(1, past)));
        IO.println();
        IO.println("Microseconds of processor time a call, of its event loop / of the whole process:");
        IO.println();
        IO.print(PATH_LINE.formatted("", "none", "unsettled", "and past"));
        PATHS.keySet()
                .forEach(name -> IO.print(
                        PATH_LINE.formatted(name, none.costs.get(name), live.costs.get(name), all.costs.get(name))));
    }

    private Seen measure(EmbeddedDatabase database, String name) throws Exception {
        try (SalesServer server = SalesServer.start(database, SECRET);
                SalesProbe probe = new SalesProbe(server.url(), SECRET)) {
            long startMicros = server.micros();
            long heap = server.heapBytes();
            Map<String, Cost> costs = new LinkedHashMap<>();
            for (Map.Entry<String, String> path : PATHS.entrySet()) {
                costs.put(path.getKey(), cost(server, probe, path.getValue().formatted(past / 2 + 1)));
            }
            double opensLate = worst(probe::openingLateMillis);
            double endsLate = worst(probe::expiryLateMillis);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            long before = server.micros();
            TimeUnit.SECONDS.sleep(idleSeconds);
            double idle = (server.micros() - before) / 1e4 / idleSeconds;
            IO.print(LINE.formatted(
                    name,
                    number(server.readySeconds()),
                    number(startMicros / 1e6),
                    server.threads(),
                    number(idle),
                    number(heap / 1e6),
                    number(opensLate) + " ms",
                    number(endsLate) + " ms"));
            return new Seen(heap, costs);
        }
    }

    /** The mean, after as many calls that do not count. */
    private Cost cost(SalesServer server, SalesProbe probe, String path) throws IOException {
        probe.ask(path, calls);
        long loops = EventLoops.nanos(server.pid());
        long all = server.micros();
        probe.ask(path, calls);
        return new Cost((EventLoops.nanos(server.pid()) - loops) / 1_000 / calls, (server.micros() - all) / calls);
    }

    private double worst(DoubleSupplier late) {
        return DoubleStream.generate(late).limit(sample).max().orElse(0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
