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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench sales}: what one process needs for many sales. The same server is started on an empty ledger, on one of so many unsettled
 * sales with two holds each, and on that with so many past ones besides.
 */
@Command(
        name = "sales",
        description =
                "What one process needs for many sales: the same server on an empty ledger, on one with unsettled sales, and on"
                        + " that with past ones besides.")
final class SalesRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final String LINE = "%-24s %8s %8s %8s %10s %12s %10s %10s %12s %12s%n";

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
            description = "How often each list is asked for; the median counts.")
    private int calls = 200;

    @Option(
            names = "--sample",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Openings and expiries that are watched; the latest counts.")
    private int sample = 10;

    /** What was seen of one server. */
    private record Seen(long heapBytes) {}

    @Override
    void measure() throws Exception {
        Path data = Files.createTempDirectory("sluice-sales-");
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(data);
                Connection admin = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            Database.open(DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password()))
                    .close();
            compare(embedded, new SalesFill(admin));
        } finally {
            Product.remove(data);
        }
    }

    private void compare(EmbeddedDatabase database, SalesFill fill) throws Exception {
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
    }

    private Seen measure(EmbeddedDatabase database, String name) throws Exception {
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
            TimeUnit.SECONDS.sleep(idleSeconds);
            double idle = (server.micros() - before) / 1e4 / idleSeconds;
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
        return DoubleStream.generate(late).limit(sample).max().orElse(0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
