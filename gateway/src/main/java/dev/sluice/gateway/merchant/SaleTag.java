package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleView;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Says of which version of a sale an answer is. */
final class SaleTag {
    private SaleTag() {}

    static void tell(RoutingContext context, SaleView view) {
        context.response().headers().set(HttpHeaders.ETAG, "\"v" + view.sale().version() + "\"");
    }
}
