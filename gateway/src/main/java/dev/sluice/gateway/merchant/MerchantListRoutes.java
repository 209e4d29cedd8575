package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.ListingPage;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/admin/sales}, and in few words {@code GET /v1/admin/doors}: a merchant's own sales, an operator's all. */
public final class MerchantListRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(MerchantListRoutes.class);

    private final Callers callers;
    private final OwnSales sales;
    private final Blocking searches;

    public MerchantListRoutes(Callers callers, OwnSales sales, Blocking searches) {
        this.callers = callers;
        this.sales = sales;
        this.searches = searches;
    }

    public void mount(Router router) {
        router.get(MerchantRoutes.PATH)
                .handler(callers.merchant((context, who) -> list(context, who, MerchantSaleJson::write)));
        router.get("/v1/admin/doors")
                .handler(callers.merchant((context, who) -> list(context, who, MerchantListRoutes::writeDoor)));
    }

    /** How one of them is written. */
    private interface Writing {
        void write(JsonWriter json, SaleView view) throws IOException;
    }

    private void list(RoutingContext context, Principal who, Writing writing) {
        int before = (int) Math.min(Queries.before(context), Integer.MAX_VALUE);
        int limit = Requests.limit(context);
        SaleFilter wanted = SaleFilter.read(context);
        searches.call(() -> page(sales.newest(who, wanted, before, limit + 1), limit, writing))
                .onSuccess(page -> Answers.json(context.response(), 200, page))
                .onFailure(context::fail);
    }

    private static Buffer page(List<SaleDesk> found, int limit, Writing writing) {
        ListingPage<SaleDesk> page = ListingPage.of(found, limit);
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            List<SaleDesk> unavailable = new ArrayList<>();
            json.writeArrayFieldStart("sales");
            for (SaleDesk sale : page.elements()) {
                if (isReadable(sale)) {
                    writing.write(json, sale.view());
                } else {
                    unavailable.add(sale);
                }
            }
            json.writeEndArray();
            if (!unavailable.isEmpty()) {
                json.writeArrayFieldStart("unavailable");
                for (SaleDesk sale : unavailable) {
                    json.writeString(sale.id());
                }
                json.writeEndArray();
            }
            page.writeNext(json, SaleDesk::number);
            json.writeEndObject();
        }));
    }

    private static boolean isReadable(SaleDesk sale) {
        try {
            sale.view();
            return true;
        } catch (RuntimeException e) {
            LOG.error("sale {} cannot be shown; lists name it only", sale.id(), e);
            return false;
        }
    }

    /** What somebody needs who chooses at whose door to stand. */
    private static void writeDoor(JsonWriter json, SaleView view) throws IOException {
        SaleTerms terms = view.sale().terms();
        json.writeStartObject();
        json.writeStringField("id", terms.id());
        json.writeStringField("title", terms.title());
        FactsFormat.write(json, terms.facts().event());
        json.writeStringField("status", view.status().name());
        json.writeEndObject();
    }
}
