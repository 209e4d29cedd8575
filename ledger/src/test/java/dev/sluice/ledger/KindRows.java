package dev.sluice.ledger;

import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A sale of some kind as nothing but rows, and somebody who writes to it without the ledger's code. */
final class KindRows {
    private static final DatabaseConfig CONFIG = TestServer.migrated("kinds");

    /** Of its own: no catalogue could read what is forged here. */
    static final Database DATABASE = Database.open(CONFIG);

    private final SaleSample sale;

    private KindRows(SaleSample sale) {
        this.sale = sale;
    }

    /** 10 seats, of which 8 and 9 are withheld. */
    static KindRows seated() throws SQLException {
        KindRows rows = new KindRows(SaleSample.in(TestServer.ledger(DATABASE), TakeStock.HOLD, 10));
        rows.run("UPDATE sale SET kind = 'seated', inventory = '{\"withheld\": [8, 9]}' WHERE number = ?");
        rows.run("UPDATE tier SET withheld = 2 WHERE sale = ?");
        return rows;
    }

    /** 3 seats on 4 hops. */
    static KindRows journey() throws SQLException {
        KindRows rows = new KindRows(SaleSample.in(TestServer.ledger(DATABASE), TakeStock.HOLD, 12));
        rows.run("""
                INSERT INTO plan (version, kind, document)
                VALUES (lpad('?', 64, '0'), 'journey', '{"cars": [{"class": "t0", "benches": [["A"], ["B", "C"]]}]}')""");
        rows.run("UPDATE sale SET kind = 'journey', plan = lpad('?', 64, '0') WHERE number = ?");
        rows.run("UPDATE tier SET hops = 4 WHERE sale = ?");
        return rows;
    }

    /** 100 in 3 shares. */
    static KindRows packet() {
        return new KindRows(SaleSample.packet(TestServer.ledger(DATABASE), 100, 3));
    }

    int number() {
        return sale.number();
    }

    /** Runs SQL; every question mark is the sale's number. */
    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(CONFIG.url(), CONFIG.user(), CONFIG.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("?", String.valueOf(number())));
        }
    }

    /** The first column of the first row. */
    String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(CONFIG.url(), CONFIG.user(), CONFIG.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.replace("?", String.valueOf(number())))) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Inserts a reservation.
     *
     * @param stretch as SQL writes it, and so are the units; {@code null} for none
     */
    void insert(int ordinal, int status, int quantity, String stretch, String units) throws SQLException {
        insert(ordinal, status, quantity, 100, stretch, units);
    }

    void insert(int ordinal, int status, int quantity, long amount, String stretch, String units) throws SQLException {
        run("""
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, user_id, stretch, units)
                VALUES (?, %d, gen_random_uuid(), 0, %d, %d, %d, now(), 'eve-%d', %s, %s)""".formatted(ordinal, status, quantity, amount, ordinal, stretch, units));
    }
}
