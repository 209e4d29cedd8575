package dev.sluice.ledger;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Not a test: measures how long it takes to take over a sale with many live holds, beside a plain SELECT of the same rows by the same driver. Its
 * argument is how many holds.
 */
final class LoadTimes {
    private static final int ROUNDS = 4;

    private LoadTimes() {}

    public static void main(String[] arguments) throws SQLException {
        int holds = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        DatabaseConfig config = TestServer.create("load_times");
        fill(config, holds);
        for (int i = 0; i < ROUNDS; i++) {
            long select = select(config);
            long load = load(config);
            System.out.printf("%,d holds: SELECT %d ms, taken over in %d ms%n", holds, select, load);
        }
        System.exit(0);
    }

    private static void fill(DatabaseConfig config, int holds) throws SQLException {
        try (Database database = Database.open(config)) {
            database.catalogue(TestServer.CLOCK).create(SaleSample.terms("large", TakeStock.HOLD, holds));
        }
        hold(config, 1, holds);
    }

    /** Makes so many holds in a sale that is new. */
    static void hold(DatabaseConfig config, int sale, int holds) throws SQLException {
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), "");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)"
                            + " SELECT " + sale
                            + ", n, gen_random_uuid(), 0, 1, 1, 1000, now(), now() + interval '30 years', 'user-' || n"
                            + " FROM generate_series(1, " + holds + ") n");
            statement.execute("VACUUM ANALYZE reservation");
        }
    }

    /** Every column of every row, as it comes. */
    private static long select(DatabaseConfig config) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            try (ResultSet row = statement.executeQuery(
                    "SELECT " + ReservationTable.COLUMNS + " FROM reservation WHERE sale = 1 ORDER BY ordinal")) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        row.getObject(i);
                    }
                }
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** From the start of a writer until it decides. */
    private static long load(DatabaseConfig config) {
        try (Database database = Database.open(config);
                Sales sales = new Sales(
                        database.catalogue(TestServer.CLOCK),
                        new Ports(database.writerLedger(), _ -> new InProcessQueue(64), _ -> {}, TestServer.CLOCK),
                        EngineConfig.DEFAULT,
                        Telemetry.NONE)) {
            sales.open();
            LiveSale sale = sales.find("large");
            long began = System.nanoTime();
            sales.startWriters();
            while (sale.state() != State.RUNNING) {
                LockSupport.parkNanos(1_000_000);
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }
    }
}
