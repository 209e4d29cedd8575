package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Charges;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.OrderNumber;
import java.io.IOException;

/** Orders of refunds as JSON. */
final class RefundJson {
    private RefundJson() {}

    static void write(JsonWriter json, Charges.Order order) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(order.number()));
        json.writeStringField("state", order.state().name());
        json.writeBooleanField("unmatched", order.reservation() == null);
        if (order.sale() != null) {
            json.writeStringField("sale", order.sale());
        }
        if (order.reservation() != null) {
            json.writeStringField("reservation", order.reservation().toString());
            json.writeStringField("orderNumber", OrderNumber.of(order.reservation()));
        }
        json.writeStringField("payment", order.payment().toString());
        json.writeStringField("provider", order.provider());
        json.writeStringField("reference", order.charge().reference());
        Json.money(json, "amount", order.charge().amount(), order.charge().currency());
        Json.time(json, "takenAt", order.charge().takenAtMillis());
        Json.time(json, "orderedAt", order.orderedAtMillis());
        json.writeNumberField("attempts", order.attempts());
        if (order.error() != null) {
            json.writeStringField("error", order.error());
        }
        switch (order.state()) {
            case DONE -> Json.time(json, "doneAt", order.doneAtMillis());
            case FAILED -> Json.time(json, "failedAt", order.failedAtMillis());
            case DUE, UNMATCHED -> Json.time(json, "nextAt", order.dueAtMillis());
        }
        json.writeEndObject();
    }
}
