package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rows of a sale that has many are read by key, also while the planner believes that it has few: the tables were made a moment ago. A
 * way through all of them for each would not show in what is read, only in how long it takes.
 */
@Timeout(60)
final class ReadByKeyTest {
    private static final int MANY = 2_000;
    private static final DatabaseConfig CONFIG = TestServer.migrated("read_by_key");

    private final Database database = Database.open(CONFIG);
    private final SaleSample sale = SaleSample.in(TestServer.ledger(database), TakeStock.HOLD, MANY);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void paymentsOfEachReservationAreReadByKeyWhenASaleIsClaimed() {
        fill(1);
        long before = scans("payment_sale_reservation_attempt_key");

        assertThat(sale.claim().payments).hasSize(MANY);

        awaitScans("payment_sale_reservation_attempt_key", before + MANY);
    }

    @Test
    void settledReservationIsFoundByItsId() {
        fill(5);
        UUID id = UUID.fromString(query("SELECT id FROM reservation WHERE ordinal = 7 AND sale = " + sale.number()));
        long before = scans("reservation_settled_id");

        assertThat(TestServer.ledger(database).writer().find(sale.number(), List.of(id)))
                .hasSize(1);
        assertThat(database.reports().settled(sale.number(), id)).isNotNull();

        awaitScans("reservation_settled_id", before + 2);
    }

    @Test
    void reservationIsNotFoundInAnotherSale() {
        fill(5);
        UUID id = UUID.fromString(query("SELECT id FROM reservation WHERE ordinal = 7 AND sale = " + sale.number()));

        assertThat(database.reports().settled(sale.number() + 1, id)).isNull();
    }

    /** As many reservations as fit, each with a payment. */
    private void fill(int status) {
        execute("""
                INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)
                SELECT %d, i, gen_random_uuid(), 0, %d, 1, 5, now(), now(), 'user' || i FROM generate_series(1, %d) i""".formatted(sale.number(), status, MANY));
        execute("""
                INSERT INTO payment (id, sale, reservation, attempt, provider, amount, currency, status, created_at, changed_at)
                SELECT gen_random_uuid(), sale, id, 1, 'sandbox', 5, 'CNY', 'PENDING', now(), now()
                FROM reservation WHERE sale = %d""".formatted(sale.number()));
    }

    /** Servers tell of their scans when their connection ends, if not before. */
    private void awaitScans(String index, long number) {
        database.close();
        Await.until(number + " scans of " + index, () -> scans(index) >= number);
    }

    private static long scans(String index) {
        return Long.parseLong(query("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'"));
    }

    private static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(CONFIG.url(), CONFIG.user(), CONFIG.password());
    }
}
