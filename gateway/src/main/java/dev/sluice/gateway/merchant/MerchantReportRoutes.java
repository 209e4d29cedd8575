package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.UnreadableRowException;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** {@code /v1/admin}: what merchants read of their sales, from the ledger's rows. */
public final class MerchantReportRoutes {
    private final Callers callers;
    private final OwnSales sales;
    private final Reports reports;
    private final Rooms rooms;
    private final ReservationJson reservationJson;
    private final Supplier<TicketCodes> codes;

    /** Where each kind of report waits for its own kind alone. */
    public record Rooms(Blocking lists, Blocking exports, TablesUnderWay tables, Blocking audits) {}

    /** @param codes for those who use them on a thread of their own */
    public MerchantReportRoutes(
            Callers callers,
            OwnSales sales,
            Reports reports,
            Rooms rooms,
            ReservationJson reservationJson,
            Supplier<TicketCodes> codes) {
        this.callers = callers;
        this.sales = sales;
        this.reports = reports;
        this.rooms = rooms;
        this.reservationJson = reservationJson;
        this.codes = codes;
    }

    public void mount(Router router) {
        router.get("/v1/admin/sales/:sale/reservations").handler(callers.merchant(this::list));
        router.get("/v1/admin/sales/:sale/reservations.csv")
                .handler(callers.merchant((context, who) -> export(context, who, "reservations", ReservationCsv::new)));
        router.get("/v1/admin/sales/:sale/tickets.csv")
                .handler(callers.merchant((context, who) -> export(context, who, "tickets", TicketCsv::new)));
        router.get("/v1/admin/sales/:sale/seats").handler(callers.merchant(this::seats));
        router.get("/v1/admin/sales/:sale/money").handler(callers.merchant(this::money));
        router.get("/v1/admin/sales/:sale/audit").handler(callers.merchant(this::audit));
    }

    private void list(RoutingContext context, Principal who) {
        SaleDesk sale = sales.reported(context, who);
        ReservationStatus status = status(context);
        long before = Queries.before(context);
        int limit = Requests.limit(context);
        String number = orderNumber(context);
        rooms.lists
                .call(() -> number != null
                        ? reports.named(sale.number(), number)
                        : reports.reservations(sale.number(), status, before, limit + 1))
                .onSuccess(rows -> Failures.guard(context, () -> send(context, sale, rows, limit)))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, SaleDesk sale, List<Reports.Row> rows, int limit) {
        List<Reports.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        SaleState state = sale.view().sale();
        String next = rows.size() > limit ? Long.toString(page.getLast().state().ordinal()) : null;
        Answers.json(
                context.response(),
                200,
                reservationJson.page(
                        "reservations",
                        page.stream().map(row -> shown(state, row)).toList(),
                        row -> reservationJson.write(state.terms(), row.state(), row.user()),
                        next));
    }

    /** A row as people are shown it. */
    private static Reports.Row shown(SaleState sale, Reports.Row row) {
        if (!row.state().isWithin(sale.terms())) {
            throw new UnreadableRowException(
                    "reservation " + row.state().id() + " is of a tier that its sale has not", null);
        }
        return new Reports.Row(row.sale(), row.user(), sale.shown(row.state()));
    }

