package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.format.kind.Trips;
import dev.sluice.format.plan.TrainJson;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/** {@code GET /v1/journeys} and {@code /v1/stops}: which trains there are. Used by one event loop. */
public final class JourneyRoutes {
    private static final int MAX_SEARCHES = 1_000;

    private final Desks desks;
    private final Blocking blocking;
    private final InstantSource clock;
    private final Cache<String, JourneySearch> searches = Caffeine.newBuilder()
            .maximumSize(MAX_SEARCHES)
            .executor(Runnable::run)
            .build();

    private KnownStops stops = KnownStops.NONE;
    private int newestSale = -1;

    public JourneyRoutes(Desks desks, Blocking blocking, InstantSource clock) {
        this.desks = desks;
        this.blocking = blocking;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/journeys").handler(this::journeys);
        router.get("/v1/stops").handler(this::stops);
    }

    private void journeys(RoutingContext context) {
        String from = needed(context, "from");
        String to = needed(context, "to");
        LocalDate day = Requests.day(context, "date", null);
        SaleDesks sales = desks.all();
        String key = from + "\n" + to + "\n" + day;
        JourneySearch search = searches.getIfPresent(key);
        if (search != null && !search.isOld(sales)) {
            search.answer(clock.millis()).send(context);
            return;
        }
        blocking.call(() -> new JourneySearch(sales, from, to, day))
                .onSuccess(made -> Failures.guard(context, () -> {
                    searches.put(key, made);
                    made.answer(clock.millis()).send(context);
                }))
                .onFailure(context::fail);
    }

    private void stops(RoutingContext context) {
        String query = context.request().getParam("query", "");
        int limit = Requests.limit(context);
        SaleDesks sales = desks.all();
        int newest = JourneySearch.newest(sales);
        if (newest == newestSale) {
            sendStops(context, query, limit);
            return;
        }
        blocking.call(() -> KnownStops.of(sales))
                .onSuccess(known -> Failures.guard(context, () -> {
                    stops = known;
                    newestSale = newest;
                    sendStops(context, query, limit);
                }))
                .onFailure(context::fail);
    }

    private void sendStops(RoutingContext context, String query, int limit) {
        List<Trips.Stop> found = stops.find(query, limit);
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("stops");
            for (Trips.Stop stop : found) {
                write(json, stop);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
        Tagged.of(body).send(context);
    }

    private static void write(JsonWriter json, Trips.Stop stop) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", stop.id());
        json.writeStringField("name", stop.name());
        json.writeStringField("timezone", stop.zone());
        TrainJson.aliases(json, stop.aliases());
        json.writeEndObject();
    }

    private static String needed(RoutingContext context, String name) {
        String text = context.request().getParam(name, "");
        if (text.isEmpty()) {
            throw new FieldErrors()
                    .add("/query/" + name, "is needed: the id of a stop")
                    .invalid();
        }
        return text;
    }
}
