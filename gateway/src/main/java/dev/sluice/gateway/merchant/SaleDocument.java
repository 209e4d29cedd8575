package dev.sluice.gateway.merchant;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * A sale as its merchant would say it to create it once more: {@link SaleTermsJson#create} reads it, and makes the same terms of it. What was not said,
 * and follows from the rest, is not said here either.
 */
final class SaleDocument {
    private SaleDocument() {}

    /** @param owner null if it is nobody's */
    static Buffer toBuffer(SaleTerms terms, String owner) {
        return Buffer.buffer(Json.bytes(json -> write(json, terms, owner)));
    }

    private static void write(JsonWriter json, SaleTerms terms, String owner) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", terms.id());
        json.writeStringField("title", terms.title());
        json.writeStringField("description", terms.description());
        FactsFormat.write(json, terms.facts().event());
        if (terms.facts().goods() != null) {
            json.writeStringField("goods", terms.facts().goods().name());
        }
        Json.time(json, "opensAt", terms.window().opensAtMillis());
        long closes = terms.window().closesAtMillis();
        if (closes != Window.NEVER_MILLIS && closes != terms.inventory().soldUntilMillis()) {
            Json.time(json, "closesAt", closes);
        }
        OrderFormat.write(json, terms.order());
        GuardsFormat.write(json, terms.guards());
        rules(json, terms.rules());
        if (owner != null) {
            json.writeStringField("owner", owner);
        }
        KindFormat format = Kinds.of(terms);
        json.writeObjectFieldStart("inventory");
        json.writeStringField("kind", format.kind());
        format.write(json, terms);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rules(JsonWriter json, PurchaseRules rules) throws IOException {
        json.writeStringField("takeStock", rules.takeStock().name());
        json.writeNumberField("limitPerUser", rules.limitPerUser());
        json.writeNumberField("holdSeconds", rules.holdSeconds());
        if (rules.offerSeconds() > 0) {
            json.writeNumberField("offerSeconds", rules.offerSeconds());
        }
        if (rules.takeStock() == TakeStock.PAYMENT) {
            json.writeNumberField("overbookPercent", rules.overbookPercent());
        }
        if (rules.waitlistCapacity() > 0) {
            json.writeObjectFieldStart("waitlist");
            json.writeNumberField("capacity", rules.waitlistCapacity());
            json.writeEndObject();
        }
        if (rules.mixedTiers()) {
            json.writeBooleanField("mixedTiers", true);
        }
    }
}
