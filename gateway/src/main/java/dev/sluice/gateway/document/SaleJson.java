package dev.sluice.gateway.document;

import dev.sluice.engine.desk.SaleView;
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
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.io.IOException;

/** What anybody may see of a sale, as JSON. */
public final class SaleJson {
    private static final Addition NOTHING = new Addition() {
        @Override
        public void toTier(JsonWriter json, TierState tier) {}

        @Override
        public void toGuards(JsonWriter json, SaleTerms terms) throws IOException {
            GuardsFormat.writeShown(json, terms.guards(), terms.room() != null);
        }

        @Override
        public void toSale(JsonWriter json, SaleView view) {}
    };

    private SaleJson() {}

    /** What others see besides: further members. */
    public interface Addition {
        void toTier(JsonWriter json, TierState tier) throws IOException;

        /** Writes of the guards what they see. */
        void toGuards(JsonWriter json, SaleTerms terms) throws IOException;

        void toSale(JsonWriter json, SaleView view) throws IOException;
    }

    public static void write(JsonWriter json, SaleView view) throws IOException {
        write(json, view, NOTHING, true);
    }

    /** In a list: without what is long. */
    public static void writeAmongOthers(JsonWriter json, SaleView view) throws IOException {
        write(json, view, NOTHING, false);
    }

    /** @param whole false in a list */
    public static void write(JsonWriter json, SaleView view, Addition addition, boolean whole) throws IOException {
        SaleTerms terms = view.sale().terms();
        json.writeStartObject();
        json.writeStringField("id", terms.id());
        json.writeStringField("title", terms.title());
        json.writeStringField("description", terms.description());
        if (whole) {
            json.writeStringField("descriptionHtml", Markdown.toHtml(terms.description()));
        }
        FactsFormat.write(json, terms.facts().event());
        json.writeStringField("goods", terms.goods().name());
        json.writeStringField("status", view.status().name());
        Json.time(json, "opensAt", terms.window().opensAtMillis());
        if (terms.window().closesAtMillis() != Window.NEVER_MILLIS) {
            Json.time(json, "closesAt", terms.window().closesAtMillis());
        }
        OrderFormat.write(json, terms.order());
        addition.toGuards(json, terms);
        rules(json, terms.rules());
        KindFormat format = Kinds.of(terms);
        json.writeStringField("kind", format.kind());
        format.describe(json, terms, view.tiers(), view.availability());
        json.writeArrayFieldStart("tiers");
        for (int i = 0; i < terms.tiers().size(); i++) {
            tier(json, terms.tiers().get(i), terms.currency(), view.tiers().get(i), addition);
        }
        json.writeEndArray();
        addition.toSale(json, view);
        json.writeEndObject();
    }

    private static void rules(JsonWriter json, PurchaseRules rules) throws IOException {
        json.writeStringField("takeStock", rules.takeStock().name());
        json.writeNumberField("limitPerUser", rules.limitPerUser());
        json.writeNumberField("holdSeconds", rules.holdSeconds());
        json.writeNumberField("offerSeconds", rules.offerHoldSeconds());
        if (rules.mixedTiers()) {
            json.writeBooleanField("mixedTiers", true);
        }
        if (rules.takeStock() == TakeStock.PAYMENT) {
            json.writeNumberField("overbookPercent", rules.overbookPercent());
        }
        if (rules.waitlistCapacity() > 0) {
            json.writeObjectFieldStart("waitlist");
            json.writeNumberField("capacity", rules.waitlistCapacity());
            json.writeEndObject();
        }
    }

    private static void tier(JsonWriter json, TierTerms tier, String currency, TierState state, Addition addition)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tier.id());
        json.writeStringField("name", tier.name());
        Json.money(json, "price", tier.price(), currency);
        json.writeNumberField("capacity", state.capacity());
        json.writeNumberField("available", Math.max(0, state.admissible()));
        json.writeNumberField("waiting", state.waiting());
        addition.toTier(json, state);
        json.writeEndObject();
    }
}
