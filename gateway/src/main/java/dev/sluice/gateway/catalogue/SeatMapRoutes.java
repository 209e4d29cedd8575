package dev.sluice.gateway.catalogue;

import dev.sluice.engine.port.Plans;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Packed;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.SharedDocument;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.sale.SeatMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code GET /v1/seat-maps/{version}}: maps that never change. */
public final class SeatMapRoutes {
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");

    private final Plans plans;
    private final SeatMapCache cache;
    private final Blocking blocking;

    public SeatMapRoutes(Plans plans, SeatMapCache cache, Blocking blocking) {
        this.plans = plans;
        this.cache = cache;
        this.blocking = blocking;
    }

    public void mount(Router router) {
        router.get("/v1/seat-maps/:version").handler(this::read);
    }

    private void read(RoutingContext context) {
        String version = context.pathParam("version");
        if (!VERSION.matcher(version).matches()) {
            throw unknown();
        }
        Packed known = cache.find(version);
        if (known != null) {
            send(context, known);
            return;
        }
        blocking.call(() -> plans.find(version) instanceof SeatMap map ? packed(version, map) : null)
                .onSuccess(document -> Failures.guard(context, () -> found(context, version, document)))
                .onFailure(context::fail);
    }

    private static Packed packed(String version, SeatMap map) {
        return Packed.of(SharedDocument.of(SeatMaps.toJson(map)), "\"" + version + "\"")
                .packed();
    }

    private void found(RoutingContext context, String version, Packed document) {
        if (document == null) {
            throw unknown();
        }
        cache.add(version, document);
        send(context, document);
    }

    private static void send(RoutingContext context, Packed document) {
        Answers.shared(context, document, FOR_EVER);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("there is no seat map with this version"));
    }
}
