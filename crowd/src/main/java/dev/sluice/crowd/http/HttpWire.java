package dev.sluice.crowd.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests to one server over HTTP/1.1, and shows every answer to a witness. Any thread may use it. */
final class HttpWire {
    private final URI root;
    private final Witness witness;
    private final Duration patience;
    private final HttpClient http;
    private final AtomicLong answers = new AtomicLong();

    /** @param patience after which a request counts as not answered */
    HttpWire(URI root, Witness witness, Duration patience) {
        this.root = root;
        this.witness = witness;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** Blocks until there is an answer, whole with its body. */
    Answer send(String method, String path, Map<String, String> headers, BodyPublisher body) {
        witness.asked(method, path);
        HttpResponse<String> response;
        try {
            response = await(http.sendAsync(request(method, path, headers, body), BodyHandlers.ofString()));
        } catch (IOException e) {
            witness.unanswered(method, path);
            throw new UncheckedIOException(method + " " + path + " is not answered", e);
        } catch (InterruptedException e) {
            witness.unanswered(method, path);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
        return answer(method, path, response);
    }

    /** A server that stops in the midst of a body is given up, too. */
    private <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("nothing after " + patience);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(patience)
                .method(method, body);
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
