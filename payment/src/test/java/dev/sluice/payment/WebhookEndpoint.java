package dev.sluice.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Where a shop listens for webhooks: a real HTTP server that keeps what comes. */
public final class WebhookEndpoint implements AutoCloseable {
    private static final int TAKEN = 204;
    private static final int NOT_NOW = 503;

    /** A webhook as it came. */
    public record Delivery(Map<String, String> headers, byte[] body) {
        public UnaryOperator<String> header() {
            return headers::get;
        }

        Delivery with(byte[] otherBody) {
            return new Delivery(headers, otherBody);
        }

        Delivery withoutHeaders() {
            return new Delivery(Map.of(), body);
        }
    }

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    public WebhookEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    /** Without a slash at the end. */
    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came so far, refused or not. */
    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The next deliveries are answered as by a shop that is in trouble. */
    void refuse(int times) {
        refusals.set(times);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            deliveries.add(new Delivery(headers, exchange.getRequestBody().readAllBytes()));
            boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refused ? NOT_NOW : TAKEN, -1);
        }
    }
}
