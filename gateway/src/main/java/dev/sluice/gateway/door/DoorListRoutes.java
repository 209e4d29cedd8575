package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.auth.TicketSeals;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.ListingPage;
import dev.sluice.gateway.http.Packed;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /v1/admin/sales/{sale}/door}: what a door takes along that cannot ask, and what it did meanwhile; and how the entrance stands. */
public final class DoorListRoutes {
    private static final String SALES = "/v1/admin/sales/";
    private static final String DOOR = "/door";
    private static final String PATH = SALES + ":sale" + DOOR;
    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final CharSequence ASK_AGAIN = HttpHeaders.createOptimized("private, no-cache");

    private final Callers callers;
    private final Desks desks;
    private final ShownTickets shown;
    private final Admissions admissions;
    private final TicketSeals seals;
    private final DoorFigures figures;
    private final Supplier<TicketCodes> codes;
    private final InstantSource clock;
    private final Rooms rooms;

    /** Where what doors did is written down, and where lists are made. */
    public record Rooms(Blocking checking, Blocking reports) {}

    /** @param codes for those who use them on a thread of their own */
    public DoorListRoutes(
            Callers callers,
            SaleDesks sales,
            DoorParts parts,
            Supplier<TicketCodes> codes,
            InstantSource clock,
            Rooms rooms) {
        this.callers = callers;
        this.desks = new Desks(sales);
        this.shown = parts.shown(sales);
        this.admissions = parts.admissions();
        this.seals = parts.seals();
        this.figures = parts.figures();
        this.codes = codes;
        this.clock = clock;
        this.rooms = rooms;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::list));
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::sync));
        router.get(SALES + ":sale/admissions").handler(callers.merchant(this::stand));
    }

    /** How large a body may be that tells what a door did; 0 for any other path. */
    public static int maxBytes(String path) {
        return path.startsWith(SALES) && path.endsWith(DOOR) ? MAX_BATCH_BYTES : 0;
    }

    private SaleDesk named(RoutingContext context, Principal who) {
        return desks.only(sale -> who.seesTo(sale.owner())).reported(context);
    }

    private void list(RoutingContext context, Principal who) {
        SaleDesk sale = named(context, who);
        long since = since(context);
        rooms.reports
                .call(() -> {
                    long now = clock.millis();
                    Admissions.Tickets read = admissions.tickets(sale.number(), since);
                    DoorList list = DoorList.of(
                            sale.id(), read.tickets(), read.tickets().size(), codes.get());
                    String from = read.whole() ? null : Long.toString(since);
                    return Packed.of(
                                    list.signed(
                                            seals.signer(),
                                            sale.id(),
                                            sale.number(),
                                            now,
                                            from,
                                            Long.toString(read.next())),
                                    list.etag(from == null ? "all" : from))
                            .packed();
                })
                .onSuccess(made -> Failures.guard(context, () -> Answers.shared(context, made, ASK_AGAIN)))
                .onFailure(context::fail);
    }

    private static long since(RoutingContext context) {
        String since = context.request().getParam("since", "");
        if (!since.isEmpty() && !Queries.isNumber(since)) {
            throw new FieldErrors()
                    .add("/query/since", "is the next of an earlier list")
                    .invalid();
        }
        return since.isEmpty() ? 0 : Long.parseLong(since);
    }

    /** Somebody whom a door let in. */
    private record Past(String shown, String scan, String gate, long atMillis) {}

    private void sync(RoutingContext context, Principal who) {
        SaleDesk sale = named(context, who);
        Requests.requireJson(context);
        Bodies.read(context, MAX_BATCH_BYTES, bytes -> {
            List<Past> past = read(JsonTree.object(bytes));
            rooms.checking
                    .call(() -> synced(sale, who, past))
                    .onSuccess(answer -> Failures.guard(context, () -> Answers.json(context.response(), 200, answer)))
                    .onFailure(context::fail);
        });
    }

    private static List<Past> read(Map<String, Object> tree) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", tree, errors);
        List<Past> past = new ArrayList<>();
        for (FieldReader one : body.objects("admissions", 1, Admissions.MAX_SCANS)) {
            past.add(new Past(
                    DoorRoutes.shown(one),
                    one.text("scan", 1, DoorRoutes.MAX_SCAN, null),
                    one.text("gate", 0, DoorRoutes.MAX_GATE, ""),
                    one.time("at", null)));
            one.refuseOthers();
        }
        body.refuseOthers();
        errors.throwIfAny();
        return past;
    }

    private Buffer synced(SaleDesk sale, Principal who, List<Past> past) {
        List<ShownTicket> found = shown.find(past.stream().map(Past::shown).toList(), who, sale);
        List<Admissions.Scan> scans = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            if (found.get(i).ticket() != null) {
                Past one = past.get(i);
                scans.add(new Admissions.Scan(found.get(i).ticket(), one.scan, one.gate, one.atMillis));
            }
        }
        List<Admissions.Verdict> verdicts = scans.isEmpty()
                ? List.of()
                : admissions.admit(sale.number(), DoorRoutes.keeper(who, true), scans, clock.millis());
        return Buffer.buffer(Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            int next = 0;
            long conflicts = 0;
            for (int i = 0; i < past.size(); i++) {
                Admissions.Verdict verdict =
                        found.get(i).ticket() == null ? Admissions.Verdict.UNKNOWN : verdicts.get(next++);
                figures.count(verdict.result(), true);
                conflicts += verdict.result() == Admissions.Result.ADMITTED ? 0 : 1;
                out.writeStartObject();
                out.writeStringField("scan", past.get(i).scan);
                DoorRoutes.write(out, found.get(i), verdict);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("conflicts", conflicts);
            out.writeEndObject();
        }));
    }

    private record Stand(Admissions.Count count, List<Admissions.Conflict> conflicts) {}

    private void stand(RoutingContext context, Principal who) {
        SaleDesk sale = named(context, who);
        long before = Queries.before(context);
        int limit = Requests.limit(context);
        rooms.reports
                .call(() -> new Stand(
                        admissions.count(sale.number()), admissions.conflicts(sale.number(), before, limit + 1)))
                .onSuccess(stand ->
                        Failures.guard(context, () -> Answers.json(context.response(), 200, toBuffer(stand, limit))))
                .onFailure(context::fail);
    }

    private static Buffer toBuffer(Stand stand, int limit) {
        ListingPage<Admissions.Conflict> page = ListingPage.of(stand.conflicts, limit);
        return Buffer.buffer(Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("valid", stand.count.valid());
            out.writeNumberField("admitted", stand.count.admitted());
            out.writeNumberField("refundedLater", stand.count.refundedLater());
            out.writeArrayFieldStart("conflicts");
            for (Admissions.Conflict conflict : page.elements()) {
                out.writeStartObject();
                out.writeStringField("ticket", conflict.ticket().toString());
                out.writeStringField("what", conflict.refunded() ? "REFUNDED" : "ALREADY_ADMITTED");
                Json.time(out, "at", conflict.atMillis());
                if (!conflict.gate().isEmpty()) {
                    out.writeStringField("gate", conflict.gate());
                }
                out.writeStringField("subject", conflict.subject());
                if (conflict.key() != null) {
                    out.writeStringField("key", conflict.key());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            page.writeNext(out, Admissions.Conflict::number);
            out.writeEndObject();
        }));
    }
}
