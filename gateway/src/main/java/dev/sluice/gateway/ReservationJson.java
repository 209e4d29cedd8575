package dev.sluice.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Status;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** Reservations and tickets as JSON. Used by one event loop. */
final class ReservationJson {
    private final TicketCodes codes;
    private long lastMillis;
    private String lastTime = "";

    ReservationJson(TicketCodes codes) {
        this.codes = codes;
    }

    Buffer toBuffer(SaleTerms sale, ReservationState state) {
        return Json.buffer(json -> write(json, sale, state, null));
    }

    /** A request that is taken in and not decided. */
    Buffer queued(SaleTerms sale, UUID id, int tier, int quantity, long position) {
        return Json.buffer(json -> {
            json.writeStartObject();
            json.writeStringField("id", id.toString());
            json.writeStringField("sale", sale.id());
            json.writeStringField("tier", sale.tiers().get(tier).id());
            json.writeNumberField("quantity", quantity);
            json.writeStringField("status", Status.QUEUED.name());
            json.writeNumberField("position", position);
            json.writeEndObject();
        });
    }

    /** A request that was refused. */
    Buffer rejected(SaleTerms sale, UUID id, int tier, int quantity, String reason) {
        return Json.buffer(json -> {
            json.writeStartObject();
            json.writeStringField("id", id.toString());
            json.writeStringField("sale", sale.id());
            json.writeStringField("tier", sale.tiers().get(tier).id());
            json.writeNumberField("quantity", quantity);
            json.writeStringField("status", Status.REJECTED.name());
            json.writeStringField("reason", reason);
            json.writeEndObject();
        });
    }

    /** @param user for merchants; null for the buyer's own eyes, who gets the tickets instead */
    void write(JsonGenerator json, SaleTerms sale, ReservationState state, String user) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", state.id().toString());
        json.writeStringField("sale", sale.id());
        json.writeStringField("tier", sale.tiers().get(state.tier()).id());
        json.writeNumberField("quantity", state.quantity());
        json.writeStringField("status", state.status().name());
        if (state.reason() != null) {
            json.writeStringField("reason", state.reason().name());
        }
        Json.money(json, "amount", state.amount(), sale.currency());
        json.writeStringField("createdAt", time(state.createdAtMillis()));
        if (state.expiresAtMillis() > 0) {
            json.writeStringField("expiresAt", time(state.expiresAtMillis()));
        }
        if (state.position() > 0) {
            json.writeNumberField("position", state.position());
        }
        if (user == null) {
            tickets(json, sale, state);
        } else {
            json.writeStringField("user", user);
            json.writeNumberField("ordinal", state.ordinal());
        }
        json.writeEndObject();
    }

    private void tickets(JsonGenerator json, SaleTerms sale, ReservationState state) throws IOException {
        String status = ticketStatus(state.status());
        json.writeArrayFieldStart("tickets");
        for (int i = 1; status != null && i <= state.quantity(); i++) {
            UUID ticket = ReservationIds.ticket(state.id(), i);
            ticket(json, sale, state.tier(), state.id(), ticket, status);
        }
        json.writeEndArray();
    }

    void ticket(JsonGenerator json, SaleTerms sale, int tier, UUID reservation, UUID ticket, String status)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", ticket.toString());
        json.writeStringField("reservation", reservation.toString());
        json.writeStringField("sale", sale.id());
        json.writeStringField("tier", sale.tiers().get(tier).id());
        json.writeObjectFieldStart("unit");
        json.writeStringField("kind", "counted");
        json.writeEndObject();
        json.writeStringField("status", status);
        if (status.equals("VALID")) {
            json.writeStringField("code", codes.code(ticket));
        }
        json.writeEndObject();
    }

    private static String ticketStatus(Status status) {
        return switch (status) {
            case HELD -> "HELD";
            case CONFIRMED -> "VALID";
            case REFUNDED -> "REFUNDED";
            case QUEUED, WAITLISTED, EXPIRED, CANCELLED, REJECTED -> null;
        };
    }

    /** Reservations of one batch have the same times. */
    private String time(long epochMillis) {
        if (epochMillis != lastMillis) {
            lastMillis = epochMillis;
            lastTime = Instant.ofEpochMilli(epochMillis).toString();
        }
        return lastTime;
    }
}
