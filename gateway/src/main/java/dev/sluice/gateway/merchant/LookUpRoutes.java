package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Cursor;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * {@code /v1/admin/reservations}: whoever looks after sales finds a reservation of theirs by what people say of it, and sees what happened to it. Used by one
 * event loop.
 */
public final class LookUpRoutes {
    private static final String PATH = "/v1/admin/reservations";
    /** Sales that are looked through for an order number; a thousand take some milliseconds. */
    private static final int MAX_SALES = 100_000;

    private static final Comparator<Reports.Row> NEWEST_FIRST = Comparator.<Reports.Row>comparingLong(
                    row -> row.state().createdAtMillis())
            .thenComparing(row -> Cursor.unsigned(row.state().id()))
            .reversed();

    private final Callers callers;
    private final OwnSales own;
    private final Calls calls;
    private final PastSales past;
    private final LiveOnes live;
    private final Reports reports;
    private final Tickets tickets;
    private final Blocking reading;
    private final ReservationJson json;

    /** Which ticket is meant by a code; null if it is none of theirs, or none. Blocks. */
    public interface Tickets {
        UUID find(String shown, Principal who, SaleDesk here);
    }

    /** Where to look. */
    public record Places(Reports reports, Tickets tickets, Blocking reading) {}

    public LookUpRoutes(
            Callers callers,
            OwnSales own,
            Calls calls,
            Asking asking,
            PastSales past,
            Places places,
            ReservationJson json) {
        this.callers = callers;
        this.own = own;
        this.calls = calls;
        this.past = past;
        this.live = new LiveOnes(asking);
        this.reports = places.reports;
        this.tickets = places.tickets;
        this.reading = places.reading;
        this.json = json;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::search));
        router.get(PATH + "/:id/history").handler(callers.merchant(this::history));
    }

    /** What somebody looks for. */
    private record Wanted(String text, Principal who, SaleDesk sale, int limit) {}

    private void search(RoutingContext context, Principal who) {
        String text = Queries.text(context, "q");
        if (text == null || text.isBlank()) {
            throw new FieldErrors()
                    .add(
                            "/query/q",
                            "is an order number, a ticket's code, a user, or the id of a reservation or a ticket")
                    .invalid();
        }
        String sale = Queries.text(context, "sale");
        Wanted wanted =
                new Wanted(text.strip(), who, sale == null ? null : own.reported(sale, who), Requests.limit(context));
        UUID id = Requests.idOrNull(wanted.text);
        if (id != null && own.mayBeOf(id, who)) {
            findLive(context, wanted, id);
        } else {
            gather(context, wanted, List.of());
        }
    }

    /** One that is not settled its writer finds by its id. */
    private void findLive(RoutingContext context, Wanted wanted, UUID id) {
        SaleDesk sale = own.of(id, wanted.who);
        if (PastSales.has(sale)) {
            gather(context, wanted, List.of());
            return;
        }
        calls.ask(
                context,
                sale,
                new Command.Find(id),
                outcome -> withUser(context, wanted, sale, ((Outcome.Reserved) outcome).state()),
                () -> gather(context, wanted, List.of()));
    }

    /** Writers do not know what their buyers are called. */
    private void withUser(RoutingContext context, Wanted wanted, SaleDesk sale, ReservationState state) {
        reading.call(() -> reports.history(sale.number(), state.ordinal()))
                .onSuccess(found -> Failures.guard(
                        context,
                        () -> gather(
                                context,
                                wanted,
                                found == null
                                        ? List.of()
                                        : List.of(new Reports.Row(
                                                sale.number(), found.row().user(), state)))))
                .onFailure(context::fail);
    }

    /** The writers are asked first: whoever is settled meanwhile is in the ledger then. */
    private void gather(RoutingContext context, Wanted wanted, List<Reports.Row> known) {
        Collection<String> unavailable = new TreeSet<>();
        reading.call(() -> suspects(wanted))
                .compose(sales -> live.of(context, sales, wanted.text, unavailable))
                .compose(held -> reading.call(() -> stored(wanted)).map(stored -> {
                    Map<UUID, Reports.Row> byId = new TreeMap<>();
                    stored.forEach(row -> byId.put(row.state().id(), row));
                    held.forEach(row -> byId.putIfAbsent(row.state().id(), row));
                    known.forEach(row -> byId.put(row.state().id(), row));
                    return byId.values().stream().sorted(NEWEST_FIRST).toList();
                }))
                .onSuccess(rows -> Failures.guard(context, () -> send(context, wanted, rows, unavailable)))
                .onFailure(context::fail);
    }

    /** Where a user of that name may have something that is not settled. A walk along all that is on sale: not for the event loop. */
    private List<SaleDesk> suspects(Wanted wanted) {
        ReservationIds ids = new ReservationIds();
        List<SaleDesk> sales = wanted.sale == null ? own.unsettled(wanted.who) : List.of(wanted.sale);
        return sales.stream()
                .filter(sale -> sale.trouble() != null
                        || (!sale.view().settled() && sale.mayKnow(ids.buyer(sale.number(), wanted.text))))
                .toList();
    }

    /** All that the ledger finds by one of its keys. Blocks. */
    private List<Reports.Row> stored(Wanted wanted) {
        List<Reports.Row> found = new ArrayList<>();
        UUID id = Requests.idOrNull(wanted.text);
        UUID ticket = id == null ? tickets.find(wanted.text, wanted.who, wanted.sale) : id;
        Reports.Row named = ticket == null ? null : reports.settledWith(ticket);
        if (named != null) {
            found.add(named);
        }
        List<String> numbers = TypedNumber.read(wanted.text);
        if (!numbers.isEmpty() && wanted.sale == null) {
            List<Integer> sales = own.newest(wanted.who, Integer.MAX_VALUE, MAX_SALES).stream()
                    .map(SaleDesk::number)
                    .toList();
            found.addAll(reports.called(sales, numbers, wanted.limit));
        } else if (!numbers.isEmpty()) {
            found.addAll(reports.called(List.of(wanted.sale.number()), numbers, wanted.limit));
            found.addAll(reports.unsettledCalled(wanted.sale.number(), numbers, wanted.limit));
        }
        String merchant = wanted.who.isOperator() ? null : wanted.who.subject();
        found.addAll(reports.settledOf(wanted.text, merchant, wanted.limit));
        return found;
    }

    /** What is another merchant's, or of another sale, is left out here once more, however it was found. */
    private void send(RoutingContext context, Wanted wanted, List<Reports.Row> rows, Collection<String> unavailable) {
        List<Reports.Row> shown = new ArrayList<>();
        Map<Integer, SaleState> sales = new TreeMap<>();
        for (Reports.Row row : rows) {
            SaleDesk sale = own.numbered(row.sale(), wanted.who);
            boolean isAsked = sale != null && (wanted.sale == null || wanted.sale.number() == sale.number());
            if (isAsked && shown.size() < wanted.limit) {
                try {
                    SaleState state = sale.view().sale();
                    boolean isWhole = row.state().status() != null
                            && row.state().tier() < state.terms().tiers().size();
                    if (isWhole) {
                        sales.put(row.sale(), state);
                        shown.add(row);
                    } else {
                        unavailable.add(sale.id());
                    }
                } catch (UnreadableSaleException e) {
                    unavailable.add(sale.id());
                }
            }
        }
        Answers.json(
                context.response(),
                200,
                json.page(
                        "reservations",
                        shown,
                        row -> json.write(
                                sales.get(row.sale()).terms(),
                                sales.get(row.sale()).shown(row.state()),
                                row.user()),
                        null,
                        unavailable));
    }

    private void history(RoutingContext context, Principal who) {
        UUID id = Requests.id(context, "id");
        SaleDesk sale = own.of(id, who);
        if (PastSales.has(sale)) {
            past.find(sale, id)
                    .onSuccess(found -> Failures.guard(context, () -> {
                        if (found == null || !found.reservation().id().equals(id)) {
                            throw new ProblemException(Problem.notFound("there is no such reservation"));
                        }
                        tell(context, sale, found.reservation());
                    }))
                    .onFailure(context::fail);
            return;
        }
        calls.ask(
                context,
                sale,
                new Command.Find(id),
                outcome -> tell(context, sale, ((Outcome.Reserved) outcome).state()));
    }

    private void tell(RoutingContext context, SaleDesk sale, ReservationState state) {
        reading.call(() -> reports.history(sale.number(), state.ordinal()))
                .onSuccess(history -> Failures.guard(context, () -> {
                    if (history == null) {
                        throw new ProblemException(Problem.notFound("there is no such reservation"));
                    }
                    Answers.json(
                            context.response(),
                            200,
                            HistoryJson.toBuffer(sale.view().sale(), history));
                }))
                .onFailure(context::fail);
    }
}
