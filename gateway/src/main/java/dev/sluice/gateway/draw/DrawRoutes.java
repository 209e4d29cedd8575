package dev.sluice.gateway.draw;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.format.draw.EntryProofJson;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryProof;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;

/**
 * {@code /v1/sales/{sale}/draw}: what everybody may see of a draw, tell it, and check it by; and to whoever entered the proof that they did. Used by one
 * event loop.
 */
public final class DrawRoutes {
    private static final String PATH = "/v1/sales/:sale/draw";
    /** Nothing of it changes once the order is known. */
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");

    private final Callers callers;
    private final Desks desks;
    private final Calls calls;
    private final DrawPorts ports;
    private final Rooms rooms;
    private final DrawView view;
    private final DrawJson json;

    /**
     * Where what takes a while is done.
     *
     * @param looks short looks into the ledger
     * @param work what goes through all entries, or checks a beacon's signature
     * @param pieces reads files
     */
    public record Rooms(
            Blocking looks, Blocking work, Blocking pieces, SeenDraws seen, SealedEntries sealed, Archives archives) {}

    public DrawRoutes(Callers callers, Desks desks, Calls calls, DrawPorts ports, Rooms rooms) {
        this.callers = callers;
        this.desks = desks;
        this.calls = calls;
        this.ports = ports;
        this.rooms = rooms;
        this.view = new DrawView(ports.draws(), rooms.seen, rooms.looks);
        this.json = new DrawJson(ports.beacons());
    }

    public void mount(Router router) {
        router.get(PATH).handler(this::show);
        router.get(PATH + "/proof").handler(callers.user(this::prove));
        router.get(PATH + "/archive").handler(this::archive);
        Bodies.takenBy(router.post(PATH + "/values")).handler(this::tell);
    }

    private void show(RoutingContext context) {
        SaleDesk sale = drawn(desks.reported(context));
        view.of(sale)
                .onSuccess(seen -> Failures.guard(context, () -> {
                    prepare(sale, seen);
                    Tagged.of(json.toBuffer(terms(sale), seen)).send(context);
                }))
                .onFailure(context::fail);
    }

    /** Whoever entered looks for their proof next. */
    private void prepare(SaleDesk sale, SeenDraw seen) {
        DrawSeal seal = seen.state().draw().seal();
        if (seal != null && seen.state().drawnAtMillis() == 0) {
            rooms.sealed.prepare(ports.draws(), sale.number(), terms(sale), seal);
        }
    }

    /** @throws ProblemException if nothing is drawn in it */
    private static SaleDesk drawn(SaleDesk sale) {
        if (terms(sale).order().fairness() == null) {
            throw new ProblemException(Problem.notFound("nothing is drawn in this sale"));
        }
        return sale;
    }

    private void prove(RoutingContext context, Principal who) {
        SaleDesk sale = drawn(who.shops(desks).reported(context));
        SaleTerms terms = terms(sale);
        view.of(sale)
                .compose(seen -> rooms.looks
                        .call(() -> ports.draws().entry(sale.number(), who.user()))
                        .compose(entry -> proof(sale, terms, seen.state().draw().seal(), who.user(), entry)))
                .onSuccess(proof -> Answers.json(context.response(), 200, Buffer.buffer(EntryProofJson.write(proof))))
                .onFailure(context::fail);
    }

    private Future<EntryProof> proof(SaleDesk sale, SaleTerms terms, DrawSeal seal, String user, EntryState entry) {
        if (entry == null || entry.withdrawn()) {
            return Future.failedFuture(new ProblemException(Problem.notFound("you have no entry in this draw")));
        }
        if (seal == null) {
            return Future.failedFuture(notSealed());
        }
        return Future.fromCompletionStage(
                        rooms.sealed.proof(ports.draws(), sale.number(), terms, seal, user, entry),
                        Vertx.currentContext())
                .recover(failure -> Future.failedFuture(cause(failure)));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause())
                : failure;
    }

    private static ProblemException notSealed() {
        return new ProblemException(
                Problem.of(409, "NOT_SEALED", "Not sealed yet", "entries may still come, change and go"));
    }

    private void archive(RoutingContext context) {
        SaleDesk sale = drawn(desks.reported(context));
        ArchiveFile known = rooms.archives.known(sale.number());
        if (known != null) {
            send(context, sale, known);
            return;
        }
        SaleTerms terms = terms(sale);
        view.of(sale)
                .onSuccess(seen -> Failures.guard(context, () -> {
                    if (seen.state().drawnAtMillis() == 0) {
                        throw new ProblemException(Refusals.describe(Rejection.NOT_DRAWN));
                    }
                    Draw draw = seen.state().draw();
                    rooms.work
                            .call(() -> rooms.archives.of(ports.draws(), sale.number(), terms, draw))
                            .onSuccess(made -> Failures.guard(context, () -> send(context, sale, made)))
                            .onFailure(context::fail);
                }))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, SaleDesk sale, ArchiveFile file) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, "application/json")
                .set(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + sale.id() + "-draw.json\"")
                .set(HttpHeaders.CONTENT_LENGTH, Long.toString(file.bytes()));
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            new ArchiveSending(response, file, rooms.pieces).begin();
        }
    }

    /** What is wrong is found out here, so that it costs the sale's writer nothing. */
    private void tell(RoutingContext context) {
        SaleDesk sale = drawn(desks.named(context));
        SaleTerms terms = terms(sale);
        Bodies.object(context, body -> {
            DrawValue value = DrawValue.read(body);
            rooms.work
                    .call(() -> value.enter(
                            ports.draws().state(sale.number(), terms).draw(), ports.beacons()))
                    .onSuccess(entered -> Failures.guard(context, () -> {
                        refuse(entered.answer());
                        calls.ask(context, sale, value.command(), outcome -> told(context, sale, outcome));
                    }))
                    .onFailure(context::fail);
        });
    }

    private void told(RoutingContext context, SaleDesk sale, Outcome outcome) {
        Outcome.DrawFound found = (Outcome.DrawFound) outcome;
        refuse(found.answer());
        SeenDraw seen = view.tell(sale.number(), found.state());
        Answers.json(context.response(), 200, json.toBuffer(terms(sale), seen));
    }

    private static void refuse(DrawAnswer answer) {
        switch (answer) {
            case TAKEN, KNOWN -> {}
            case TOO_EARLY -> throw notSealed();
            case WRONG ->
                throw new ProblemException(Problem.of(
                        400,
                        "WRONG_VALUE",
                        "Not what was promised",
                        "nobody promised this secret, or it is no signature of the round that was named"));
            case WAIVED ->
                throw new ProblemException(Problem.of(
                        409, "WAIVED", "Too late", "the draw went on without this, which cannot be taken back"));
        }
    }

    private static SaleTerms terms(SaleDesk sale) {
        return sale.view().sale().terms();
    }
}
