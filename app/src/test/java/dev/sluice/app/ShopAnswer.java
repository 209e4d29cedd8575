package dev.sluice.app;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What an HTTP request was answered with. */
record ShopAnswer(int status, HttpHeaders headers, String body) {
    JsonObject json() {
        return new JsonObject(body);
    }

    String text(String field) {
        return json().getString(field);
    }

    /** Why it was refused. */
    String reason() {
        return text("reason");
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Not taken in, with the advice to come back. */
    boolean isBusy() {
        return status == 503 && "BUSY".equals(reason()) && header("Retry-After").isPresent();
    }
}
