package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench ledger}: {@link GroupCommit}. */
@Command(
        name = "ledger",
        description = "The group commit of new holds, beside one raw COPY of the same rows by PostgreSQL itself.")
final class LedgerRun extends Run {
    @Option(
            names = "--rows",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Holds that are committed for each measurement.")
    private int rows = 100_000;

    @Option(
            names = "--batches",
            paramLabel = "N",
            split = ",",
            defaultValue = "128,512,2000,4000",
            converter = Numbers.AtLeastOne.class,
            description = "Holds in one transaction; several, to measure each.")
    private List<Integer> batches;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    @Override
    void measure() throws Exception {
        Path data = folder("sluice-ledger-");
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(data));
        DatabaseConfig config = DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password());
        try (Database database = Database.open(config);
                Connection admin = DriverManager.getConnection(embedded.url(), embedded.user(), embedded.password())) {
            new GroupCommit(database, admin, data.resolve("postgres"), rows).compare(batches, rounds.value());
        }
    }
}
