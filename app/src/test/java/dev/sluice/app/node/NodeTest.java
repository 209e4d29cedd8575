package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.cli.DemoSecrets;
import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeTest {
    @TempDir
    Path folder;

    @Test
    void isNotReadyBeforeItsGoodsAreOnSale() throws IOException {
        int port = FreePort.any();
        List<HttpResponse<String>> early = new ArrayList<>();
        try (Parts parts = new Parts();
                HttpClient client = HttpClient.newHttpClient()) {
            EmbeddedDatabase database = parts.add("database", EmbeddedDatabase.start(folder));
            Settings given = settings(port);
            DatabaseConfig ledger = given.ledger().movedTo(database.url(), database.user(), database.password());

            Node.start(
                    given.on(ledger),
                    InstantSource.system(),
                    parts,
                    () -> null,
                    (_, _) -> early.add(readiness(client, port)));

            assertThat(early).singleElement().satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("what is sold is being put on sale");
            });
            assertThat(readiness(client, port).statusCode()).isEqualTo(200);
        }
    }

    private Settings settings(int port) {
        return Settings.demo(Config.read(List.of(
                ConfigSource.builtIn(
                        "the test",
                        Map.of(
                                GatewayConfig.PORT.name(),
                                Integer.toString(port),
                                DatabaseConfig.URL.name(),
                                "jdbc:postgresql://127.0.0.1/embedded")),
                DemoSecrets.in(folder))));
    }

    private static HttpResponse<String> readiness(HttpClient client, int port) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
