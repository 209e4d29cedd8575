package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.History;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** What happened to a reservation, as JSON. */
final class HistoryJson {
    private HistoryJson() {}

    static Buffer toBuffer(SaleState sale, History history) {
        ReservationState state = history.row().state();
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", state.id().toString());
            json.writeStringField("orderNumber", OrderNumber.of(state.id()));
            json.writeStringField("sale", sale.terms().id());
            json.writeStringField("user", history.row().user());
            json.writeStringField("status", state.status().name());
            json.writeArrayFieldStart("events");
            for (History.Event event : history.events()) {
                write(json, state, event);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notKept");
            for (String lack : lacks(state)) {
                json.writeString(lack);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonWriter json, ReservationState state, History.Event event) throws IOException {
        json.writeStartObject();
        Json.time(json, "at", event.atMillis());
        json.writeStringField("what", event.what().name());
        if (event.payment() != null) {
            json.writeStringField("payment", event.payment().toString());
        }
        if (event.reference() != null) {
            json.writeStringField("reference", event.reference());
        }
        if (event.currency() != null) {
            Json.money(json, "amount", event.amount(), event.currency());
        }
        if (!event.tickets().isEmpty()) {
            json.writeArrayFieldStart("tickets");
            for (int number : event.tickets()) {
                json.writeString(ReservationIds.ticket(state.id(), number).toString());
            }
            json.writeEndArray();
        }
        if (event.note() != null) {
            json.writeStringField("note", event.note());
        }
        if (event.reason() != null) {
            json.writeStringField("reason", event.reason());
        }
        json.writeEndObject();
    }

    /** Of what was, and is not any more, no time is kept. */
    private static List<String> lacks(ReservationState state) {
        return switch (state.status()) {
            case CANCELLED -> List.of("when it was cancelled", "whether it waited before it was held");
            case REJECTED -> List.of("when it was rejected");
            case EXPIRED ->
                state.expiresAtMillis() == 0
                        ? List.of("when its wait ended")
                        : List.of("whether it waited before it was held");
            case WAITLISTED -> List.of();
            default -> List.of("whether it waited before it was held");
        };
    }
}
