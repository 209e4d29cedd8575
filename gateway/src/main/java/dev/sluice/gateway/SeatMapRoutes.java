package dev.sluice.gateway;

import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import dev.sluice.sale.SeatMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code /v1/admin/seat-maps} and {@code /v1/seat-maps/{version}}: maps are imported once, and then never change. */
final class SeatMapRoutes {
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern COORDINATE = Pattern.compile("-?[0-9]{1,6}");
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Lane lane;
    private final Calls calls;

    SeatMapRoutes(Lane lane) {
        this.lane = lane;
        this.calls = new Calls(lane);
    }

    void mount(Router router) {
        router.post("/v1/admin/seat-maps").handler(calls.merchant(this::store));
        router.get("/v1/seat-maps/:version").handler(this::read);
    }

    private void store(RoutingContext context) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        boolean table = type != null && Calls.isType("text/csv", type);
        if (!table && (type == null || !Calls.isJson(type))) {
            throw new ProblemException(Problem.unsupportedMediaType("application/json or text/csv"));
        }
        int[] focalPoint = table ? focalPoint(context) : null;
        byte[] document = Calls.bytes(context);
        lane.blocking
                .call(() -> {
                    SeatMap map = table ? SeatMaps.fromCsv(document, focalPoint) : SeatMaps.fromJson(document);
                    lane.parts.plans().store(map);
                    return map;
                })
                .onSuccess(map -> Calls.guard(context, () -> stored(context, map)))
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

    private void read(RoutingContext context) {
        String version = context.pathParam("version");
        if (!VERSION.matcher(version).matches()) {
            throw unknown();
        }
        Buffer known = lane.parts.seatMaps().find(version);
        if (known != null) {
            send(context, version, known);
            return;
        }
        lane.blocking
                .call(() -> lane.parts.plans().find(version) instanceof SeatMap map
                        ? Buffer.buffer(SeatMaps.toJson(map))
                        : null)
                .onSuccess(document -> Calls.guard(context, () -> found(context, version, document)))
                .onFailure(context::fail);
    }

    private void found(RoutingContext context, String version, Buffer document) {
        if (document == null) {
            throw unknown();
        }
        lane.parts.seatMaps().add(version, document);
        send(context, version, document);
    }

    private static void send(RoutingContext context, String version, Buffer document) {
        String etag = "\"" + version + "\"";
        context.response()
                .headers()
                .set(HttpHeaders.ETAG, etag)
                .set(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .set(HttpHeaders.CONTENT_TYPE, JSON);
        if (Etag.isKnown(context.request(), etag)) {
            context.response().setStatusCode(304).end();
        } else {
            context.response().end(document);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("there is no seat map with this version"));
    }
}
