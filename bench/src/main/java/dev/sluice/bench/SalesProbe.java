package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.http.SignedTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shopper who looks closely: how long an answer takes, and how late what is due by time is seen. One thread. */
final class SalesProbe implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Pattern EXPIRES = Pattern.compile("\"expiresAt\":\"([^\"]+)\"");
    private static final String SALE = """
            {"id": "%s", "title": "Late?", "opensAt": "%s", "limitPerUser": 4, "holdSeconds": 1,
             "inventory": {"kind": "counted", "tiers": [
               {"id": "one", "name": "One", "price": {"amount": 100, "currency": "CNY"}, "capacity": 1}]}}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final SignedTokens tokens;
    private int sales;

    SalesProbe(URI server, String secret) {
        this.server = server;
        this.tokens = new SignedTokens(secret.getBytes(UTF_8), Instant.now().plusSeconds(24 * 3600));
    }

    /** Asks so many times, one after the other. */
    void ask(String path, int calls) {
        for (int i = 0; i < calls; i++) {
            send(get(path), 200);
        }
    }

    /** Milliseconds after its time at which a new sale is seen to be open. */
    double openingLateMillis() {
        Instant opens = Instant.now().plusMillis(300);
        String sale = create(opens);
        return lateMillis(opens, sale, body -> body.contains("\"status\":\"OPEN\""));
    }

    /** Milliseconds after its deadline at which the only unit of a sale is seen to be free again. */
    double expiryLateMillis() {
        String sale = create(Instant.now().minusSeconds(1));
        String held = send(
                request("/v1/sales/" + sale + "/reservations", tokens.token("prober"))
                        .header("Idempotency-Key", sale)
                        .POST(BodyPublishers.ofString("{\"tier\":\"one\",\"quantity\":1}")),
                201);
        Matcher expires = EXPIRES.matcher(held);
        if (!expires.find()) {
            throw new IllegalStateException("a hold without a deadline: " + held);
        }
        return lateMillis(Instant.parse(expires.group(1)), sale, body -> body.contains("\"available\":1"));
    }

    private String create(Instant opens) {
        String sale = "probe-" + server.getPort() + "-" + ++sales;
        send(
                request("/v1/admin/sales", tokens.token("merchant", "merchant"))
                        .POST(BodyPublishers.ofString(SALE.formatted(sale, opens))),
                201);
        return sale;
    }

    private double lateMillis(Instant due, String sale, Predicate<String> seen) {
        long deadline = due.toEpochMilli() + PATIENCE_MILLIS;
        while (!seen.test(send(get("/v1/sales/" + sale), 200))) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("what was due at " + due + " in " + sale + " is not seen");
            }
        }
        Instant now = Instant.now();
        return (now.getEpochSecond() - due.getEpochSecond()) * 1e3 + (now.getNano() - due.getNano()) / 1e6;
    }

    private HttpRequest.Builder get(String path) {
        return request(path, tokens.token("somebody")).GET();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest.Builder request, int expected) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException(response + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("the server does not answer", e);
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
