package dev.sluice.gateway.catalogue;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.document.SaleJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Preferences;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/time}, {@code /v1/sales}, {@code /v1/sales/{sale}}: what everybody may see. */
public final class SaleRoutes {
    private record Written(SaleView view, Tagged json) {}

    private final Desks desks;
    private final InstantSource clock;
    private final Map<String, Written> written = new HashMap<>();

    public SaleRoutes(Desks desks, InstantSource clock) {
        this.desks = desks;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/time").handler(this::time);
        router.get("/v1/sales").handler(this::list);
        router.get("/v1/sales/:sale")
                .handler(context -> write(desks.named(context)).send(context));
    }

    private void time(RoutingContext context) {
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            long now = clock.millis();
            json.writeStartObject();
            Json.time(json, "now", now);
            json.writeNumberField("epochMillis", now);
            json.writeEndObject();
        }));
        Answers.json(context.response(), 200, body);
    }

    /** Newest first: a shop that has been open for years has many sales, most of them over. */
    private void list(RoutingContext context) {
        SaleDesks sales = desks.all();
        int limit = Requests.limit(context);
        int before = before(context);
        List<SaleDesk> page = sales.newest(before, limit + 1);
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("sales");
            for (SaleDesk sale : page.subList(0, Math.min(limit, page.size()))) {
                SaleJson.write(json, sale.view());
            }
            json.writeEndArray();
            if (page.size() > limit) {
                json.writeStringField(
                        "nextCursor", Integer.toString(page.get(limit - 1).number()));
            }
            json.writeEndObject();
        }));
        Tagged.of(body).send(context);
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
    private Tagged write(SaleDesk sale) {
        SaleView view = sale.view();
        Written before = written.get(sale.id());
        if (before != null && before.view == view) {
            return before.json;
        }
        Tagged now = Tagged.of(Buffer.buffer(Json.bytes(json -> SaleJson.write(json, view))));
        written.put(sale.id(), new Written(view, now));
        return now;
    }
}
