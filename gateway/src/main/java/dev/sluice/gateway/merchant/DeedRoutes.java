package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.DeedJson;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.lane.Blocking;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/admin/deeds}: who did what. Merchants see what was done in their name, and by whomever to a sale of theirs that they name; operators everything. */
public final class DeedRoutes {
    private static final NumberedListing<Deed.Entry> LISTING =
            new NumberedListing<>("deeds", DeedJson::write, Deed.Entry::number);

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
        LISTING.answer(context, reading::call, (before, limit) -> deeds.list(filter, before, limit));
    }
}
