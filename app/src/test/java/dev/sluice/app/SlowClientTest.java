package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Await;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.gateway.wire.WireConfig;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take what they can of a server: connections, patience, memory. */
final class SlowClientTest {
    private static final int MAX_CONNECTIONS = 8;
    /** Those beyond the bound that may ask for the server's health. */
    private static final int SPARE = 16;

    private static final int MAX_KEPT = 1 << 20;
    private static final String HOST = " HTTP/1.1\r\nHost: shop\r\n";

    private static RunningSluice impatient;
    private static RunningSluice small;

    @BeforeAll
    static void open() {
        impatient = RunningSluice.start(RunningSluice.Options.USUAL.with(
                WireConfig.usual(1_000).withPatience(1, 1, 1).withBounds(0, MAX_KEPT)));
        small = RunningSluice.start(RunningSluice.Options.USUAL.with(
                WireConfig.usual(MAX_CONNECTIONS).withPatience(60, 60, 60)));
        TestSale.of("slow").units(100).create(impatient);
    }

    @AfterAll
    static void close() {
        impatient.close();
        small.close();
    }

    @Test
    void whoAsksForNothingMoreIsHungUpOn() throws IOException {
        try (RawConnection client = new RawConnection(impatient.port())) {
            assertThat(client.isServed("/health/live")).isTrue();
            assertThat(client.isServed("/health/live")).isTrue();
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(impatient.hungUp(HangUp.IDLE)).isPositive();
    }

    @Test
    void whoSaysNothingIsHungUpOnWithoutAWord() throws IOException {
        try (RawConnection client = new RawConnection(impatient.port())) {
            assertThat(client.isClosed()).isTrue();
        }
        try (RawConnection client = new RawConnection(impatient.port())) {
            client.send("\r\n");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aHeadThatComesByteForByteHasADeadline(int requestsBefore) throws IOException {
        try (RawConnection client = new RawConnection(impatient.port())) {
            for (int i = 0; i < requestsBefore; i++) {
                assertThat(client.isServed("/health/live")).isTrue();
            }
            client.trickle("GET /v1/time" + HOST + "X: " + "x".repeat(4_000));
            RawConnection.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("REQUEST_TIMEOUT");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(impatient.hungUp(HangUp.SLOW)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nfa0\r\n"})
    void aBodyThatComesByteForByteHasADeadline(String framing) throws IOException {
        for (String path : new String[] {"/v1/sales/slow/reservations", "/v1/admin/sales"}) {
            try (RawConnection client = new RawConnection(impatient.port())) {
                client.send("POST " + path + HOST + "Authorization: Bearer " + impatient.token("mia", "merchant")
                        + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\n" + framing);
                client.trickle("{\"quantity\": 1}" + " ".repeat(3_000));
                assertThat(client.read().status()).isEqualTo(408);
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    /** Whoever has a body to come may not be hung up on for somebody else; whoever is silent may. */
    @Test
    void theSilentMakeRoomForThoseWhoAsk() throws IOException {
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * MAX_CONNECTIONS; i++) {
                open.add(new RawConnection(small.port()));
            }
            for (int i = 0; i < 3 * MAX_CONNECTIONS; i++) {
                Await.until("a buyer is served while the silent sit there", () -> {
                    try (RawConnection buyer = new RawConnection(small.port())) {
                        return buyer.isServed("/v1/time");
                    } catch (IOException e) {
                        return false;
                    }
                });
            }
            assertThat(small.hungUp(HangUp.DISPLACED)).isPositive();
        } finally {
            open.forEach(RawConnection::close);
        }
        Await.until("all connections are closed", () -> small.connections() == 0);
    }

    @Test
    void whereAllAreBusyNewOnesAreToldSoAndHealthIsStillAnswered() throws IOException {
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_CONNECTIONS; i++) {
                open.add(busy());
            }
            for (int i = 0; i < 3 * SPARE; i++) {
                try (RawConnection next = new RawConnection(small.port())) {
                    next.send("GET /v1/time" + HOST + "\r\n");
                    RawConnection.Answer answer = next.read();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.headers()).containsKey("retry-after");
                    assertThat(next.isClosed()).isTrue();
                }
            }
            for (String path : new String[] {"/health/live", "/health/ready", "/metrics"}) {
                try (RawConnection health = new RawConnection(small.port())) {
                    assertThat(health.isServed(path)).as(path).isTrue();
                    assertThat(health.isClosed()).isTrue();
                }
            }
            assertThat(small.hungUp(HangUp.FULL)).isGreaterThanOrEqualTo(3 * SPARE);
            open.getFirst().send("{}");
            assertThat(open.getFirst().read().status()).isEqualTo(400);
        } finally {
            open.forEach(RawConnection::close);
        }
        Await.until("all connections are closed", () -> small.connections() == 0);
    }

    /** A connection that cannot be taken for an idle one. */
    private static RawConnection busy() throws IOException {
        RawConnection busy = new RawConnection(small.port());
        String token = small.token("mia", "merchant");
        busy.send("POST /v1/admin/sales" + HOST + "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(busy.read().status()).isEqualTo(100);
        return busy;
    }

    @Test
    void oneAddressHasNoMoreThanItsShare() throws IOException {
        WireConfig bounds = WireConfig.usual(100).withBounds(3, MAX_KEPT);
        try (RunningSluice shop = RunningSluice.start(RunningSluice.Options.USUAL.with(bounds))) {
            List<RawConnection> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(new RawConnection(shop.port()));
                assertThat(open.getLast().isServed("/health/live")).isTrue();
            }
            try (RawConnection tooMany = new RawConnection(shop.port())) {
                assertThat(tooMany.isServed("/health/live")).isFalse();
            }
            assertThat(shop.hungUp(HangUp.ADDRESS)).isEqualTo(1);
            open.removeLast().close();
            Await.until("there is room again", () -> {
                try (RawConnection next = new RawConnection(shop.port())) {
                    return next.isServed("/health/live");
                } catch (IOException e) {
                    return false;
                }
            });
            open.forEach(RawConnection::close);
        }
    }

    /** Each asks for as much as goes in, and takes nothing. What that costs is bounded, and others do not notice. */
    @Test
    void answersThatNobodyReadsCostNoMoreThanTheirBound() throws IOException {
        long before = PlatformDependent.usedDirectMemory();
        ByteBuffer requests = ByteBuffer.wrap(
                ("GET /openapi.json" + HOST + "\r\n").repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        List<SocketChannel> greedy = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), impatient.port()));
                channel.configureBlocking(false);
                greedy.add(channel);
            }
            Await.until("some were hung up on", () -> {
                for (SocketChannel channel : greedy) {
                    push(channel, requests.duplicate());
                }
                return impatient.hungUp(HangUp.UNREAD) > 0;
            });
            try (RawConnection buyer = new RawConnection(impatient.port())) {
                assertThat(buyer.isServed("/v1/time")).isTrue();
            }
            assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(64L << 20);
        } finally {
            for (SocketChannel channel : greedy) {
                channel.close();
            }
        }
    }

    /** Writes for as long as it is taken; the server may hang up at any time. */
    private static void push(SocketChannel channel, ByteBuffer bytes) {
        try {
            while (channel.write(bytes) > 0) {
                bytes.rewind();
            }
        } catch (IOException e) {
            // It hung up.
        }
    }

    /** Bodies of which a part is here take no more than their room; whoever comes with a whole one is served all the same. */
    @Test
    void bodiesThatDoNotComeToTheirEndTakeNoMoreThanTheirRoom() throws IOException {
        int room = 100_000;
        WireConfig bounds = WireConfig.usual(100).withPatience(60, 60, 60).withBodies(room);
        List<RawConnection> open = new ArrayList<>();
        try (RunningSluice shop = RunningSluice.start(RunningSluice.Options.USUAL.with(bounds))) {
            TestSale.of("roomy").units(10).create(shop);
            String merchants = "Authorization: Bearer " + shop.token("mia", "merchant")
                    + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\n";
            for (String path : new String[] {"/v1/admin/sales", "/v1/sales/roomy/reservations"}) {
                for (String framing :
                        new String[] {"Content-Length: 16000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n4000\r\n"}) {
                    for (int i = 0; i < 5; i++) {
                        open.add(new RawConnection(shop.port()));
                        open.getLast().send("POST " + path + HOST + merchants + framing + " ".repeat(10_000));
                    }
                }
            }
            Await.until("some found no room", () -> shop.bodies().refused() > 0);
            assertThat(shop.bodies().taken()).isBetween(room / 2L, (long) room);
            assertThat(shop.user("ann").buy("roomy", "k", 1).status()).isEqualTo(201);
            try (RawConnection next = new RawConnection(shop.port())) {
                next.send("POST /v1/admin/sales" + HOST + merchants + "Content-Length: 99000\r\n\r\n"
                        + " ".repeat(98_000));
                RawConnection.Answer answer = next.read();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
            }

            open.forEach(RawConnection::close);

            Await.until("there is room again", () -> shop.bodies().taken() == 0);
            TestSale.of("roomy-again")
                    .with("description", "\"" + "界".repeat(3_900) + "\"")
                    .create(shop);
            // Given back once the answer is on its way: a client may have it a moment before.
            Await.until(
                    "a body that was answered gave its room back",
                    () -> shop.bodies().taken() == 0);
        } finally {
            open.forEach(RawConnection::close);
        }
    }

    /** Heads of which a part is here are kept as text and as objects. Whoever sent nothing more for longest is hung up on. */
    @Test
    void headsThatAreNotWholeCostNoMoreThanTheirBound() throws IOException {
        WireConfig bounds = WireConfig.usual(1_000).withPatience(60, 60, 60).withBounds(0, MAX_KEPT);
        List<RawConnection> open = new ArrayList<>();
        try (RunningSluice shop = RunningSluice.start(RunningSluice.Options.USUAL.with(bounds))) {
            String part = "GET /v1/time" + HOST + "X: y\r\n".repeat(1_000) + "X: ";
            Await.until("some were hung up on", () -> {
                open.add(new RawConnection(shop.port()));
                try {
                    open.getLast().send(part);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return shop.hungUp(HangUp.UNREAD) > 0;
            });
            assertThat(open).hasSizeLessThan(MAX_KEPT / part.length());
            try (RawConnection buyer = new RawConnection(shop.port())) {
                assertThat(buyer.isServed("/v1/time")).isTrue();
            }
            open.getLast().send("y\r\n\r\n");
            assertThat(open.getLast().read().status()).isEqualTo(200);
        } finally {
            open.forEach(RawConnection::close);
        }
    }

    /** Many requests at once are answered one after the other, all of them, whatever they are. */
    @Test
    void whoSendsManyRequestsAtOnceAndReadsGetsAllAnswers() throws IOException {
        try (RawConnection client = new RawConnection(impatient.port())) {
            String one = "GET /openapi.json" + HOST + "\r\n"
                    + "POST /v1/sales/slow/reservations" + HOST + "Authorization: Bearer " + impatient.token("ann")
                    + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"quantity\": 1}"
                    + "GET /v1/time" + HOST + "\r\n";
            client.send(one.repeat(40));
            for (int i = 0; i < 40; i++) {
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(client.read().status()).isEqualTo(i == 0 ? 201 : 200);
                assertThat(client.read().status()).isEqualTo(200);
            }
            client.send("GET /v1/time" + HOST + "Connection: close\r\n\r\n");
            assertThat(client.readAll()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales/any/reservations", "/v1/admin/sales"})
    void bodyThatNeverEndsIsRefusedAndItsConnectionClosed(String path) throws IOException {
        try (RawConnection client = new RawConnection(small.port())) {
            client.send("POST " + path + HOST + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            assertThat(Await.within(Await.PATIENCE, () -> {
                        try {
                            client.send(chunk);
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    }))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales/any/reservations", "/v1/admin/sales/any/pause"})
    void bodyThatIsTooLargeIsAnsweredWith413(String path) throws IOException {
        try (RawConnection client = new RawConnection(small.port())) {
            client.send("POST " + path + HOST + "Content-Type: application/json\r\nContent-Length: 20000\r\n\r\n"
                    + "x".repeat(20_000));
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    /** 20 seconds would be waited for; it is over at once. */
    @Test
    void whoLeavesTakesAlongWhatWaits() throws IOException {
        int wait = 20;
        String id = impatient.user("ann-waits").buy("slow", "k", 1).text("/id");
        String look = "GET /v1/reservations/" + id + "?wait=" + wait + HOST + "Authorization: Bearer "
                + impatient.token("ann-waits") + "\r\n\r\n";
        long startedNanos = System.nanoTime();
        List<RawConnection> open = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            open.add(new RawConnection(impatient.port()));
            open.getLast().send(look);
        }
        Await.until("all wait", () -> impatient.waiting() == open.size());
        open.forEach(RawConnection::close);
        Await.until("nobody waits", () -> impatient.waiting() == 0);
        assertThat(System.nanoTime() - startedNanos)
                .as("before it would have been over anyway")
                .isLessThan(wait * 1_000_000_000L);
    }
}
