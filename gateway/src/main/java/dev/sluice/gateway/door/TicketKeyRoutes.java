package dev.sluice.gateway.door;

import dev.sluice.gateway.auth.TicketKey;
import dev.sluice.gateway.auth.TicketSeals;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Collection;

/** {@code GET /v1/keys/tickets}: the public keys by which tickets, and lists for doors, are checked, as a JWK set (RFC 7517, RFC 8037). */
public final class TicketKeyRoutes {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TicketSeals seals;
    private final Blocking reading;

    public TicketKeyRoutes(TicketSeals seals, Blocking reading) {
        this.seals = seals;
        this.reading = reading;
    }

    public void mount(Router router) {
        router.get("/v1/keys/tickets").handler(this::list);
    }

    private void list(RoutingContext context) {
        reading.call(() -> {
                    seals.signer(); // So that the one that signs is among them.
                    return seals.keys().all();
                })
                .onSuccess(keys ->
                        Failures.guard(context, () -> Tagged.of(toBuffer(keys)).send(context)))
                .onFailure(context::fail);
    }

    private static Buffer toBuffer(Collection<TicketKey> keys) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("keys");
            for (TicketKey key : keys) {
                json.writeStartObject();
                json.writeStringField("kty", "OKP");
                json.writeStringField("crv", "Ed25519");
                json.writeStringField("alg", "EdDSA");
                json.writeStringField("use", "sig");
                json.writeStringField("kid", key.kid());
                json.writeStringField("x", BASE64.encodeToString(key.raw()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
