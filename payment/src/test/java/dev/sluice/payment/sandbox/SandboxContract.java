package dev.sluice.payment.sandbox;

import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;

/** The sandbox as a provider like any other, with its books in a real database. */
abstract class SandboxContract extends PaymentProviderContract {
    private static final byte[] SECRET = "a secret that is known to tests alone".getBytes(StandardCharsets.UTF_8);
    /** For a server to start on a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** It waits for a standby that is not there, where a session asks for it. */
    static final EmbeddedPostgres SERVER = start();

    private final SandboxConfig config;
    private final InstantSource clock = InstantSource.system();
    private SandboxProvider sandbox;

    SandboxContract(SandboxConfig.Manners manners) {
        this.config = new SandboxConfig("", endpoint.root(), SECRET, manners);
    }

    @BeforeEach
    final void open() {
        DataSource database = SERVER.getPostgresDatabase();
        SandboxProvider.migrate(database);
        sandbox = new SandboxProvider(config, database, clock);
        sandbox.start();
    }

    /** What one test left undelivered must not come in the next. */
    @AfterEach
    final void close() throws SQLException {
        sandbox.close();
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE sandbox_webhook, sandbox_charge, sandbox_other_charge");
        }
    }

    @Override
    protected final PaymentProvider provider() {
        return sandbox;
    }

    @Override
    protected final void pay(UUID payment) {
        sandbox.pay(payment);
    }

    @Override
    protected final void decline(UUID payment) {
        sandbox.decline(payment);
    }

    /** The sandbox sends none by itself; it takes one as a person would send it to try whether the shop listens. */
    @Override
    protected final void sendUnrelated() {
        send("{\"type\": \"test\"}");
    }

    /** The sandbox's own page takes money once; whoever has its secret can say that there was more. */
    @Override
    protected final void payAgain(UUID payment) {
        send("""
                {"type": "succeeded", "payment": "%s", "reference": "by-hand", "amount": 400000, "currency": "CNY"}""".formatted(payment));
    }

    private void send(String event) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        String signature = new WebhookSignature(SECRET).sign(clock.instant().getEpochSecond(), body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.root() + "/"))
                .header(WebhookSignature.HEADER, signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    @Override
    protected final PaymentProvider unreachable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
        return new SandboxProvider(config, nowhere, clock);
    }

    @Override
    protected final boolean refundsAtOnce() {
        return !config.manners().acceptsRefunds();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_standby_names", "nobody")
                    .setServerConfig("synchronous_commit", "local")
                    .setPGStartupWait(PATIENCE)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
