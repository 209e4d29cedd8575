package dev.sluice.crowd.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who asks one shop, always with the same headers, and what a buyer usually asks. Immutable; any thread may use it. A
 * request that is not answered is an {@link java.io.UncheckedIOException}.
 */
public final class Visitor {
    private static final String JSON = "application/json";

    private final HttpWire wire;
    private final Map<String, String> headers;

    Visitor(HttpWire wire, Map<String, String> headers) {
        this.wire = wire;
        this.headers = headers;
    }

    /** As somebody with this token. */
    public Visitor withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** With a header more, or with another value of it. */
    public Visitor with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Visitor(wire, more);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public CompletableFuture<Answer> getLater(String path) {
        return sendLater("GET", path, BodyPublishers.noBody());
    }

    /** As {@link #post}, without waiting for the answer. */
    public CompletableFuture<Answer> postLater(String path, String body) {
        return withType(body).sendLater("POST", path, BodyPublishers.ofString(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** JSON if there is a body, and nothing else was said. */
    public Answer post(String path, String body) {
        return withType(body).send("POST", path, BodyPublishers.ofString(body));
    }

    /** JSON if there is a body, and nothing else was said. */
    public Answer patch(String path, String body) {
        return withType(body).send("PATCH", path, BodyPublishers.ofString(body));
    }

    /** Any request, with these headers and no others. */
    public Answer send(String method, String path, BodyPublisher body) {
        return wire.send(method, path, headers, body);
    }

    private CompletableFuture<Answer> sendLater(String method, String path, BodyPublisher body) {
        return wire.sendLater(method, path, headers, body);
    }

    /**
     * Asks for units of a sale.
     *
     * @param key the idempotency key; the same again gets the same reservation
     * @param purchase what is asked for, a JSON object
     */
    public Answer reserve(String sale, String key, String purchase) {
        return with("Idempotency-Key", key).post(reservations(sale), purchase);
    }

    /** Asks for any units of a sale, so many. */
    public Answer buy(String sale, String key, int quantity) {
        return reserve(sale, key, anyOf(quantity));
    }

    public CompletableFuture<Answer> buyLater(String sale, String key, int quantity) {
        return with("Idempotency-Key", key)
                .with("Content-Type", JSON)
                .sendLater("POST", reservations(sale), BodyPublishers.ofString(anyOf(quantity)));
    }

    /** Begins to pay for a reservation, at the sandbox; the answer has the payment's id. */
    public Answer openPayment(String reservation) {
        return post("/v1/reservations/" + reservation + "/payment", "{\"provider\": \"sandbox\"}");
    }

    /** Clicks {@code pay} or {@code decline} on the sandbox's page of a payment. */
    public Answer answerPayment(String payment, String button) {
        return post("/v1/payments/sandbox/" + payment + "/" + button, "");
    }

    /** Begins to pay for a reservation and clicks on the sandbox's page. The payment's id. */
    public String click(String reservation, String button) {
        String payment = openPayment(reservation).id();
        answerPayment(payment, button);
        return payment;
    }

    /** Asks until a reservation has this status. */
    public Answer awaitReservation(String id, String status) {
        return await("/v1/reservations/" + id, status);
    }

    /** Asks until a payment has this status. */
    public Answer awaitPayment(String id, String status) {
        return await("/v1/payments/" + id, status);
    }

    private Answer await(String path, String status) {
        return Await.until(
                path + " becomes " + status,
                () -> get(path),
                answer -> answer.status() == 200 && status.equals(answer.text("/status")));
    }

    private Visitor withType(String body) {
        return body.isEmpty() || headers.containsKey("Content-Type") ? this : with("Content-Type", JSON);
    }

    private static String reservations(String sale) {
        return "/v1/sales/" + sale + "/reservations";
    }

    private static String anyOf(int quantity) {
        return "{\"quantity\": " + quantity + "}";
    }
}
