package dev.sluice.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Await;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Books in a database that waits for a standby, and is told not to wait any more. */
final class SandboxBooksTest {
    private static final EmbeddedPostgres SERVER = SandboxContract.SERVER;
    private static final String WAITING = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

    private final UUID payment = UUID.fromString("00000400-0000-8000-8000-00000000000a");
    private final SandboxBooks patient = new SandboxBooks(SERVER.getPostgresDatabase());
    private final SandboxBooks waiting = new SandboxBooks(waitingForAStandby());

    @BeforeEach
    void open() {
        SandboxProvider.migrate(SERVER.getPostgresDatabase());
        patient.open(new PaymentRequest(payment, 1_000, "CNY", "", URI.create("http://shop/"), null));
    }

    @AfterEach
    void clear() {
        ask("TRUNCATE sandbox_webhook, sandbox_charge, sandbox_other_charge");
    }

    /** Also to who pays again, and finds that it is paid. */
    @Test
    void nobodyHearsThatTheyPaidWhileAStandbyMayNotKnow() {
        assertUnknown(this::settle);
        assertThat(patient.find(payment).orElseThrow().status()).isEqualTo(SandboxCharge.Status.PAID);
        assertUnknown(this::settle);
    }

    @Test
    void nobodyHearsThatSomethingIsBookedWhileAStandbyMayNotKnow() {
        assertUnknown(() -> waiting.refund(payment, Instant.EPOCH));
    }

    private void settle() {
        waiting.settle(payment, SandboxCharge.Status.PAID, List.of(WebhookEvent.SUCCEEDED), Instant.EPOCH);
    }

    private static void assertUnknown(Runnable booking) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(booking);
        Await.until("it was cancelled", () -> {
            ask("SELECT count(pg_cancel_backend(pid)) " + WAITING);
            return done.isDone();
        });
        assertThatThrownBy(done::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PaymentProviderException.class)
                .hasStackTraceContaining("committed with a warning");
    }

    private static PGSimpleDataSource waitingForAStandby() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(SERVER.getJdbcUrl("postgres", "postgres"));
        source.setOptions("-c synchronous_commit=on");
        return source;
    }

    private static void ask(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
