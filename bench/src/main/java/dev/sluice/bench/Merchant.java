package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.http.SignedTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Makes the sales that a load buys from, and asks for their audit. */
final class Merchant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SALE = """
            {"id": "%s", "title": "Storm", "opensAt": "2026-01-01T00:00:00Z", "limitPerUser": %d, "holdSeconds": 86400,
             "inventory": %s}
            """;
    private static final String COUNTED = """
            {"kind": "counted", "tiers": [
               {"id": "standard", "name": "Standard", "price": {"amount": 400000, "currency": "CNY"}, "capacity": %d}]}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String token;

    Merchant(URI server, String secret) {
        this.server = server;
        this.token = new SignedTokens(secret.getBytes(UTF_8), Instant.now().plusSeconds(24 * 3600))
                .token("merchant", "merchant");
    }

    /** Creates an open sale of this many units, two a buyer. */
    void create(String id, long units) {
        create(id, 2, COUNTED.formatted(units));
    }

    /** Creates an open sale of this inventory, a JSON object. */
    void create(String id, int limitPerUser, String inventory) {
        send("/v1/admin/sales", BodyPublishers.ofString(SALE.formatted(id, limitPerUser, inventory)), "POST", 201);
    }

    /** Whether the sale's rows add up. */
    boolean balanced(String id) {
        return send("/v1/admin/sales/" + id + "/audit", BodyPublishers.noBody(), "GET", 200)
                .contains("\"balanced\":true,\"tiers\"");
    }

    private String send(String path, HttpRequest.BodyPublisher body, String method, int expected) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(path + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
