package dev.sluice.crowd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says what it was asked. */
final class ShopClientTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> witnessed = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private URI root;
    private ShopClient shop;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
        root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        shop = new ShopClient(
                root,
                (user, roles) -> String.join("+", user, String.join(",", roles)),
                (method, path, answer) -> witnessed.add(method + " " + path + " " + answer.status()));
    }

    @AfterEach
    void stop() {
        shop.close();
        server.stop(0);
    }

    @Test
    void visitorsAskInTheirName() {
        Answer held = shop.as("ann").with("Prefer", "wait=1").reserve("storm", "key-1", "{\"quantity\":2}");
        shop.as("mia", "merchant").get("/v1/admin/sales?limit=1");
        shop.anybody().delete("/v1/reservations/r");

        assertThat(held.status()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(
                        "POST /v1/sales/storm/reservations Bearer ann+ key-1 wait=1 application/json {\"quantity\":2}",
                        "GET /v1/admin/sales?limit=1 Bearer mia+merchant null null null ",
                        "DELETE /v1/reservations/r null null null null ");
    }

    @Test
    void headersOfOneVisitorAreNotAnothers() {
        Visitor ann = shop.as("ann");
        ann.with("Prefer", "wait=1").with("Prefer", "wait=2").get("/");
        ann.get("/");
        assertThat(asked).containsExactly("GET / Bearer ann+ null wait=2 null ", "GET / Bearer ann+ null null null ");
    }

    @Test
    void everyAnswerIsCountedAndWitnessed() {
        shop.anybody().get("/one");
        shop.anybody().getLater("/two").join();
        assertThat(shop.answers()).isEqualTo(2);
        assertThat(witnessed).containsExactly("GET /one 200", "GET /two 200");
    }

    @Test
    void whatAWitnessThrowsIsThrownToWhoeverAsked() {
        try (ShopClient watched = new ShopClient(root, (user, _) -> user, (_, path, _) -> {
            throw new IllegalArgumentException(path);
        })) {
            assertThatThrownBy(() -> watched.anybody().get("/x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> watched.anybody().getLater("/x").join())
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aShopThatIsGoneIsNotReadyAndDoesNotAnswer() {
        assertThat(shop.isReady()).isTrue();
        server.stop(0);
        assertThat(shop.isReady()).isFalse();
        assertThatThrownBy(() -> shop.anybody().get("/")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aDemoIsAskedForTokens() {
        assertThat(new DemoTokens(root).token("mia", "merchant")).isEqualTo("of the demo");
        assertThat(asked)
                .containsExactly("POST /v1/demo/token null null null application/json"
                        + " {\"user\":\"mia\",\"roles\":[\"merchant\"]}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + exchange.getRequestHeaders().getFirst("Prefer") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            boolean token = exchange.getRequestURI().getPath().equals("/v1/demo/token");
            byte[] answer = (token ? "{\"token\":\"of the demo\"}" : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(token ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
