package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * {@code bench sales}: what one process needs for many sales. The same server is started on an empty ledger, on one of so many unsettled
 * sales with two holds each, and on that with so many past ones besides.
 */
final class SalesRun {
    static final Settings DEFAULTS =
            Settings.defaults("unsettled=10000", "past=100000", "idle-seconds=5", "calls=200", "sample=10");
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final String LINE = "%-24s %8s %8s %8s %10s %12s %10s %10s %12s %12s%n";

    /** For compilers to finish. */
    private static final int SETTLE_SECONDS = 3;

    private final Settings settings;
    private final EmbeddedDatabase database;

    private SalesRun(Settings settings, EmbeddedDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    /** What was seen of one server. */
    private record Seen(long heapBytes) {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = DEFAULTS.with(arguments);
        IO.println(Machine.here());
        IO.println(settings);
        Path data = Files.createTempDirectory("sluice-sales-");
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(data);
                Connection admin = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            Database.open(DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password()))
                    .close();
            new SalesRun(settings, embedded).compare(new SalesFill(admin));
        } finally {
            Product.remove(data);
        }
    }

    private void compare(SalesFill fill) throws Exception {
        int unsettled = settings.number("unsettled");
        int past = settings.number("past");
        IO.print(LINE.formatted(
                "sales",
                "ready s",
                "cpu s",
                "threads",
                "idle %core",
                "heap MB",
                "list µs",
                "mine µs",
                "opens late",
                "ends late"));
        measure("none"); // for the files to be in memory; the second counts
        Seen none = measure("none");
        fill.addUnsettled(unsettled);
        Seen live = measure(unsettled + " unsettled");
        fill.addPast(past);
        Seen all = measure(" and " + past + " past");
        IO.print("%nAn unsettled sale takes %,d bytes of the heap, a past one %,d.%n"
                .formatted(
                        (live.heapBytes - none.heapBytes) / Math.max(1, unsettled),
                        (all.heapBytes - live.heapBytes) / Math.max(1, past)));
    }

    private Seen measure(String name) throws Exception {
        int calls = settings.number("calls");
        try (SalesServer server = SalesServer.start(database, SECRET);
                SalesProbe probe = new SalesProbe(server.url(), SECRET)) {
            long startMicros = server.micros();
            long heap = server.heapBytes();
            long list = probe.medianMicros("/v1/sales", calls);
            long mine = probe.medianMicros("/v1/me/reservations", calls);
            double opensLate = worst(probe::openingLateMillis);
            double endsLate = worst(probe::expiryLateMillis);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            long before = server.micros();
            TimeUnit.SECONDS.sleep(settings.number("idle-seconds"));
            double idle = (server.micros() - before) / 1e4 / settings.number("idle-seconds");
            IO.print(LINE.formatted(
                    name,
                    number(server.readySeconds()),
                    number(startMicros / 1e6),
                    server.threads(),
                    number(idle),
                    number(heap / 1e6),
                    list,
                    mine,
                    number(opensLate) + " ms",
                    number(endsLate) + " ms"));
            return new Seen(heap);
        }
    }

    private double worst(DoubleSupplier late) {
        return DoubleStream.generate(late)
                .limit(settings.number("sample"))
                .max()
                .orElse(0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
