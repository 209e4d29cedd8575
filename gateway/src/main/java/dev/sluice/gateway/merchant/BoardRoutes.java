package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.board.Boards;
import dev.sluice.gateway.board.SaleRecord;
import dev.sluice.gateway.board.Viewer;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * {@code /v1/admin/sales/{sale}/live} and {@code …/record}: what happens in a sale now, as a stream of events to who asks for one and as a single event to
 * others, and what happened. Used by one event loop.
 */
public final class BoardRoutes {
    private static final String STREAM = "text/event-stream";
    private static final String LAST_EVENT = "Last-Event-ID";
    private static final Buffer BEGIN = Buffer.buffer("retry: 2000\n\n");
    private static final long MILLIS = 1_000;
    private static final int MINUTE = 60;
    private static final long HOUR = 3_600;

    private final Callers callers;
    private final OwnSales own;
    private final Boards boards;
    private final SaleRecords records;
    private final Blocking reports;
    private final Context context;
    private final InstantSource clock;

    public BoardRoutes(
            Callers callers,
            OwnSales own,
            Boards boards,
            SaleRecords records,
            Blocking reports,
            Context context,
            InstantSource clock) {
        this.callers = callers;
        this.own = own;
        this.boards = boards;
        this.records = records;
        this.reports = reports;
        this.context = context;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/admin/sales/:sale/live").handler(callers.merchant(this::live));
        router.get("/v1/admin/sales/:sale/record").handler(callers.merchant(this::record));
    }

    private void live(RoutingContext request, Principal who) {
        SaleDesk sale = own.reported(request, who);
        long now = clock.millis() / MILLIS;
        long after = lastEvent(request, now);
        HttpServerResponse response = request.response();
        // A proxy that gathers what it passes on would keep it from whoever watches.
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, STREAM)
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                .set("X-Accel-Buffering", "no");
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (request.request().method() == HttpMethod.HEAD || accept == null || !accept.contains(STREAM)) {
            response.end(boards.last(sale));
            return;
        }
        response.setChunked(true);
        Viewer viewer = new Viewer(
                who.user(), Math.min(now + Boards.LONGEST_SECONDS, who.expiresSeconds()), () -> maySee(sale, who));
        Problem problem = boards.watch(sale, viewer, response, context, after);
        if (problem != null) {
            response.setChunked(false).headers().remove("X-Accel-Buffering");
            Answers.problem(request, problem);
        } else {
            response.write(BEGIN);
        }
    }

    /** A key may have been revoked since, and a sale given to another. */
    private boolean maySee(SaleDesk sale, Principal who) {
        return callers.isStillGood(who) && !own.isAnothers(sale.number(), who);
    }

    /** The second that whoever comes back knows; none for whoever comes for the first time, or says what is none. */
    private static long lastEvent(RoutingContext request, long now) {
        String last = request.request().getHeader(LAST_EVENT);
        return last != null && Queries.isNumber(last)
                ? Math.clamp(Long.parseLong(last), now - HOUR, now)
                : Long.MAX_VALUE;
    }

    private void record(RoutingContext request, Principal who) {
        SaleDesk sale = own.reported(request, who);
        long now = clock.millis() / MILLIS;
        long until = Queries.time(request, "until", (now + 1) * MILLIS) / MILLIS;
        long from = Queries.time(request, "from", Long.MIN_VALUE);
        long step = number(request, "step", 1, SaleRecord.STEPS.getLast(), 0);
        if (step > 1 && !SaleRecord.STEPS.contains((int) step)) {
            throw new FieldErrors()
                    .add(
                            "/query/step",
                            "is one of 1, " + SaleRecord.STEPS.toString().replaceAll("[\\[\\]]", ""))
                    .invalid();
        }
        if (step == 1) {
            long first = from == Long.MIN_VALUE ? until - HOUR : from / MILLIS;
            SaleRecord record = new SaleRecord(sale.id(), first, until, 1);
            Answers.json(request.response(), 200, record.json(boards.seconds(sale.number(), first, until)));
            return;
        }
        reports.call(() -> read(sale, from, until, (int) step))
                .onSuccess(body -> Answers.json(request.response(), 200, body))
                .onFailure(request::fail);
    }

    private Buffer read(SaleDesk sale, long fromMillis, long until, int wanted) {
        long from = fromMillis == Long.MIN_VALUE ? first(sale, until) : fromMillis / MILLIS;
        int least = SaleRecord.stepFor(Math.max(0, until - from));
        SaleRecord record = new SaleRecord(sale.id(), from, until, Math.max(wanted, least));
        records.minutes(sale.number(), Math.floorDiv(from, MINUTE), Math.ceilDiv(until, MINUTE), record::add);
        boards.unfinished(sale.number()).forEach(record::add);
        return record.json();
    }

    /** When the record begins. */
    private long first(SaleDesk sale, long until) {
        SaleRecords.Span span = records.span(sale.number());
        return span == null ? until - HOUR : Math.min(until, span.first() * MINUTE);
    }

    private static long number(RoutingContext request, String name, long least, long most, long otherwise) {
        String text = request.request().getParam(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!Queries.isNumber(text) || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new FieldErrors()
                    .add("/query/" + name, "is a whole number from " + least + " to " + most)
                    .invalid();
        }
        return Long.parseLong(text);
    }
}
