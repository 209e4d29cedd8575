package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.crowd.http.Await;
import dev.sluice.gateway.DoorConfig;
import dev.sluice.gateway.tls.BadCertificateException;
import dev.sluice.gateway.tls.TlsConfig;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.gateway.wire.WireConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway ends TLS itself: which versions, for whom, with what certificate, and who comes and never agrees on it. */
final class TlsTest {
    private static final int MAX_CONNECTIONS = 8;

    @TempDir
    private static Path folder;

    private static SSLContext usual;
    private static RunningSluice sluice;
    private static RunningSluice small;

    @BeforeAll
    static void open() throws Exception {
        usual = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificate.trusting());
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(door("shop", false)));
        small = RunningSluice.start(RunningSluice.Options.USUAL
                .with(door("small", true))
                .with(WireConfig.usual(MAX_CONNECTIONS).withPatience(60, 1, 60)));
        TestSale.of("secure").units(100).create(sluice);
    }

    @AfterAll
    static void close() {
        sluice.close();
        small.close();
        SSLContext.setDefault(usual);
    }

    private static DoorConfig door(String name, boolean alsoTls12) throws IOException {
        put(name, TestCertificate.of(name));
        return new DoorConfig(new TlsConfig(certificate(name), key(name), alsoTls12, 600), Set.of());
    }

    private static Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    private static Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private static void put(String name, TestCertificate made) throws IOException {
        replace(certificate(name), made.certificate());
        replace(key(name), made.key());
    }

    private static void replace(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TestCertificate.trusting())
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, URI url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void bothVersionsOfHttpAreSpokenAndSayToComeByHttpsAlone() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version.ordinal() > HttpClient.Version.HTTP_2.ordinal()) {
                continue;
            }
            try (HttpClient client = client(version)) {
                HttpResponse<String> answer = get(client, sluice.url("/v1/sales"));
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .contains("max-age=600");
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @Test
    void aPurchaseOverHttp2IsDecided() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(sluice.url("/v1/sales/secure/reservations"))
                                .header("Authorization", "Bearer " + sluice.token("ann-" + i))
                                .header("Idempotency-Key", "k")
                                .header("Content-Type", "application/json")
                                .expectContinue(i % 2 == 1)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\": 1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                assertThat(answer.headers().firstValueAsLong("Sluice-Now"))
                        .hasValue(sluice.clock.instant().toEpochMilli());
            }
        }
    }

    @Test
    void longDocumentsArriveWholeOverHttp2() throws Exception {
        try (HttpClient first = client(HttpClient.Version.HTTP_1_1);
                HttpClient second = client(HttpClient.Version.HTTP_2)) {
            assertThat(get(second, sluice.url("/openapi.json")).body())
                    .isEqualTo(get(first, sluice.url("/openapi.json")).body())
                    .hasSizeGreaterThan(200_000);
        }
    }

    @Test
    void curlSpeaksWithIt() throws Exception {
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--http2",
                        "--cacert",
                        certificate("shop").toString(),
                        "--write-out",
                        " %{http_version} %{http_code}",
                        "https://localhost:" + sluice.port() + "/v1/time")
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes());
        assertThat(said).endsWith(" 2 200");
    }

    @Test
    void tls12IsSpokenWhereItWasAskedForAlone() throws Exception {
        try (SSLSocket old = socket(small.port(), "TLSv1.2")) {
            old.startHandshake();
            assertThat(old.getSession().getCipherSuite())
                    .matches("TLS_ECDHE_ECDSA_WITH_(AES_\\d+_GCM|CHACHA20_POLY1305)_.*");
        }
        try (SSLSocket old = socket(sluice.port(), "TLSv1.2")) {
            assertThatThrownBy(old::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static SSLSocket socket(int port, String version) throws IOException {
        SSLSocket socket =
                (SSLSocket) TestCertificate.trusting().getSocketFactory().createSocket("127.0.0.1", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static X509Certificate shown(int port) {
        try (SSLSocket socket = socket(port, "TLSv1.3")) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aNewCertificateIsTakenAndWhatIsNoneIsNot() throws Exception {
        RunningSluice renewed = RunningSluice.start(RunningSluice.Options.USUAL.with(door("renewed", false)));
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            assertThat(get(client, renewed.url("/v1/time")).statusCode()).isEqualTo(200);
            TestCertificate second = TestCertificate.of("second");
            put("renewed", second);
            Await.until("the second is shown", () -> subject(renewed).equals("CN=second"));
            assertThat(renewed.certificate().taken()).isEqualTo(1);
            assertThat(get(client, renewed.url("/v1/time")).statusCode())
                    .as("on the connection from before")
                    .isEqualTo(200);

            replace(certificate("renewed"), "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
            assertRefused(renewed);
            replace(certificate("renewed"), TestCertificate.of("another").certificate());
            assertRefused(renewed);
            put("renewed", TestCertificate.ended("ended"));
            assertRefused(renewed);
            Files.delete(key("renewed"));
            assertRefused(renewed);

            TestCertificate third = TestCertificate.of("third");
            put("renewed", third);
            Await.until("the third is shown", () -> subject(renewed).equals("CN=third"));
            assertThat(renewed.certificate().isRefused()).isFalse();
            assertThat(renewed.certificate().expiresAt()).isAfter(Instant.now());
        } finally {
            renewed.close();
        }
    }

    private static String subject(RunningSluice server) {
        return shown(server.port()).getSubjectX500Principal().getName();
    }

    private static void assertRefused(RunningSluice server) {
        Await.until("it is refused", () -> server.certificate().isRefused());
        assertThat(subject(server)).isEqualTo("CN=second");
    }

    @Test
    void withoutACertificateNothingStarts() throws Exception {
        DoorConfig nothing =
                new DoorConfig(new TlsConfig(folder.resolve("no.crt"), folder.resolve("no.key"), false, 0), Set.of());
        assertThatThrownBy(() -> RunningSluice.start(RunningSluice.Options.USUAL.with(nothing)))
                .isInstanceOf(BadCertificateException.class)
                .hasMessageContaining("no.crt");
    }

    /** They are counted from the first byte of TCP, or they would take every file that the process may open. */
    @Test
    void whoComesAndNeverAgreesOnTlsMakesRoomAndIsHungUpOn() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 5 * MAX_CONNECTIONS; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), small.port()));
            }
            Await.until("a buyer is served while the silent sit there", () -> {
                try (HttpClient client = client(HttpClient.Version.HTTP_1_1)) {
                    return get(client, small.url("/v1/time")).statusCode() == 200;
                } catch (IOException e) {
                    return false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(small.hungUp(HangUp.DISPLACED) + small.hungUp(HangUp.SLOW))
                    .isPositive();
            Await.until("all of them are hung up on", () -> small.connections() == 0);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void whoSpeaksWithoutTlsIsNotAnswered() throws Exception {
        try (RawConnection plain = new RawConnection(sluice.port())) {
            plain.send("GET /v1/time HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(plain.readRaw()).doesNotContain("HTTP/1.1 200");
        }
        assertThat(get(client(HttpClient.Version.HTTP_2), sluice.url("/v1/time"))
                        .statusCode())
                .isEqualTo(200);
    }
}
