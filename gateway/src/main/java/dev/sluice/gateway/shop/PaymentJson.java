package dev.sluice.gateway.shop;

import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.payment.Checkout;
import dev.sluice.sale.Charge;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.PaymentState;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

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
            json.writeStringField("orderNumber", OrderNumber.of(payment.reservation()));
            json.writeStringField("provider", payment.provider());
            json.writeStringField("status", payment.status().name());
            json.writeNumberField("attempt", payment.attempt());
            Json.money(json, "amount", payment.amount(), payment.currency());
            Json.time(json, "createdAt", payment.createdAtMillis());
            json.writeArrayFieldStart("charges");
            for (Charge charge : payment.charges()) {
                json.writeStartObject();
                write(json, charge);
                json.writeEndObject();
            }
            json.writeEndArray();
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

    /** Money that was taken for a payment that nobody knows. */
    static Buffer unmatched(UUID payment, Charge charge) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("payment", payment.toString());
            write(json, charge);
            json.writeEndObject();
        }));
    }

    private static void write(JsonWriter json, Charge charge) throws IOException {
        json.writeStringField("reference", charge.reference());
        json.writeStringField("status", charge.status().name());
        Json.money(json, "amount", charge.amount(), charge.currency());
        if (!charge.parts().isEmpty()) {
            Json.money(json, "returned", charge.returned(), charge.currency());
            Json.money(json, "returning", charge.returning(), charge.currency());
        }
        Json.time(json, "takenAt", charge.takenAtMillis());
    }
}
