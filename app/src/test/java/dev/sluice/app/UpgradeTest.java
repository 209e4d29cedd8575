package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Outbox;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
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

    /** A payment had room for one charge, and became what was taken. */
    @Test
    void moneyThatWasTakenIsACharge() throws SQLException {
        execute("""
                INSERT INTO sale (id, title, description, opens_at, closes_at, mode, limit_per_user, highest_limit_per_user, hold_seconds,
                    take_stock, overbook_percent, waitlist_capacity, currency)
                VALUES ('old', 'Old', '', now() - interval '1 day', now() + interval '1 day', 'FIRST_COME', 9, 9, 900, 'HOLD', 150, 0,
                    'CNY');
                INSERT INTO writer (sale) VALUES (1);
                INSERT INTO tier (sale, number, id, name, price, capacity, takes_at_hold) VALUES (1, 0, 't', 'T', 1000, 9, true);
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)
                VALUES (1, 1, '00000400-0000-8000-8000-00000000000a', 0, 3, 1, 1000, now(), NULL, 'ann'),
                    (1, 2, '00000400-0000-8000-8000-00000000000b', 0, 1, 1, 1000, now(), now() + interval '1 hour', 'bob'),
                    (1, 3, '00000400-0000-8000-8000-00000000000c', 0, 7, 1, 1000, now(), NULL, 'cem');
                INSERT INTO ticket (id, sale, tier, reservation, index, user_id, status, issued_at)
                VALUES (gen_random_uuid(), 1, 0, '00000400-0000-8000-8000-00000000000a', 1, 'ann', 'VALID', now()),
                    (gen_random_uuid(), 1, 0, '00000400-0000-8000-8000-00000000000c', 1, 'cem', 'REFUNDED', now());
                INSERT INTO payment (id, sale, reservation, attempt, provider, amount, currency, status, provider_reference, created_at,
                    changed_at)
                VALUES ('00000400-0000-8000-8000-0000000000a1', 1, '00000400-0000-8000-8000-00000000000a', 1, 'sandbox', 1000, 'CNY',
                        'PAID', 'ch a', now(), now()),
                    ('00000400-0000-8000-8000-0000000000b1', 1, '00000400-0000-8000-8000-00000000000b', 1, 'sandbox', 10, 'EUR',
                        'REFUND_DUE', 'ch b', now(), now()),
                    ('00000400-0000-8000-8000-0000000000b2', 1, '00000400-0000-8000-8000-00000000000b', 2, 'sandbox', 0, 'CNY',
                        'REFUND_DUE', 'nothing', now(), now()),
                    ('00000400-0000-8000-8000-0000000000b3', 1, '00000400-0000-8000-8000-00000000000b', 3, 'sandbox', 1000, 'CNY',
                        'PENDING', NULL, now(), now()),
                    ('00000400-0000-8000-8000-0000000000c1', 1, '00000400-0000-8000-8000-00000000000c', 1, 'sandbox', 1000, 'CNY',
                        'REFUNDED', 'ch c', now(), now());
                INSERT INTO outbox (sale, kind, payment, created_at, due_at, done_at)
                SELECT 1, 'REFUND', id, now(), now(), CASE status WHEN 'REFUNDED' THEN now() END
                FROM payment WHERE status IN ('REFUND_DUE', 'REFUNDED')""");

        open();

        try (Database opened = Database.open(database)) {
            Audit audit = opened.reports().audit(1);
            assertThat(audit.checks())
                    .filteredOn(check -> check.violations() > 0)
                    .isEmpty();
            assertThat(audit.money())
                    .containsExactly(
                            new Audit.Money("CNY", 2, 2000, 1000, 0, 1000), new Audit.Money("EUR", 1, 10, 0, 10, 0));
            PaymentState paid = opened.reports()
                    .settled(1, UUID.fromString("00000400-0000-8000-8000-0000000000a1"))
                    .payments()
                    .getFirst();
            assertThat(paid.charges())
                    .extracting(Charge::reference, Charge::status)
                    .containsExactly(tuple("ch a", ChargeStatus.KEPT));
            assertThat(opened.outbox().take(Outbox.REFUND, System.currentTimeMillis() + 60_000, 0, 10))
                    .hasSize(1);
        }
        assertThat(
                        query(
                                "SELECT string_agg(concat_ws(' ', right(id::text, 2), amount, currency, status), ', ' ORDER BY id) FROM payment"))
                .isEqualTo(
                        "a1 1000 CNY PAID, b1 1000 CNY REFUND_DUE, b2 1000 CNY DECLINED, b3 1000 CNY PENDING, c1 1000 CNY REFUNDED");
    }

    /** A sale had an epoch and an owner, and processes said nothing of themselves. */
    @Test
    void salesOfProcessesOfTheVersionBeforeAreTakenOver() throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration", "classpath:dev/sluice/app/before")
                .target("8")
                .load()
                .migrate();
        execute("""
                INSERT INTO sale (id, title, description, opens_at, closes_at, mode, limit_per_user, highest_limit_per_user, hold_seconds,
                    take_stock, overbook_percent, waitlist_capacity, currency)
                VALUES ('old', 'Old', '', now() - interval '1 day', now() + interval '1 day', 'FIRST_COME', 9, 9, 900, 'HOLD', 150, 0,
                    'CNY');
                INSERT INTO process (machine, pid, started_at, lease_until) VALUES ('elsewhere', 7, now(), now() + interval '1 hour');
                INSERT INTO writer (sale, epoch, owner, position) VALUES (1, 3, (SELECT max(number) FROM process), '17')""");

        try (Database opened = Database.open(database)) {
            assertThat(query("SELECT array_to_string(roles, ' ') FROM process")).isEqualTo("GATEWAY TICKET ADMIN");
            assertThat(opened.writerLedger().take(List.of(1))).containsExactly(1);
        }
        assertThat(query("SELECT concat_ws(' ', epoch, position, commits) FROM writer"))
                .isEqualTo("4 17 0");
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
            assertThat(opened.outbox().take(Outbox.REFUND, System.currentTimeMillis() + 60_000, 0, 10))
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
