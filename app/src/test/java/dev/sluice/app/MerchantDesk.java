package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

/** Whoever uses a demo without its pages: the merchant, and the others in the crowd. Blocks. */
final class MerchantDesk implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String shop;

    MerchantDesk(String shop) {
        this.shop = shop;
    }

    /** Puts something on sale, open at once, with these fields of JSON beside the usual ones. */
    void sell(String id, String inventory, Map<String, Object> fields) {
        JsonObject sale = new JsonObject()
                .put("id", id)
                .put("title", "Sale " + id)
                .put("opensAt", Instant.now().minusSeconds(1).toString())
                .put("closesAt", Instant.now().plusSeconds(3_600).toString())
                .put("limitPerUser", 4)
                .put("holdSeconds", 600)
                .put("inventory", new JsonObject(inventory));
        fields.forEach(sale::put);
        post("merchant", "/v1/admin/sales", sale.encode(), 201);
    }

    void close(String sale) {
        post("merchant", "/v1/admin/sales/" + sale + "/close", "", 200);
    }

    /** Somebody else buys. */
    void buy(String user, String sale, String body) {
        post(user, "/v1/sales/" + sale + "/reservations", body, 201);
    }

    @Override
    public void close() {
        http.close();
    }

    private void post(String user, String path, String body, int expectedStatus) {
        HttpResponse<String> answer = send(request(path, body)
                .header("Authorization", "Bearer " + token(user))
                .header("Idempotency-Key", user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expectedStatus);
    }

    private String token(String user) {
        String body = user.equals("merchant")
                ? "{\"user\": \"merchant\", \"roles\": [\"merchant\"]}"
                : "{\"user\": \"" + user + "\", \"roles\": []}";
        return new JsonObject(send(request("/v1/demo/token", body)).body()).getString("token");
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(shop + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }
}
