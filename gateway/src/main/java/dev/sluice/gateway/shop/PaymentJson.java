package dev.sluice.gateway.shop;

import dev.sluice.json.Json;
import dev.sluice.payment.Checkout;
import dev.sluice.sale.PaymentState;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.TreeMap;

/** Payments as JSON. */
final class PaymentJson {
    private PaymentJson() {}

    static Buffer toBuffer(PaymentState payment) {
        return toBuffer(payment, null);
    }

    /** @param checkout how the buyer goes on, or null */
    static Buffer toBuffer(PaymentState payment, Checkout checkout) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", payment.id().toString());
            json.writeStringField("reservation", payment.reservation().toString());
            json.writeStringField("provider", payment.provider());
            json.writeStringField("status", payment.status().name());
            json.writeNumberField("attempt", payment.attempt());
            Json.money(json, "amount", payment.amount(), payment.currency());
            Json.time(json, "createdAt", payment.createdAtMillis());
            switch (checkout) {
                case null -> {}
                case Checkout.Redirect redirect ->
                    json.writeStringField("redirectUrl", redirect.url().toString());
                case Checkout.InPage inPage -> {
                    json.writeObjectFieldStart("clientData");
                    for (Map.Entry<String, String> field : new TreeMap<>(inPage.data()).entrySet()) {
                        json.writeStringField(field.getKey(), field.getValue());
                    }
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        }));
    }
}
