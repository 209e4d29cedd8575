package dev.sluice.payment.sandbox;

import dev.sluice.engine.retry.Backoff;
import dev.sluice.engine.retry.Rounds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the refunds that are due, and delivers webhooks, each until it is answered with success: at least once, as real providers
 * promise.
 */
final class SandboxCourier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxCourier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));
    private static final int AT_ONCE = 100;

    private final SandboxBooks books;
    private final SandboxConfig config;
    private final WebhookSignature signature;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Rounds rounds = new Rounds("sandbox", PERIOD, this::round);

    SandboxCourier(SandboxBooks books, SandboxConfig config, InstantSource clock) {
        this.books = books;
        this.config = config;
        this.signature = new WebhookSignature(config.secret());
        this.clock = clock;
    }

    void start() {
        rounds.start();
    }

    /** Something may be due. */
    void wake() {
        rounds.wake();
    }

    @Override
    public void close() {
        rounds.close();
        http.shutdownNow();
    }

    private boolean round() throws InterruptedException {
        books.makeDueRefunds(clock.instant(), 1 + config.manners().duplicates());
        books.makeDueParts(clock.instant(), 1 + config.manners().duplicates());
        var due = books.dueWebhooks(clock.instant(), AT_ONCE);
        for (SandboxBooks.DueWebhook webhook : due) {
            String error = deliver(webhook.event());
            if (error == null) {
                books.delivered(webhook.id());
            } else {
                LOG.debug(
                        "webhook {} of payment {}: {}",
                        webhook.id(),
                        webhook.event().payment(),
                        error);
                books.again(webhook.id(), clock.instant().plus(RETRY.after(webhook.attempts())), error);
            }
        }
        return due.size() == AT_ONCE;
    }

    /** Null if it was taken, else what went wrong. */
    private String deliver(WebhookEvent event) throws InterruptedException {
        byte[] body = event.toJson();
        HttpRequest request = HttpRequest.newBuilder(config.webhookUrl())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(WebhookSignature.HEADER, signature.sign(clock.instant().getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? null : "answered " + status;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
