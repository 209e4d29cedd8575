package dev.sluice.gateway.shop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.QueueJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code /v1/sales/{sale}/queue}: one document for all who wait, which says how far it is, and the way to a place. What is a person's own is worked out from their ticket and the
 * document, so a million who ask are answered by one cache. Used by one event loop.
 */
public final class QueueRoutes {
    private static final String PATH = "/v1/sales/:sale/queue";
    /** A cache in front may answer a little longer while it asks once for all. */
    private static final CharSequence BRIEFLY =
            HttpHeaders.createOptimized("public, max-age=1, stale-while-revalidate=5");

    private static final int MAX_SALES = 1_000;

    private record Written(SaleView view, QueueJson.Phase phase, Tagged json) {}

    private final Callers callers;
    private final Desks desks;
    private final WaitingRooms rooms;
    private final Admission admission;
    private final SlowLane slowLane;
    private final InstantSource clock;
    private final Cache<Integer, Written> written =
            Caffeine.newBuilder().maximumSize(MAX_SALES).executor(Runnable::run).build();

    public QueueRoutes(
            Callers callers,
            Desks desks,
            WaitingRooms rooms,
            Admission admission,
            SlowLane slowLane,
            InstantSource clock) {
        this.callers = callers;
        this.desks = desks;
        this.rooms = rooms;
        this.admission = admission;
        this.slowLane = slowLane;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(PATH).handler(this::show);
        Bodies.takenBy(router.post(PATH)).handler(callers.user(this::join));
    }

    private void show(RoutingContext context) {
        SaleDesk sale = desks.named(context);
        if (!WaitingRooms.has(sale)) {
            throw new ProblemException(Problem.notFound("nobody has to wait for this sale"));
        }
        write(sale).send(context, BRIEFLY);
    }

    private Tagged write(SaleDesk sale) {
        SaleView view = sale.view();
        QueueJson.Phase phase = QueueJson.phase(view, clock.millis());
        Written before = written.getIfPresent(sale.number());
        if (before != null && before.view == view && before.phase == phase) {
            return before.json;
        }
        Tagged json = Tagged.of(QueueJson.write(view, phase));
        written.put(sale.number(), new Written(view, phase, json));
        return json;
    }

    private void join(RoutingContext context, Principal principal) {
        SaleDesk sale = desks.named(context);
        slowLane.takes(sale, context.request(), principal.user()); // refuses the blocked
        if (!WaitingRooms.has(sale)) {
            throw new ProblemException(Refusals.describe(Rejection.NO_ROOM));
        }
        if (sale.view().sale().statusAt(clock.millis()) == SaleStatus.CLOSED) {
            throw new ProblemException(Refusals.describe(Rejection.CLOSED));
        }
        Bodies.objectIfAny(context, body -> join(context, principal, sale, body));
    }

    private void join(RoutingContext context, Principal principal, SaleDesk sale, Map<String, Object> body) {
        FieldErrors errors = new FieldErrors();
        FieldReader asked = new FieldReader("", body, errors);
        String ticket = PassRoutes.textOrNull(asked, "ticket", PassRoutes.MAX_TICKET);
        String solution = PassRoutes.textOrNull(asked, "solution", PassRoutes.MAX_SOLUTION);
        String code = PassRoutes.textOrNull(asked, "code", PassRoutes.MAX_CODE);
        asked.refuseOthers();
        errors.throwIfAny();
        Future<Void> admitted;
        if (ticket == null) {
            admitted = admission.of(context.request(), sale, principal, solution, code);
        } else {
            rooms.place(sale, principal.user(), ticket); // whoever has one was admitted
            admitted = Future.succeededFuture();
        }
        admitted.onSuccess(_ -> Failures.guard(
                        context,
                        () -> rooms.join(context, sale, principal.user(), standing -> send(context, sale, standing))))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, SaleDesk sale, WaitingRooms.Standing standing) {
        boolean hasPlace = standing.place() > 0;
        if (!hasPlace) {
            int seconds = WaitingTime.of(sale.view(), 0, clock.millis()).pollSeconds();
            context.response().headers().set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        }
        Answers.json(context.response(), hasPlace ? 201 : 202, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            if (hasPlace) {
                json.writeNumberField("index", standing.place());
            }
            json.writeStringField("ticket", standing.ticket());
            json.writeEndObject();
        })));
    }
}
