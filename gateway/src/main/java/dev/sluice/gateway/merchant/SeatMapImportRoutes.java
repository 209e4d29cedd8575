package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Plans;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SeatMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /v1/admin/seat-maps}: maps are imported once, and then never change; whoever imported one finds it again. */
public final class SeatMapImportRoutes {
    public static final String PATH = "/v1/admin/seat-maps";

    private static final Pattern COORDINATE = Pattern.compile("-?[0-9]{1,6}");
    private static final NumberedListing<Plans.Hall> LISTING =
            new NumberedListing<>("maps", SeatMapImportRoutes::write, Plans.Hall::number);

    private final Callers callers;
    private final Plans plans;
    private final Blocking blocking;
    private final Blocking searches;

    /** @param searches where they are listed */
    public SeatMapImportRoutes(Callers callers, Plans plans, Blocking blocking, Blocking searches) {
        this.callers = callers;
        this.plans = plans;
        this.blocking = blocking;
        this.searches = searches;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::store));
        router.get(PATH).handler(callers.merchant(this::list));
    }

    private void list(RoutingContext context, Principal who) {
        LISTING.answer(context, searches::call, (before, limit) -> plans.halls(who.subject(), before, limit));
    }

    private static void write(JsonWriter json, Plans.Hall hall) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", hall.version());
        json.writeStringField("name", hall.name());
        json.writeNumberField("seats", hall.seats());
        json.writeArrayFieldStart("tiers");
        for (String tier : hall.tiers()) {
            json.writeString(tier);
        }
        json.writeEndArray();
        Json.time(json, "storedAt", hall.storedMillis());
        json.writeEndObject();
    }

    private void store(RoutingContext context, Principal who) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        boolean table = type != null && Requests.isType("text/csv", type);
        if (!table && (type == null || !Requests.isJson(type))) {
            throw new ProblemException(Problem.unsupportedMediaType("application/json or text/csv"));
        }
        if (!table) {
            Requests.requireJson(type);
        }
        Charset charset = Requests.charset(type);
        int[] focalPoint = table ? focalPoint(context) : null;
        Function<byte[], SeatMap> reading =
                table ? bytes -> SeatMaps.fromCsv(bytes, charset, focalPoint) : SeatMaps::fromJson;
        Bodies.read(context, Bodies.MAX_DOCUMENT_BYTES, document -> store(context, who, document, reading));
    }

    private void store(RoutingContext context, Principal who, byte[] document, Function<byte[], SeatMap> reading) {
        blocking.call(() -> {
                    SeatMap map = reading.apply(document);
                    plans.store(map, who.subject());
                    return map;
                })
                .onSuccess(map -> Failures.guard(context, () -> stored(context, map)))
                .onFailure(context::fail);
    }

    private static void stored(RoutingContext context, SeatMap map) {
        context.response().headers().set(HttpHeaders.LOCATION, "/v1/seat-maps/" + map.version());
        Answers.json(context.response(), 201, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", map.version());
            json.writeNumberField("seats", map.seats());
            json.writeNumberField("sections", map.sections().size());
            json.writeEndObject();
        })));
    }

    /** A table has no place for it; null if nothing is said. */
    private static int[] focalPoint(RoutingContext context) {
        String x = context.request().getParam("focalX", "");
        String y = context.request().getParam("focalY", "");
        if (x.isEmpty() && y.isEmpty()) {
            return null;
        }
        FieldErrors errors = new FieldErrors();
        int[] point = {coordinate(x, "/query/focalX", errors), coordinate(y, "/query/focalY", errors)};
        errors.throwIfAny();
        return point;
    }

    private static int coordinate(String text, String pointer, FieldErrors errors) {
        int number = COORDINATE.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (Math.abs((long) number) > SeatMap.MAX_COORDINATE) {
            errors.add(pointer, "is a whole number from -" + SeatMap.MAX_COORDINATE + " to " + SeatMap.MAX_COORDINATE);
        }
        return number;
    }
}
