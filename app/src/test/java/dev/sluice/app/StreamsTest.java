package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Await;
import dev.sluice.gateway.DoorConfig;
import dev.sluice.gateway.tls.TlsConfig;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.gateway.wire.WireConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of HTTP/2 may take of a server, and what is no request there: the bounds of a connection of HTTP/1.1, stream by stream. */
final class StreamsTest {
    private static final int MAX_STREAMS = 100;
    private static final long PROTOCOL_ERROR = 1;
    private static final long REFUSED_STREAM = 7;
    private static final long ENHANCE_YOUR_CALM = 11;
    private static final int MAX_KEPT = 1 << 20;
    private static final int PIECE = 16_384;

    @TempDir
    private static Path folder;

    private static SSLContext usual;
    private static RunningSluice sluice;

    @BeforeAll
    static void open() throws Exception {
        usual = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificate.trusting());
        TestCertificate made = TestCertificate.of("shop");
        Path certificate = Files.writeString(folder.resolve("crt"), made.certificate());
        Path key = Files.writeString(folder.resolve("key"), made.key());
        sluice = RunningSluice.start(RunningSluice.Options.USUAL
                .with(new DoorConfig(new TlsConfig(certificate, key, false, 0), Set.of()))
                .with(WireConfig.usual(1_000).withPatience(4, 2, 2).withBounds(0, MAX_KEPT)));
        for (int i = 0; i < 60; i++) {
            TestSale.of("stream-" + i).units(100).create(sluice);
        }
    }

    @AfterAll
    static void close() {
        sluice.close();
        SSLContext.setDefault(usual);
    }

    private static RawStreams connect(int... settings) {
        return new RawStreams(sluice.port(), settings);
    }

    private static void assertServes() throws IOException {
        try (RawStreams other = connect()) {
            other.get(1, "/v1/time");
            assertThat(other.answer(1).status()).isEqualTo(200);
        }
    }

    /** Sends it again and again, until the server ends the connection; returns its farewell. */
    private static RawStreams.Frame flood(RawStreams client, byte[] some, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                client.raw(some);
            }
        } catch (SocketException | SSLException e) {
            // It hung up in the midst of it.
        }
        try {
            return client.await(RawStreams.GO_AWAY);
        } catch (SSLException e) {
            return null;
        }
    }

    private static byte[] many(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }

    @Test
    void severalRequestsAreAnsweredOnOneConnection() throws IOException {
        try (RawStreams client = connect()) {
            assertThat(client.protocol()).isEqualTo("h2");
            for (int stream = 1; stream < 40; stream += 2) {
                client.get(stream, "/v1/time");
                RawStreams.Answer answer = client.answer(stream);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers().contains("connection")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BREW, /v1/time, 501",
        "get, /v1/time, 501",
        "TRACE, /v1/time, 501",
        "GET, *, 400",
        "OPTIONS, *, 400",
        "GET, v1/time, 400",
        "GET, /v1/t ime, 400",
        "GET, /v1/tïme, 400",
        "GET, http://shop/v1/time, 400",
        "PUT, /v1/time, 405",
        "GET, /v1/nothing, 404",
        "GET, /v1/sales?cursor=x, 400",
        "GET, /v1/%zz, 400"
    })
    void whatIsNoRequestIsAnsweredAsOnOtherConnections(String method, String path, int status) throws IOException {
        try (RawStreams client = connect()) {
            client.frame(
                    RawStreams.HEADERS,
                    RawStreams.END_STREAM | RawStreams.END_HEADERS,
                    1,
                    RawStreams.head(method, path));
            RawStreams.Answer answer = client.answer(1);
            // What is malformed, and not only no target of ours, is for the protocol to refuse (RFC 9113, 8.1.1).
            boolean malformed =
                    status == 400 && answer.status() == 0 && answer.end().code() == PROTOCOL_ERROR;
            if (!malformed) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
                assertThat(answer.headers().get("content-type")).hasToString("application/problem+json");
            }
            client.get(3, "/v1/time");
            assertThat(client.answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void headsHaveTheSameRules() throws IOException {
        try (RawStreams client = connect()) {
            client.get(1, "/v1/time", "expect", "200-ok");
            assertThat(client.answer(1).status()).isEqualTo(417);
            client.get(3, "/v1/time", "host", "elsewhere");
            assertThat(client.answer(3).end().code()).as("another host").isEqualTo(PROTOCOL_ERROR);
            client.get(5, "/v1/time", "x", "x".repeat(8_200));
            assertThat(client.answer(5).status()).isEqualTo(431);
            client.get(7, "/" + "x".repeat(5_000));
            assertThat(client.answer(7).status()).isEqualTo(414);
            client.post(9, "/v1/time");
            client.frame(RawStreams.DATA, RawStreams.END_STREAM, 9, new byte[] {'x'});
            assertThat(client.answer(9).status()).isEqualTo(405);
            client.frame(RawStreams.HEADERS, RawStreams.END_HEADERS, 11, RawStreams.head("GET", "/v1/time"));
            client.frame(RawStreams.DATA, RawStreams.END_STREAM, 11, new byte[] {'x'});
            assertThat(client.answer(11).status())
                    .as("a body where none is taken")
                    .isEqualTo(400);
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndTheConnectionGoesOn() throws IOException {
        try (RawStreams client = connect()) {
            client.post(
                    1,
                    "/v1/sales/stream-1/reservations",
                    "authorization",
                    "Bearer " + sluice.token("ann"),
                    "idempotency-key",
                    "k",
                    "content-type",
                    "application/json");
            client.frame(RawStreams.DATA, 0, 1, new byte[PIECE]);
            client.frame(RawStreams.DATA, 0, 1, new byte[PIECE]);
            assertThat(client.answer(1).status()).isEqualTo(413);
            client.get(3, "/v1/time");
            assertThat(client.answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatDoesNotEndHasADeadlineAndOthersGoOn() throws IOException {
        try (RawStreams client = connect()) {
            client.post(
                    1,
                    "/v1/sales/stream-1/reservations",
                    "authorization",
                    "Bearer " + sluice.token("ann"),
                    "idempotency-key",
                    "k",
                    "content-type",
                    "application/json");
            client.frame(RawStreams.DATA, 0, 1, "{\"quan".getBytes(StandardCharsets.UTF_8));
            RawStreams.Answer answer = client.answer(1);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(408);
            assertThat(answer.body()).contains("REQUEST_TIMEOUT");
            client.get(3, "/v1/time");
            assertThat(client.answer(3).status()).isEqualTo(200);
        }
        assertThat(sluice.hungUp(HangUp.SLOW)).isPositive();
    }

    @Test
    void aHeadThatDoesNotEndHasADeadline() throws IOException {
        long before = sluice.hungUp(HangUp.SLOW);
        try (RawStreams client = connect()) {
            client.frame(RawStreams.HEADERS, RawStreams.END_STREAM, 1, RawStreams.head("GET", "/v1/time"));
            assertThat(client.isClosed()).isTrue();
        }
        try (RawStreams client = connect()) {
            byte[] head = RawStreams.bytes(RawStreams.HEADERS, 5, 1, RawStreams.head("GET", "/v1/time"));
            client.raw(Arrays.copyOf(head, 20));
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(sluice.hungUp(HangUp.SLOW)).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void whoAsksForNothingMoreIsToldSoAndHungUpOn() throws IOException {
        try (RawStreams client = connect()) {
            client.get(1, "/v1/time");
            client.answer(1);
            RawStreams.Frame farewell = client.await(RawStreams.GO_AWAY);
            assertThat(farewell.code()).isZero();
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(sluice.hungUp(HangUp.IDLE)).isPositive();
    }

    /** Pings do not count as asking. */
    @Test
    void pingsDoNotKeepAConnection() throws IOException {
        long before = sluice.hungUp(HangUp.IDLE);
        try (RawStreams client = connect()) {
            client.get(1, "/v1/time");
            client.answer(1);
            RawStreams.Frame pong = client.read();
            while (pong != null && pong.type() != RawStreams.GO_AWAY) {
                client.frame(RawStreams.PING, 0, 0, new byte[8]);
                pong = client.await(RawStreams.PING);
                if (sluice.hungUp(HangUp.IDLE) > before) {
                    break;
                }
            }
        } catch (SocketException | SSLException e) {
            // It hung up while it was pinged.
        }
        Await.until(
                "it counts as idle, or as a flood",
                () -> sluice.hungUp(HangUp.IDLE) > before || sluice.hungUp(HangUp.FLOOD) > 0);
    }

    @Test
    void moreStreamsThanAreTakenAreRefusedAloneAndServedLater() throws IOException {
        try (RawStreams client = connect()) {
            for (int i = 0; i < MAX_STREAMS; i++) {
                client.post(
                        2 * i + 1,
                        "/v1/sales/stream-1/reservations",
                        "authorization",
                        "Bearer " + sluice.token("ann"),
                        "idempotency-key",
                        "k" + i,
                        "content-type",
                        "application/json");
            }
            client.get(2 * MAX_STREAMS + 1, "/v1/time");
            RawStreams.Answer refused = client.answer(2 * MAX_STREAMS + 1);
            assertThat(refused.status()).isZero();
            assertThat(refused.end().code()).isEqualTo(REFUSED_STREAM);
        }
        assertServes();
    }

    /** CVE-2023-44487. */
    @Test
    void streamsThatAreBegunAndGivenUpEndTheConnection() throws IOException {
        try (RawStreams client = connect()) {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            byte[] head = RawStreams.head("GET", "/v1/sales");
            for (int i = 0; i < 2_000; i++) {
                frames.writeBytes(RawStreams.bytes(RawStreams.HEADERS, 5, 2 * i + 1, head));
                frames.writeBytes(RawStreams.bytes(RawStreams.RESET, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
            }
            RawStreams.Frame farewell = flood(client, frames.toByteArray(), 1);
            assertThat(farewell == null || farewell.code() == ENHANCE_YOUR_CALM).isTrue();
        }
        assertServes();
    }

    /** CVE-2024-27316 and its like. */
    @Test
    void aHeadInEndlessPiecesEndsTheConnection() throws IOException {
        for (byte[] piece :
                new byte[][] {new byte[0], RawStreams.fields("a", "b"), RawStreams.fields("a", "b".repeat(9_000))}) {
            try (RawStreams client = connect()) {
                client.frame(RawStreams.HEADERS, RawStreams.END_STREAM, 1, RawStreams.head("GET", "/v1/time"));
                byte[] pieces = many(RawStreams.bytes(RawStreams.CONTINUATION, 0, 1, piece), 100);
                flood(client, pieces, 100);
                assertThat(client.isClosed()).isTrue();
            }
        }
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "ping", "priority", "window", "empty data", "unknown", "reset of nothing"})
    void framesThatAskForNothingEndTheConnection(String which) throws IOException {
        long before = sluice.hungUp(HangUp.FLOOD);
        byte[] frame = switch (which) {
            case "settings" -> RawStreams.bytes(RawStreams.SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0});
            case "ping" -> RawStreams.bytes(RawStreams.PING, 0, 0, new byte[8]);
            case "priority" -> RawStreams.bytes(2, 0, 3, new byte[] {0, 0, 0, 0, 1});
            case "window" -> RawStreams.bytes(RawStreams.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1});
            case "empty data" -> RawStreams.bytes(RawStreams.DATA, 0, 1, new byte[0]);
            case "unknown" -> RawStreams.bytes(99, 0, 0, new byte[3]);
            default -> RawStreams.bytes(RawStreams.RESET, 0, 1, new byte[] {0, 0, 0, 8});
        };
        try (RawStreams client = connect()) {
            client.post(1, "/v1/sales/stream-1/reservations");
            flood(client, many(frame, 500), 20);
            assertThat(client.isClosed()).isTrue();
        }
        // Where the library is stricter than we, it is the library that hangs up.
        boolean ours =
                Set.of("settings", "ping", "priority", "window", "unknown").contains(which);
        assertThat(sluice.hungUp(HangUp.FLOOD) > before || !ours).as(which).isTrue();
        assertServes();
    }

    /** A window of nothing keeps every answer with the server. */
    @Test
    void whoGivesNoLeaveForAnswersIsHungUpOn() throws IOException {
        long before = sluice.hungUp(HangUp.UNREAD);
        try (RawStreams client = connect(RawStreams.INITIAL_WINDOW, 0)) {
            for (int i = 0; i < MAX_STREAMS; i++) {
                client.get(2 * i + 1, "/v1/sales?limit=200");
            }
            assertThat(client.isClosed()).isTrue();
        } catch (SocketException | SSLException e) {
            // It hung up while more was asked for.
        }
        assertThat(sluice.hungUp(HangUp.UNREAD)).isGreaterThan(before);
        assertServes();
    }

    /** The same by the window of the connection. */
    @Test
    void whoTakesNothingOfAConnectionIsHungUpOn() throws IOException {
        long before = sluice.hungUp(HangUp.UNREAD);
        try (RawStreams client = connect()) {
            for (int i = 0; i < MAX_STREAMS; i++) {
                client.get(2 * i + 1, "/v1/sales?limit=200");
            }
            assertThat(client.isClosed()).isTrue();
        } catch (SocketException | SSLException e) {
            // It hung up while more was asked for.
        }
        assertThat(sluice.hungUp(HangUp.UNREAD)).isGreaterThan(before);
    }

    @Test
    void whatIsNoHttp2EndsTheConnection() throws IOException {
        try (RawStreams client = connect()) {
            client.raw("GET / HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.isClosed()).isTrue();
        }
        try (RawStreams client = connect()) {
            client.frame(RawStreams.HEADERS, 5, 2, RawStreams.head("GET", "/v1/time"));
            assertThat(client.isClosed()).isTrue();
        }
        assertServes();
    }
}
