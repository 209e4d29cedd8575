package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code POST /v1/tickets/check}: somebody shows a ticket at the door, and is let in once. For merchants at the doors of their own sales, operators at all,
 * and machines whose key is for that.
 */
public final class DoorRoutes {
    static final int MAX_SHOWN = 1_000;
    static final int MAX_GATE = 60;
    static final int MAX_SCAN = 64;

    private final Callers callers;
    private final Desks desks;
    private final ShownTickets shown;
    private final Admissions admissions;
    private final DoorFigures figures;
    private final ReservationJson json;
    private final InstantSource clock;
    private final Blocking checking;

    /** @param checking where signatures are verified and the ledger decides */
    public DoorRoutes(
            Callers callers,
            SaleDesks sales,
            DoorParts parts,
            ReservationJson json,
            InstantSource clock,
            Blocking checking) {
        this.callers = callers;
        this.desks = new Desks(sales);
        this.shown = parts.shown(sales);
        this.admissions = parts.admissions();
        this.figures = parts.figures();
        this.json = json;
        this.clock = clock;
        this.checking = checking;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post("/v1/tickets/check")).handler(callers.merchant(this::check));
    }

    /** @param ticket with what is shown of it; null where nobody is told */
    private record Checked(ShownTicket shown, Admissions.Verdict verdict, Reports.TicketRow ticket) {}

    private void check(RoutingContext context, Principal who) {
        Bodies.object(context, body -> check(context, who, body));
    }

    private void check(RoutingContext context, Principal who, Map<String, Object> tree) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", tree, errors);
        String what = shown(body);
        String gate = body.text("gate", 0, MAX_GATE, "");
        String scan = body.text("scan", 1, MAX_SCAN, UUID.randomUUID().toString());
        String at = body.has("sale") ? body.anyText("sale") : null;
        body.refuseOthers();
        boolean isTypedByOperator = what != null && !ShownTickets.isSigned(what) && who.isOperator();
        if (at == null && isTypedByOperator && errors.isEmpty()) {
            body.wrong("sale", "is the sale of this door, where an operator asks with a code");
        }
        errors.throwIfAny();
        SaleDesk here = at == null ? null : theirs(who).reported(at);
        Admissions.Doorkeeper keeper = keeper(who, false);
        checking.call(() -> {
                    ShownTicket found = shown.find(what, who, here);
                    Admissions.Verdict verdict =
                            found.ticket() == null ? Admissions.Verdict.UNKNOWN : admit(keeper, found, scan, gate);
                    boolean isTold = verdict.result() != Admissions.Result.UNKNOWN;
                    return new Checked(found, verdict, isTold ? admissions.find(found.ticket()) : null);
                })
                .onSuccess(checked -> Failures.guard(context, () -> send(context, checked)))
                .onFailure(context::fail);
    }

    private Admissions.Verdict admit(Admissions.Doorkeeper keeper, ShownTicket found, String scan, String gate) {
        long now = clock.millis();
        Admissions.Scan one = new Admissions.Scan(found.ticket(), scan, gate, now);
        return admissions
                .admit(found.sale().number(), keeper, List.of(one), now)
                .getFirst();
    }

    /** Exactly one of the two; null with an error if not. */
    static String shown(FieldReader body) {
        boolean isQr = body.has("qr");
        if (isQr == body.has("code")) {
            body.raw("qr");
            body.raw("code");
            body.errors().add(body.pointer("code"), "is needed, or qr in its place");
            return null;
        }
        return body.text(isQr ? "qr" : "code", 1, MAX_SHOWN, null);
    }

    static Admissions.Doorkeeper keeper(Principal who, boolean offline) {
        return new Admissions.Doorkeeper(
                who.subject(), who.key() == null ? null : who.key().id(), offline);
    }

    private Desks theirs(Principal who) {
        return desks.only(sale -> who.seesTo(sale.owner()));
    }

    private void send(RoutingContext context, Checked checked) {
        figures.count(checked.verdict.result(), false);
        Buffer ticket = ticket(checked);
        byte[] answer = Json.bytes(out -> {
            out.writeStartObject();
            write(out, checked.shown, checked.verdict);
            if (ticket != null) {
                out.writeRawField("ticket", ticket.toString());
            }
            out.writeEndObject();
        });
        Answers.json(context.response(), 200, Buffer.buffer(answer));
    }

    static void write(JsonWriter out, ShownTicket shown, Admissions.Verdict verdict) throws IOException {
        out.writeStringField("result", verdict.result().name());
        if (verdict.result() == Admissions.Result.UNKNOWN) {
            ShownTicket.Why why = shown.why() == null ? ShownTicket.Why.NO_SUCH_TICKET : shown.why();
            out.writeStringField("reason", why.name());
            if (why == ShownTicket.Why.OTHER_SALE) {
                out.writeStringField("sale", shown.sale().id());
            }
        }
        if (verdict.admittedMillis() > 0) {
            Json.time(out, "admittedAt", verdict.admittedMillis());
        }
        if (!verdict.gate().isEmpty()) {
            out.writeStringField("gate", verdict.gate());
        }
    }

    /** Null where it cannot be shown: who is let in does not hang on that. */
    private Buffer ticket(Checked checked) {
        Reports.TicketRow row = checked.ticket;
        try {
            SaleTerms terms = row == null || row.status() == null
                    ? null
                    : checked.shown.sale().view().sale().terms();
            return terms == null || row.tier() >= terms.tiers().size() ? null : json.toBuffer(terms, row);
        } catch (UnreadableSaleException e) {
            return null;
        }
    }
}