    private void export(
            RoutingContext context, Principal who, String name, BiFunction<SaleTerms, TicketCodes, CsvTable> table) {
        SaleDesk sale = sales.reported(context, who);
        ReservationStatus status = status(context);
        CsvTable lines = table.apply(sale.view().sale().terms(), codes.get());
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"" + sale.id() + "-" + name + ".csv\"");
        if (context.request().method() == HttpMethod.HEAD) {
            response.end(); // Nobody knows how long it will be.
            return;
        }
        Problem tooMany = rooms.tables.enter(who.user());
        if (tooMany != null) {
            exportFailed(context, new ProblemException(tooMany));
            return;
        }
        context.addEndHandler(_ -> rooms.tables.leave(who.user()));
        CsvExport.Rows rows =
                (ordinal, limit) -> reports.reservationsAfter(sale.number(), status, ordinal, limit).stream()
                        .map(row -> shown(sale.view().sale(), row))
                        .toList();
        new CsvExport(response, lines, rows, rooms.exports).send().onFailure(failure -> exportFailed(context, failure));
    }

    /** A table that ends early must not look like a whole one. */
    private static void exportFailed(RoutingContext context, Throwable failure) {
        if (context.response().headWritten()) {
            Failures.describe(failure);
            context.response().reset();
        } else {
            context.response().setChunked(false).headers().remove("Content-Disposition");
            context.fail(failure);
        }
    }

    private void audit(RoutingContext context, Principal who) {
        SaleDesk sale = sales.reported(context, who);
        rooms.audits
                .call(() -> reports.audit(sale.number()))
                .onSuccess(audit -> Answers.json(context.response(), 200, toBuffer(audit)))
                .onFailure(context::fail);
    }

    private static Buffer toBuffer(Audit audit) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sale", audit.sale());
            json.writeBooleanField("balanced", audit.balanced());
            json.writeArrayFieldStart("tiers");
            for (Audit.Tier tier : audit.tiers()) {
                json.writeStartObject();
                json.writeStringField("id", tier.id());
                json.writeNumberField("capacity", tier.capacity());
                json.writeNumberField("available", tier.available());
                json.writeNumberField("held", tier.held());
                json.writeNumberField("sold", tier.sold());
                json.writeNumberField("withheld", tier.withheld());
                json.writeBooleanField("balanced", tier.available() >= 0);
                json.writeEndObject();
            }
            json.writeEndArray();
            write(json, audit.money());
            json.writeArrayFieldStart("checks");
            for (Audit.Check check : audit.checks()) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeNumberField("violations", check.violations());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonWriter json, List<Audit.Money> sums) throws IOException {
        json.writeArrayFieldStart("money");
        for (Audit.Money money : sums) {
            json.writeStartObject();
            json.writeStringField("currency", money.currency());
            json.writeNumberField("charges", money.charges());
            json.writeNumberField("taken", money.taken());
            json.writeNumberField("kept", money.kept());
            json.writeNumberField("returning", money.returning());
            json.writeNumberField("returned", money.returned());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void seats(RoutingContext context, Principal who) {
        SaleDesk sale = sales.reported(context, who);
        SaleTerms terms = sale.view().sale().terms();
        if (Kinds.of(terms).singleUnits() == null) {
            throw new ProblemException(Problem.notFound("this sale has no seats"));
        }
        rooms.lists
                .call(() -> SeatsJson.toBuffer(terms, reports.standing(sale.number())))
                .onSuccess(seats -> Answers.json(context.response(), 200, seats))
                .onFailure(context::fail);
    }

    private void money(RoutingContext context, Principal who) {
        SaleDesk sale = sales.reported(context, who);
        rooms.lists
                .call(() -> reports.money(sale.number()))
                .onSuccess(sums -> Answers.json(context.response(), 200, Buffer.buffer(Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("sale", sale.id());
                    write(json, sums);
                    json.writeEndObject();
                }))))
                .onFailure(context::fail);
    }

    /** Null if none is asked for. */
    private static String orderNumber(RoutingContext context) {
        String typed = Queries.text(context, "orderNumber");
        String number = typed == null ? null : OrderNumber.parse(typed);
        if (typed != null && number == null) {
            throw new FieldErrors()
                    .add("/query/orderNumber", "is ten characters of 23456789ABCDEFGHJKMNPQRSTVWXYZ")
                    .invalid();
        }
        return number;
    }

    private static ReservationStatus status(RoutingContext context) {
        String name = context.request().getParam("status", "");
        if (name.isEmpty()) {
            return null;
        }
        return Arrays.stream(ReservationStatus.values())
                .filter(status -> status.name().equals(name) && status != ReservationStatus.QUEUED)
                .findFirst()
                .orElseThrow(() -> new FieldErrors()
                        .add("/query/status", "is the status of a decided reservation")
                        .invalid());
    }
}
