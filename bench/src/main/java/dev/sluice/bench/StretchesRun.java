package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench stretches}: {@link StretchConstraints}. */
@Command(
        name = "stretches",
        description =
                "What it costs to let PostgreSQL refuse stretches of one seat that overlap, by several constraints.")
final class StretchesRun extends Run {
    @Option(
            names = "--seats",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Seats of a train.")
    private int seats = 1_600;

    @Option(
            names = "--hops",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Hops of its way, at most " + StretchConstraints.MAX_HOPS + ".")
    private int hops = 19;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Stretches in one transaction.")
    private int batch = 128;

    @Option(
            names = "--trains",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Trains that are filled for each measurement.")
    private int trains = 5;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    @Override
    void check() {
        require(hops <= StretchConstraints.MAX_HOPS, "--hops must be at most " + StretchConstraints.MAX_HOPS);
    }

    @Override
    void measure() throws Exception {
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder("sluice-stretches-")));
        try (Connection connection =
                DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            new StretchConstraints(connection, seats, hops, batch, trains).compare(rounds.value());
        }
    }
}
