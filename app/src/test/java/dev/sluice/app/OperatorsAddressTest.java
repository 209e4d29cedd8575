package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.operate.Operations;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators can have an address of their own, which then is the only one at which they are answered. */
final class OperatorsAddressTest {
    @TempDir
    Path folder;

    @Test
    void operatorsAreAnsweredAtTheirOwnAddressAlone() throws IOException, InterruptedException {
        int port = FreePort.any();
        try (TestShop shop = new TestShop(folder, Map.of("operators.port", Integer.toString(port)));
                HttpClient client = HttpClient.newHttpClient()) {
            String operators = "http://127.0.0.1:" + port;
            assertThat(status(client, operators + "/health/live")).isEqualTo(200);
            assertThat(status(client, operators + "/health/ready")).isEqualTo(200);
            assertThat(status(client, operators + "/metrics")).isEqualTo(200);
            assertThat(status(client, operators + "/v1/admin/operations")).isEqualTo(401);
            assertThat(status(client, operators + "/v1/sales")).isEqualTo(404);
            assertThat(status(client, shop.url() + "/v1/sales")).isEqualTo(200);
            assertThat(status(client, shop.url() + "/openapi.json")).isEqualTo(200);
            for (String path : new String[] {"/health/live", "/health/ready", "/metrics", "/v1/admin/operations"}) {
                assertThat(status(client, shop.url() + path)).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void theirAddressSpeaksTlsWhereTheShopDoesAndProcessesAskOneAnotherThere() throws Exception {
        int port = FreePort.any();
        TestCertificate made = TestCertificate.of("shop");
        Map<String, String> settings = Map.of(
                "operators.port",
                Integer.toString(port),
                "http.tls-certificate",
                Files.writeString(folder.resolve("crt"), made.certificate()).toString(),
                "http.tls-key",
                Files.writeString(folder.resolve("key"), made.key()).toString());
        try (TestShop shop = new TestShop(folder, settings);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TestCertificate.trusting())
                        .build()) {
            String operators = "https://127.0.0.1:" + port;
            assertThat(status(client, operators + "/health/ready")).isEqualTo(200);
            assertThat(status(client, shop.url() + "/v1/sales")).isEqualTo(200);
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create(operators + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics)
                    .contains("sluice_tls_certificate_refused 0.0")
                    .contains("sluice_tls_certificate_expires_seconds");
            assertThat(shop.nodes()).isNotEmpty().allMatch(Operations.Node::answers);
        }
    }

    private static int status(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
