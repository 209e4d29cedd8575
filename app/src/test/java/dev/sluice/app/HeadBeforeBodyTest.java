package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who asks, and for what, is judged by the head of a request: the refusal is there while the body is not. A body that is wanted may
 * come in pieces.
 */
final class HeadBeforeBodyTest extends SharedSluice {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String BUY = "{\"quantity\": 1}";

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/sales/heads/reservations,                                    nobody,   application/json, 401",
        "POST, /v1/sales/heads/reservations,                                    ann,      text/plain,       415",
        "POST, /v1/sales/nothing/reservations,                                  ann,      application/json, 404",
        "POST, /v1/reservations/00000000-0000-8000-8000-000000000000/payment,   nobody,   application/json, 401",
        "POST, /v1/reservations/00000000-0000-8000-8000-000000000000/payment,   ann,      application/json, 404",
        "POST, /v1/payments/nothing/webhook,                                    nobody,   application/json, 404",
        "POST, /v1/admin/sales,                                                 nobody,   application/json, 401",
        "POST, /v1/admin/sales,                                                 ann,      application/json, 403",
        "POST, /v1/admin/sales,                                                 merchant, text/plain,       415",
        "POST, /v1/admin/seat-maps,                                             ann,      application/json, 403",
        "POST, /v1/admin/timetables,                                            merchant, text/plain,       415",
        "PATCH, /v1/admin/sales/nothing,                                        merchant, application/json, 404",
        "POST, /v1/admin/sales/heads/pause,                                     ann,      application/json, 400",
        "POST, /v1/admin/reservations/00000000-0000-8000-8000-000000000000/refund, nobody, application/json, 401",
        "POST, /v1/nothing,                                                     nobody,   application/json, 404",
        "POST, /v1/time,                                                        nobody,   application/json, 405",
    })
    void theHeadIsJudgedWhileTheBodyIsStillToCome(String method, String path, String who, String type, int status)
            throws IOException {
        if (sluice.visitor().get(SALES + "heads").status() == 404) {
            TestSale.of("heads").create(sluice);
        }
        try (Wire wire = new Wire()) {
            wire.head(method, path, who, type, "Content-Length: 15");
            assertThat(wire.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sales/any/reservations, 16385",
        "/v1/admin/sales/any/pause,  16385",
        "/v1/admin/sales,            33554433",
        "/v1/time,                   16385"
    })
    void aLengthOverTheBoundIsRefusedBeforeAllElse(String path, int length) throws IOException {
        try (Wire wire = new Wire()) {
            wire.head("POST", path, "nobody", "application/json", "Content-Length: " + length);
            assertThat(wire.status()).isEqualTo(413);
        }
    }

    /** Nothing of the body is sent before the server wants it, and a refusal is no invitation. */
    @Test
    void whoWaitsToBeToldIsToldWhenTheHeadIsGood() throws IOException {
        TestSale.of("waits").create(sluice);
        try (Wire wire = new Wire()) {
            wire.head("POST", "/v1/sales/waits/reservations", "nobody", "application/json", expecting(BUY));
            assertThat(wire.status()).isEqualTo(401);
        }
        for (String path : new String[] {"/v1/sales/waits/reservations", "/v1/admin/sales"}) {
            try (Wire wire = new Wire()) {
                wire.head("POST", path, "merchant", "application/json", expecting(BUY));
                assertThat(wire.status()).isEqualTo(100);
                wire.send(BUY);
                assertThat(wire.status()).isIn(201, 400);
            }
        }
    }

    @Test
    void aConnectionGoesOnWhereTheRefusedBodyCameToItsEnd() throws IOException {
        TestSale.of("goes-on").create(sluice);
        try (Wire wire = new Wire()) {
            for (int i = 0; i < 3; i++) {
                wire.head("POST", "/v1/sales/goes-on/reservations", "nobody", "application/json", length(BUY));
                assertThat(wire.status()).isEqualTo(401);
                wire.send(BUY);
            }
            wire.head("POST", "/v1/sales/goes-on/reservations", "ann", "application/json", length(BUY));
            wire.send(BUY);
            assertThat(wire.status()).isEqualTo(201);
        }
    }

    @Test
    void aRefusedBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (Wire wire = new Wire()) {
            wire.head("POST", "/v1/admin/sales", "nobody", "application/json", "Transfer-Encoding: chunked");
            assertThat(wire.status()).isEqualTo(401);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatIsWantedMayComeByteForByte() throws IOException {
        TestSale.of("bytes").create(sluice);
        String spacious = BUY + " ".repeat(300);
        for (String path :
                new String[] {"/v1/sales/bytes/reservations", "/v1/admin/sales/bytes/tiers/standard/capacity"}) {
            String body = path.endsWith("capacity") ? "{\"capacity\": 9}" + " ".repeat(300) : spacious;
            try (Wire wire = new Wire()) {
                wire.head("POST", path, "merchant", "application/json", length(body));
                for (char c : body.toCharArray()) {
                    wire.send(String.valueOf(c));
                }
                assertThat(wire.status()).isIn(200, 201);
            }
        }
    }

    @Test
    void aBodyMayBeAsLongAsItsBoundAndNoByteLonger() throws IOException {
        TestSale.of("bound").create(sluice);
        String longest = BUY + " ".repeat(16 * 1024 - BUY.length());
        try (Wire wire = new Wire()) {
            wire.head("POST", "/v1/sales/bound/reservations", "ann", "application/json", length(longest));
            wire.send(longest);
            assertThat(wire.status()).isEqualTo(201);
        }
        try (Wire wire = new Wire()) {
            wire.head("POST", "/v1/sales/bound/reservations", "ann", "application/json", "Transfer-Encoding: chunked");
            wire.send("2000\r\n" + " ".repeat(0x2000) + "\r\n2001\r\n" + " ".repeat(0x2001) + "\r\n0\r\n\r\n");
            assertThat(wire.status()).isEqualTo(413);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    private static String length(String body) {
        return "Content-Length: " + body.length();
    }

    private static String expecting(String body) {
        return "Expect: 100-continue\r\n" + length(body);
    }

    /** A connection on which heads and bodies go out apart. */
    private static final class Wire implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Wire() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), sluice.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void head(String method, String path, String who, String type, String more) throws IOException {
            String token = "nobody".equals(who)
                    ? ""
                    : "Authorization: Bearer "
                            + ("merchant".equals(who) ? sluice.token("mia", "merchant") : sluice.token(who))
                            + "\r\n";
            send(method + " " + path + " HTTP/1.1\r\nHost: shop\r\nIdempotency-Key: k" + token.hashCode()
                    + "\r\nContent-Type: " + type + "\r\n" + token + more + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Reads one answer, and says with what status it begins. */
        int status() throws IOException {
            String first = in.readLine();
            assertThat(first).startsWith("HTTP/1.1 ");
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring(lower.indexOf(':') + 1).trim());
                }
            }
            for (int i = 0; i < length; i++) {
                in.read();
            }
            return Integer.parseInt(first.substring(9, 12));
        }

        boolean isClosed() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
