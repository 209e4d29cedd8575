package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Outbox;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases that an earlier version made are carried over with what is in them. */
final class UpgradeTest {
    private final DatabaseConfig database = TestDatabases.create();

    /** The ledger's history as it was while the sandbox's tables were its second step. */
    @BeforeEach
    void makeADatabaseOfTheVersionBefore() throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration", "classpath:dev/sluice/app/before")
                .target("4")
                .load()
                .migrate();
        execute("""
                INSERT INTO sandbox_charge (payment, amount, currency, status)
                VALUES ('00000000-0000-8000-8000-000000000001', 400000, 'CNY', 'PAID')""");
        execute("""
                INSERT INTO sandbox_webhook (payment, event, due_at)
                VALUES ('00000000-0000-8000-8000-000000000001', 'succeeded', now())""");
    }

    @Test
    void chargesAndWebhooksOfTheSandboxAreKept() throws SQLException {
        open();
        open();

        assertThat(query("SELECT amount || ' ' || status FROM sandbox_charge")).isEqualTo("400000 PAID");
        assertThat(query("SELECT count(*) FROM sandbox_webhook WHERE delivered_at IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void theSandboxHasAHistoryOfItsOwn() throws SQLException {
        open();

        assertThat(query("SELECT count(*) FROM sandbox_schema_history WHERE script = 'V1__books.sql' AND success"))
                .isEqualTo("1");
    }

    @Test
    void refundsThatWereOrderedCanStillBeDelivered() throws SQLException {
        execute("""
                INSERT INTO payment (id, sale, reservation, attempt, provider, amount, currency, status, provider_reference,
                    created_at, changed_at)
                VALUES ('00000000-0000-8000-8000-000000000001', 1, gen_random_uuid(), 1, 'sandbox', 400000, 'CNY', 'REFUND_DUE',
                    'ch_1', now(), now())""");
        execute("""
                INSERT INTO outbox (sale, kind, payment, created_at, due_at)
                VALUES (1, 'REFUND', '00000000-0000-8000-8000-000000000001', now(), now())""");

        open();

        try (Database opened = Database.open(database)) {
            assertThat(opened.outbox().due(Outbox.REFUND, System.currentTimeMillis() + 60_000, 10))
                    .singleElement()
                    .extracting(Outbox.Message::payload)
                    .asString()
                    .contains("\"provider\": \"sandbox\"", "\"reference\": \"ch_1\"", "\"amount\": 400000");
        }
    }

    private void open() {
        try (Database opened = Database.open(database)) {
            SandboxProvider.migrate(opened.dataSource());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
