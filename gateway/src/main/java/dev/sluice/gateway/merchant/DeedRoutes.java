package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.DeedJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /v1/admin/deeds}: who did what. Merchants see what was done in their name, and by whomever to a sale of theirs that they name; operators everything. */
public final class DeedRoutes {
    private final Callers callers;
    private final OwnSales own;
    private final Deeds deeds;
    private final Blocking reading;

    public DeedRoutes(Callers callers, OwnSales own, Deeds deeds, Blocking reading) {
        this.callers = callers;
        this.own = own;
        this.deeds = deeds;
        this.reading = reading;
    }

    public void mount(Router router) {
        router.get("/v1/admin/deeds").handler(callers.merchant(this::list));
    }

    private void list(RoutingContext context, Principal principal) {
        String sale = Queries.text(context, "sale");
        boolean everybodys = principal.isOperator() || sale != null && own.has(sale, principal);
        Deeds.Filter filter = new Deeds.Filter(
                everybodys ? null : principal.subject(),
                sale,
                Queries.text(context, "subject"),
                Queries.time(context, "from", 0),
                Queries.time(context, "until", Long.MAX_VALUE));
        long before = Queries.before(context);
        int limit = Requests.limit(context);
        reading.call(() -> deeds.list(filter, before, limit + 1))
                .onSuccess(all ->
                        Failures.guard(context, () -> Answers.json(context.response(), 200, page(all, limit))))
                .onFailure(context::fail);
    }

    private static Buffer page(List<Deed.Entry> all, int limit) {
        List<Deed.Entry> page = all.subList(0, Math.min(limit, all.size()));
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("deeds");
            for (Deed.Entry entry : page) {
                DeedJson.write(json, entry);
            }
            json.writeEndArray();
            if (all.size() > limit) {
                json.writeStringField("nextCursor", Long.toString(page.getLast().number()));
            }
            json.writeEndObject();
        }));
    }
}
