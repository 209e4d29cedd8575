package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/time}, {@code /v1/sales}, {@code /v1/sales/{sale}}: what everybody may see. */
final class SaleRoutes {
    /** A cache in front answers a crowd for this long. */
    private static final CharSequence BRIEFLY = HttpHeaders.createOptimized("public, max-age=1");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    record Written(SaleView view, Buffer body, String etag) {}

    private final Lane lane;
    private final Calls calls;
    private final Map<String, Written> written = new HashMap<>();

    SaleRoutes(Lane lane) {
        this.lane = lane;
        this.calls = new Calls(lane);
    }

    void mount(Router router) {
        router.get("/v1/time").handler(this::time);
        router.get("/v1/sales").handler(this::list);
        router.get("/v1/sales/:sale").handler(context -> cached(context, write(calls.sale(context))));
    }

    private void time(RoutingContext context) {
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            long now = lane.parts.clock().millis();
            json.writeStartObject();
            Json.time(json, "now", now);
            json.writeNumberField("epochMillis", now);
            json.writeEndObject();
        }));
        Answers.json(context.response(), 200, body);
    }

    /** Newest first: a shop that has been open for years has many sales, most of them over. */
    private void list(RoutingContext context) {
        if (!lane.parts.sales().isOpen()) {
            throw new ProblemException(lane.parts.unknownSale("there are no sales"));
        }
        int limit = Calls.limit(context);
        int before = before(context);
        List<SaleDesk> page = lane.parts.sales().newest(before, limit + 1);
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("sales");
            for (SaleDesk sale : page.subList(0, Math.min(limit, page.size()))) {
                SaleJson.write(json, sale.view(), false);
            }
            json.writeEndArray();
            if (page.size() > limit) {
                json.writeStringField(
                        "nextCursor", Integer.toString(page.get(limit - 1).number()));
            }
            json.writeEndObject();
        }));
        cached(context, new Written(null, body, Etag.of(body)));
    }

    private static int before(RoutingContext context) {
        String cursor = context.request().getParam("cursor", "");
        int number = Preferences.seconds(cursor, Integer.MAX_VALUE, -1);
        if (!cursor.isEmpty() && number < 0) {
            throw new FieldErrors()
                    .add("/query/cursor", "is a nextCursor of an earlier page")
                    .invalid();
        }
        return cursor.isEmpty() ? Integer.MAX_VALUE : number;
    }

    /** A sale is written once for each of its views. */
    private Written write(SaleDesk sale) {
        SaleView view = sale.view();
        Written before = written.get(sale.id());
        if (before != null && before.view == view) {
            return before;
        }
        Buffer body = SaleJson.forShoppers(view);
        Written now = new Written(view, body, Etag.of(body));
        written.put(sale.id(), now);
        return now;
    }

    /** Sends what a cache in front may keep for a moment. */
    static void cached(RoutingContext context, Written written) {
        HttpServerResponse response = context.response();
        response.headers()
                .set(HttpHeaders.ETAG, written.etag)
                .set(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                .set(HttpHeaders.CONTENT_TYPE, JSON);
        if (Etag.isKnown(context.request(), written.etag)) {
            response.setStatusCode(304).end();
        } else {
            response.end(written.body);
        }
    }
}
