package dev.sluice.gateway;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.Plans;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.sale.Plan;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All routes on one event loop, over HTTP, in front of a sale that a test decides for. */
final class TestGateway implements AutoCloseable {
    static final int ROOM = 3;
    static final int ROOM_PER_USER = 2;

    private static final Plans NO_PLANS = new Plans() {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    };
    private static final byte[] SECRET = new byte[32];

    /** By which writers in other processes know this one. */
    static final int MEMBER = 5;

    final Lanes lanes = new Lanes(() -> MEMBER);
    final FakeSale sale = new FakeSale(lanes);
    final FakeLedger ledger = new FakeLedger(sale);
    final FakeCharges charges = new FakeCharges();
    final FakeKeys keys = new FakeKeys();
    final FakeDeeds deeds = new FakeDeeds();
    final FakeDrafts drafts = new FakeDrafts();
    final FakeEligibility eligibility = new FakeEligibility();
    final FakeProvider provider = new FakeProvider();

    private final ReservationIds ids = new ReservationIds();
    private final Map<String, String> tokens = new HashMap<>();
    private final Vertx vertx = Transports.vertx("nio", 1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final GatewayParts parts;
    private final int port;

    /** What came back; without a body, {@code json} is empty. */
    record Answer(int status, HttpHeaders headers, JsonObject json) {
        String reason() {
            return json.getString("reason");
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    TestGateway() {
        this(GuardConfig.OFF);
    }

    TestGateway(GuardConfig guards) {
        this(guards, null);
    }

    /** @param blocklist null for none */
    TestGateway(GuardConfig guards, Blocklist blocklist) {
        this(guards, blocklist, ROOM);
    }

    /** @param room for requests that wait */
    TestGateway(GuardConfig guards, Blocklist blocklist, int room) {
        Services services = new Services(
                ledger,
                NO_PLANS,
                ledger,
                charges,
                keys,
                deeds,
                new PaymentProviders("https://shop.example", List.of(provider)),
                lanes,
                new AuthConfig(SECRET, null, null, null),
                SECRET,
                InstantSource.system(),
                null);
        GatewayConfig config =
                new GatewayConfig("localhost", 1, 1, WireConfig.usual(100), room, ROOM_PER_USER, 1, "nio", true);
        parts = new GatewayParts(
                config.withGuards(guards),
                OperatorsConfig.WITH_THE_SHOP,
                services.with(GuardPorts.ofOneProcess().with(blocklist).with(eligibility))
                        .with(new FakeAdmissions())
                        .with(drafts),
                1,
                null);
        parts.blocks().start();
        Loop loop = new Loop(parts);
        join(vertx.deployVerticle(loop));
        port = loop.server.actualPort();
    }

    /** On whatever port is free. */
    private static final class Loop extends VerticleBase {
        private final GatewayParts parts;
        private HttpServer server;

        Loop(GatewayParts parts) {
            this.parts = parts;
        }

        @Override
        public Future<?> start() {
            server = vertx.createHttpServer(Transports.httpOptions("localhost", 0))
                    .requestHandler(new Routes(parts, context));
            return server.listen();
        }
    }

    long refusedFromMemory(Rejection reason) {
        return parts.memoryRefusals().counted(reason);
    }

    /** Entries of the blocklist, as far as it knows. */
    int knownBlocks() {
        return parts.blocks().size();
    }

    long refused(GuardKind guard) {
        return parts.guards().refused(guard);
    }

    UUID buyer(String user) {
        return ids.buyer(FakeSale.NUMBER, user);
    }

    UUID reservation(String user, String key) {
        return ids.reservation(FakeSale.NUMBER, buyer(user), key);
    }

    /** A reservation of one unit. */
    ReservationState state(UUID id, String user, ReservationStatus status) {
        long place = status == ReservationStatus.WAITLISTED ? 9 : 0;
        return new ReservationState(id, buyer(user), 1, 0, 1, status, 100, 1_000, 0, null, place);
    }

    /** A purchase of {@code ann}, with the key {@code k}. */
    HttpRequest.Builder purchase() {
        return request("ann", "POST", "/v1/sales/sale/reservations", "{\"quantity\": 1}")
                .header("Idempotency-Key", "k");
    }

    Answer get(String user, String path) {
        return send(request(user, "GET", path, null));
    }

    Answer post(String user, String path, String body) {
        return send(request(user, "POST", path, body));
    }

    /** @param user null for nobody; {@code merchant} has that role, and so has {@code mia/merchant}, who is called mia */
    HttpRequest.Builder request(String user, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return user == null ? request : request.header("Authorization", "Bearer " + token(user));
    }

    Answer send(HttpRequest.Builder request) {
        return sendLater(request).join();
    }

    CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(TestGateway::answer);
    }

    /** What is sent to whoever takes no other form of it. */
    String text(String path) {
        return text(null, path);
    }

    /** The same to a user, as {@link #request} calls them. */
    String text(String user, String path) {
        return client.sendAsync(request(user, "GET", path, null).build(), BodyHandlers.ofString())
                .join()
                .body();
    }

    /** For what no client would send. */
    Socket connect() throws IOException {
        return new Socket("localhost", port);
    }

    private static Answer answer(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonObject json = type.contains("json") ? new JsonObject(response.body()) : new JsonObject();
        return new Answer(response.statusCode(), response.headers(), json);
    }

    String token(String user) {
        return tokens.computeIfAbsent(user, name -> {
            int role = name.indexOf('/') + 1;
            JsonObject wanted = new JsonObject()
                    .put("user", name.substring(0, role == 0 ? name.length() : role - 1))
                    .put("roles", List.of(name.substring(role)));
            return post(null, "/v1/demo/token", wanted.encode()).json().getString("token");
        });
    }

    @Override
    public void close() {
        client.close();
        join(vertx.close());
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
