package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.engine.durable.Durable;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench load}: how long it takes to take over a sale with many live holds, in turns with a plain SELECT of the same rows by the same driver. */
@Command(
        name = "load",
        description = {
            "How long it takes to take over a sale with many live holds, from the start of its writer until it decides; in turns with"
                    + " a plain SELECT of the same rows by the same driver, which reads every column.",
            "A first round does not count, for compilers to finish."
        })
final class LoadingRun extends Run {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FETCHED = 10_000;

    @Option(
            names = "--holds",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Live holds of the sale.")
    private int holds = 1_000_000;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    private final Distribution selected = Distribution.millis("SELECT", "");
    private final Distribution loaded = Distribution.millis("taken over", "");
    private final Distribution ratio = new Distribution("speed of the second to the first", "%.2f", "0.5 or more");

    @Override
    void measure() throws Exception {
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder("sluice-load-")));
        DatabaseConfig config = DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password());
        int sale = fill(config);
        for (int round = 0; round <= rounds.value(); round++) {
            double select = select(config, sale);
            double load = load(config);
            IO.println("%,d holds: SELECT %,.0f ms, taken over in %,.0f ms%s"
                    .formatted(holds, select, load, round == 0 ? ", which does not count" : ""));
            if (round > 0) {
                selected.add(select);
                loaded.add(load);
                ratio.add(select / load);
            }
        }
        IO.println();
        IO.println(Distribution.headings());
        List.of(selected, loaded, ratio).forEach(IO::println);
    }

    private int fill(DatabaseConfig config) throws SQLException {
        int sale;
        try (Database database = Database.open(config)) {
            sale = database.catalogue(InstantSource.system())
                    .create(OpenSale.terms("large", holds))
                    .number();
        }
        try (Connection connection = connect(config)) {
            SalesFill fill = new SalesFill(connection);
            fill.addHolds(sale, holds);
            fill.vacuum();
        }
        return sale;
    }

    /** Every column of every row, as it comes. */
    private double select(DatabaseConfig config, int sale) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = connect(config)) {
            int rows = Durable.transaction(connection, reading -> read(reading, sale));
            if (rows != holds) {
                throw new IllegalStateException(rows + " rows are there");
            }
        }
        return Prompt.millisSince(began);
    }

    private static int read(Connection connection, int sale) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT * FROM reservation WHERE sale = ? ORDER BY ordinal")) {
            query.setInt(1, sale);
            query.setFetchSize(FETCHED);
            try (ResultSet row = query.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                int rows = 0;
                for (; row.next(); rows++) {
                    for (int i = 1; i <= columns; i++) {
                        row.getObject(i);
                    }
                }
                return rows;
            }
        }
    }

    /** By a ticket service that is there already. */
    private static double load(DatabaseConfig config) {
        SellingService service = new SellingService(config);
        try {
            long began = System.nanoTime();
            service.begin();
            return Prompt.millisUntil("the sale is taken over", began, PATIENCE, () -> service.running() == 1);
        } finally {
            service.leave();
        }
    }

    private static Connection connect(DatabaseConfig config) throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }
}
