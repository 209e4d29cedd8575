package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.lane.Blocking;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/admin/sales/{sale}/document}: a sale as one would say it to create it once more. */
public final class SaleDocumentRoutes {
    private final Callers callers;
    private final OwnSales own;
    private final Blocking blocking;

    /** @param blocking where it is written: that of a large hall takes a while */
    public SaleDocumentRoutes(Callers callers, OwnSales own, Blocking blocking) {
        this.callers = callers;
        this.own = own;
        this.blocking = blocking;
    }

    public void mount(Router router) {
        router.get(MerchantRoutes.PATH + "/:sale/document").handler(callers.merchant(this::read));
    }

    private void read(RoutingContext context, Principal who) {
        SaleView view = own.named(context, who).view();
        SaleTag.tell(context, view);
        blocking.call(() ->
                        SaleDocument.toBuffer(view.sale().terms(), view.sale().owner()))
                .onSuccess(document -> Answers.json(context.response(), 200, document))
                .onFailure(context::fail);
    }
}
