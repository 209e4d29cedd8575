package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.guard.CaptchaConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.LimitConfig;
import dev.sluice.gateway.overload.OverloadConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sale whose decisions took so long that as few as always may be are under way, and as many are. */
final class OverloadRouteTest {
    private static final int LEAST = 64;
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final GuardConfig GUARDS =
            new GuardConfig(ClientConfig.DIRECT, LimitConfig.OFF, CaptchaConfig.DEFAULT, new OverloadConfig(true, 1));

    private final TestGateway gateway = new TestGateway(GUARDS, null, 10_000);
    private final FakeSale sale = gateway.sale;
    private final List<Envelope> underWay = new ArrayList<>();
    private int users;

    @BeforeEach
    void fill() {
        takeIn(LEAST + 10);
        long began = System.nanoTime();
        while (System.nanoTime() - began < SLOW_NANOS) {
            assertThat(gateway.get(null, "/v1/time").status()).isEqualTo(200);
        }
        decideAll();
        fillUp();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void takeIn(int many) {
        for (int i = 0; i < many; i++) {
            assertThat(gateway.send(purchase("early-" + users++, 0)).status()).isEqualTo(202);
            underWay.add(sale.next());
        }
    }

    /** Until nobody is taken in any more. */
    private void fillUp() {
        int many = 0;
        while (gateway.send(purchase("early-" + users++, 0)).status() == 202) {
            underWay.add(sale.next());
            assertThat(++many).isLessThan(1_000);
        }
    }

    /** All at once, as a batch does. What is asked for afterwards finds it done. */
    private void decideAll() {
        gateway.lanes.publish(underWay.stream()
                .map(one -> new Reply(
                        one.replyTo(),
                        one.request(),
                        new Outcome.Refused(one.command().id(), Rejection.SOLD_OUT),
                        false))
                .toList());
        underWay.clear();
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.get(null, "/v1/time").status()).isEqualTo(200);
        }
    }

    @Test
    void whoComesNewIsToldToComeBackAndNotAllAtOnce() {
        Set<String> times = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            Answer answer = gateway.send(purchase("ann", 0));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("BUSY");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("detail")).contains("more people ask for this sale");
            times.add(answer.header("Retry-After"));
        }
        assertThat(times).hasSizeGreaterThan(1).allMatch(seconds -> Integer.parseInt(seconds) >= 1);
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void thereIsRoomAgainWhenOthersWereDecided() {
        assertThat(gateway.send(purchase("ann", 0)).status()).isEqualTo(503);
        decideAll();
        assertThat(gateway.send(purchase("ann", 0)).status()).isEqualTo(202);
        assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);
    }

    @Test
    void theBodyIsNotReadOfWhomIsToldToComeBack() throws IOException {
        String token = gateway.token("ann");
        try (Socket socket = gateway.connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /v1/sales/sale/reservations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + token
                                    + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
        }
    }

    @Test
    void whoseBodyComesLateIsToldSoThen() throws IOException {
        decideAll();
        String token = gateway.token("ann");
        String body = "{\"quantity\": 1}";
        try (Socket socket = gateway.connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /v1/sales/sale/reservations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + token
                                    + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\nExpect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(line(socket)).isEmpty();
            fillUp();
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertThat(line(socket)).startsWith("HTTP/1.1 503");
        }
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n' && c >= 0;
                c = socket.getInputStream().read()) {
            line.append(c == '\r' ? "" : String.valueOf((char) c));
        }
        return line.toString();
    }

    @Test
    void whatIsRefusedFromMemoryNeedsNoRoom() {
        sale.shows(FakeSale.view(SaleStatus.OPEN, FakeSale.NONE_LEFT));
        assertThat(gateway.send(purchase("ann", 0)).reason()).isEqualTo("SOLD_OUT");
        sale.shows(FakeSale.view(SaleStatus.PAUSED, FakeSale.SOME_LEFT));
        assertThat(gateway.send(purchase("ann", 0)).reason()).isEqualTo("PAUSED");
        sale.shows(FakeSale.view(SaleStatus.CLOSED, FakeSale.SOME_LEFT));
        assertThat(gateway.send(purchase("ann", 0)).reason()).isEqualTo("CLOSED");
    }

    @Test
    void whoMayHaveSomethingIsAskedFor() {
        sale.knowsAll();
        assertThat(gateway.send(purchase("ann", 0)).status()).isEqualTo(202);
        assertThat(sale.next().command()).isInstanceOf(Command.Reserve.class);
    }

    @Test
    void whoLooksPaysOrGivesBackIsServed() {
        String path = "/v1/reservations/" + gateway.reservation("ann", "k");
        for (HttpRequest.Builder request : List.of(
                gateway.request("ann", "GET", path, null),
                gateway.request("ann", "DELETE", path, null),
                gateway.request("ann", "POST", path + "/payment", "{}"))) {
            fillUp();
            CompletableFuture<Answer> answer = gateway.sendLater(request);
            Envelope asked = sale.next();
            sale.answer(asked, new Outcome.Refused(asked.command().id(), Rejection.NOT_FOUND));
            assertThat(answer.join().status()).isEqualTo(404);
        }
    }

    /** What was taken in and is not decided can be asked for again by its receipt. */
    @Test
    void whoHasAReceiptIsServed() {
        decideAll();
        String receipt = gateway.send(purchase("ann", 0)).header("Location");
        sale.next();
        fillUp();
        sale.decides(command -> new Outcome.Reserved(gateway.state(command.id(), "ann", ReservationStatus.HELD), true));
        assertThat(gateway.get("ann", receipt).json().getString("status")).isEqualTo("HELD");
    }

    @Test
    void thoseWhoAreTurnedAwayAreCounted() {
        gateway.send(purchase("ann", 0));
        gateway.send(purchase("ben", 0));
        while (gateway.lanes.turnedAway() < 3) {
            Thread.onSpinWait(); // until it is seen
        }
        assertThat(gateway.lanes.turnedAway())
                .as("and the one who was too many at first")
                .isEqualTo(3);
    }

    private HttpRequest.Builder purchase(String user, int waitSeconds) {
        return gateway.request(user, "POST", "/v1/sales/sale/reservations", "{\"quantity\": 1}")
                .header("Idempotency-Key", "k")
                .header("Prefer", "wait=" + waitSeconds);
    }
}
