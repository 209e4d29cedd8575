package dev.sluice.crowd.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests to one server over HTTP/1.1, and shows every answer to a witness. Any thread may use it. */
final class HttpWire {
    /** Only a request that hangs takes this long. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    private final URI root;
    private final Witness witness;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong answers = new AtomicLong();

    HttpWire(URI root, Witness witness) {
        this.root = root;
        this.witness = witness;
    }

    /** Blocks until there is an answer. */
    Answer send(String method, String path, Map<String, String> headers, BodyPublisher body) {
        try {
            return answer(method, path, http.send(request(method, path, headers, body), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    CompletableFuture<Answer> sendLater(String method, String path, Map<String, String> headers, BodyPublisher body) {
        return http.sendAsync(request(method, path, headers, body), BodyHandlers.ofString())
                .thenApply(response -> answer(method, path, response));
    }

    long answers() {
        return answers.get();
    }

    void close() {
        http.shutdownNow();
    }

    private HttpRequest request(String method, String path, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(HANGS).method(method, body);
        headers.forEach(request::header);
        return request.build();
    }

    private Answer answer(String method, String path, HttpResponse<String> response) {
        answers.incrementAndGet();
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        witness.answered(method, path, answer);
        return answer;
    }
}
