package dev.sluice.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shoppers and a merchant over HTTP. Blocks; any thread may use it. A connection that breaks is an {@link UncheckedIOException}. */
final class ShopClient implements AutoCloseable {
    static final String SECRET = "a-secret-of-these-tests-0123456789";
    /** Only a request that hangs takes this long. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong answers = new AtomicLong();

    ShopClient(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** How many requests were answered. */
    long answers() {
        return answers.get();
    }

    ShopAnswer reserve(Wish wish, int waitSeconds) {
        return send(request(wish.user, "/v1/sales/" + wish.sale + "/reservations")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", wish.key)
                .header("Prefer", "wait=" + waitSeconds)
                .POST(HttpRequest.BodyPublishers.ofString(wish.purchase())));
    }

    ShopAnswer get(String user, String path) {
        return send(request(user, path).GET());
    }

    ShopAnswer delete(String user, String path) {
        return send(request(user, path).DELETE());
    }

    ShopAnswer post(String user, String path, JsonObject body) {
        return send(request(user, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    ShopAnswer createSale(SaleSpec sale) {
        return post(SaleSpec.MERCHANT, "/v1/admin/sales", sale.toJson());
    }

    boolean isReady() {
        return get("nobody", "/health/ready").status() == 200;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(HANGS)
                .header("Authorization", "Bearer " + token(user));
    }

    private ShopAnswer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answers.incrementAndGet();
            return new ShopAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    private static String token(String user) {
        String roles = user.equals(SaleSpec.MERCHANT) ? "[\"merchant\"]" : "[]";
        String claims = "{\"sub\":\"" + user + "\",\"roles\":" + roles + ",\"exp\":"
                + Instant.now().plusSeconds(3600).getEpochSecond() + "}";
        String signed = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
