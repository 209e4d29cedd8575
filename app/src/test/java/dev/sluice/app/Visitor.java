package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody who sends requests. Holds every answer against the interface's description. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningSluice sluice;
    private final OpenApi openApi;
    private final Map<String, String> headers;

    Visitor(RunningSluice sluice, OpenApi openApi, Map<String, String> headers) {
        this.sluice = sluice;
        this.openApi = openApi;
        this.headers = headers == null ? Map.of() : headers;
    }

    /** As somebody with this token. */
    Visitor with(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Visitor with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Visitor(sluice, openApi, more);
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    CompletableFuture<Answer> getLater(String path) {
        return sendLater("GET", path, BodyPublishers.noBody());
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** JSON if there is a body. */
    Answer post(String path, String body) {
        return asJson(body).send("POST", path, BodyPublishers.ofString(body));
    }

    Answer patch(String path, String body) {
        return asJson(body).send("PATCH", path, BodyPublishers.ofString(body));
    }

    /** Buys, each time with another key. */
    Answer buy(String sale, String key, int quantity) {
        return with("Idempotency-Key", key)
                .post("/v1/sales/" + sale + "/reservations", "{\"quantity\": " + quantity + "}");
    }

    CompletableFuture<Answer> buyLater(String sale, String key, int quantity) {
        return with("Idempotency-Key", key)
                .with("Content-Type", "application/json")
                .sendLater(
                        "POST",
                        "/v1/sales/" + sale + "/reservations",
                        BodyPublishers.ofString("{\"quantity\": " + quantity + "}"));
    }

    /** Begins to pay for a reservation. */
    Answer openPayment(String reservation) {
        return post("/v1/reservations/" + reservation + "/payment", "{\"provider\": \"sandbox\"}");
    }

    /** Begins to pay for a reservation and clicks on the sandbox's page. The payment's id. */
    String click(String reservation, String button) {
        String payment = openPayment(reservation).id();
        post("/v1/payments/sandbox/" + payment + "/" + button, "");
        return payment;
    }

    /** Asks until it has this status. */
    Answer awaitReservation(String id, String status) {
        return await("/v1/reservations/" + id, status);
    }

    Answer awaitPayment(String id, String status) {
        return await("/v1/payments/" + id, status);
    }

    Answer send(String method, String path, BodyPublisher body) {
        return sendLater(method, path, body).join();
    }

    private Answer await(String path, String status) {
        return Await.until(
                path + " becomes " + status,
                () -> get(path),
                answer -> answer.status() == 200 && status.equals(answer.text("/status")));
    }

    private Visitor asJson(String body) {
        return body.isEmpty() || headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
    }

    private CompletableFuture<Answer> sendLater(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(sluice.url(path)).timeout(PATIENCE).method(method, body);
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> {
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            openApi.check(method, path, answer);
            return answer;
        });
    }

    /** Bytes straight to the server, and what comes back until it hangs up or is silent. */
    static String raw(RunningSluice sluice, String bytes) {
        try (Socket socket = new Socket("127.0.0.1", sluice.port())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException e) {
                return answer.toString();
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
