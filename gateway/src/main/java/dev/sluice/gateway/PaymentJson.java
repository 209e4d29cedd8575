package dev.sluice.gateway;

import dev.sluice.json.Json;
import dev.sluice.sale.PaymentState;
import io.vertx.core.buffer.Buffer;
import java.net.URI;

/** Payments as JSON. */
final class PaymentJson {
    private PaymentJson() {}

    /** @param redirectUrl where the buyer pays, or null */
    static Buffer toBuffer(PaymentState payment, URI redirectUrl) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", payment.id().toString());
            json.writeStringField("reservation", payment.reservation().toString());
            json.writeStringField("provider", payment.provider());
            json.writeStringField("status", payment.status().name());
            json.writeNumberField("attempt", payment.attempt());
            Json.money(json, "amount", payment.amount(), payment.currency());
            Json.time(json, "createdAt", payment.createdAtMillis());
            if (redirectUrl != null) {
                json.writeStringField("redirectUrl", redirectUrl.toString());
            }
            json.writeEndObject();
        }));
    }
}
