package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.store.KindStores;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.gateway.document.SaleJson;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** A sale as JSON, with what only its merchant sees. */
final class MerchantSaleJson implements SaleJson.Addition {
    private static final MerchantSaleJson WHOLE = new MerchantSaleJson(true);
    private static final MerchantSaleJson IN_A_LIST = new MerchantSaleJson(false);

    private final boolean whole;

    private MerchantSaleJson(boolean whole) {
        this.whole = whole;
    }

    static Buffer toBuffer(SaleView view) {
        return Buffer.buffer(Json.bytes(json -> SaleJson.write(json, view, WHOLE, true)));
    }

    /** In a list. */
    static void write(JsonWriter json, SaleView view) throws IOException {
        SaleJson.write(json, view, IN_A_LIST, false);
    }

    @Override
    public void toTier(JsonWriter json, TierState tier) throws IOException {
        json.writeNumberField("held", tier.held());
        json.writeNumberField("sold", tier.sold());
        json.writeNumberField("withheld", tier.withheld());
    }

    @Override
    public void toGuards(JsonWriter json, SaleTerms terms) throws IOException {
        GuardsFormat.write(json, terms.guards());
    }

    @Override
    public void toSale(JsonWriter json, SaleView view) throws IOException {
        json.writeNumberField("number", view.sale().number());
        json.writeNumberField("version", view.sale().version());
        if (view.sale().owner() != null) {
            json.writeStringField("owner", view.sale().owner());
        }
        Plan plan = view.sale().terms().inventory().plan();
        if (whole && plan != null) {
            json.writeStringField("plan", KindStores.of(plan).planVersion(plan));
        }
        if (view.sale().holdsKeptUntilMillis() > 0) {
            Json.time(json, "holdsKeptUntil", view.sale().holdsKeptUntilMillis());
        }
        if (view.status() == SaleStatus.CLOSED && !view.settled()) {
            afterClose(json, view.tiers());
        }
    }

    private static void afterClose(JsonWriter json, List<TierState> tiers) throws IOException {
        json.writeObjectFieldStart("afterClose");
        json.writeNumberField("held", tiers.stream().mapToLong(TierState::held).sum());
        json.writeNumberField(
                "waiting", tiers.stream().mapToLong(TierState::waiting).sum());
        json.writeStringField(
                "detail",
                "What is held can be paid until its deadline. Who waits is offered what comes free of it, in their order;"
                        + " then the wait ends.");
        json.writeEndObject();
    }
}
