package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.UnreadableRowException;
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
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
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
    /** Reservations that are gone through for an order number, at most. */
    private static final long MAX_ROWS = 500_000;

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
        Collection<String> unavailable = new TreeSet<>();
        named(context, wanted, unavailable)
                .onSuccess(known -> Failures.guard(context, () -> gather(context, wanted, known, unavailable)))
                .onFailure(context::fail);
    }

    /** The one that has this id and is not settled: its writer finds it. A sale that does not answer hides no other. */
    private Future<List<Reports.Row>> named(RoutingContext context, Wanted wanted, Collection<String> unavailable) {
        UUID id = Requests.idOrNull(wanted.text);
        SaleDesk sale = id == null || !own.mayBeOf(id, wanted.who) ? null : own.of(id, wanted.who);
        if (sale == null || (sale.trouble() == null && sale.view().settled())) {
            return Future.succeededFuture(List.of());
        }
        if (sale.trouble() != null) {
            unavailable.add(sale.id());
            return Future.succeededFuture(List.of());
        }
        return live.find(context, sale, id, unavailable)
                .compose(state ->
                        state == null ? Future.succeededFuture(List.of()) : withUser(sale, state, unavailable));
    }

    /** Writers do not know what their buyers are called. */
    private Future<List<Reports.Row>> withUser(SaleDesk sale, ReservationState state, Collection<String> unavailable) {
        return reading.call(() -> reports.reservations(sale.number(), null, state.ordinal() + 1, 1))
                .map(rows -> rows.stream()
                        .map(row -> new Reports.Row(sale.number(), row.user(), state))
                        .toList())
                .recover(failure -> {
                    if (!(failure instanceof UnreadableRowException)) {
                        return Future.failedFuture(failure);
                    }
                    unavailable.add(sale.id());
                    return Future.succeededFuture(List.of());
                });
    }

    /** The writers are asked first: whoever is settled meanwhile is in the ledger then. */
    private void gather(
            RoutingContext context, Wanted wanted, List<Reports.Row> known, Collection<String> unavailable) {
        reading.call(() -> suspects(wanted))
                .compose(sales -> live.of(context, sales, wanted.text, unavailable))
                .compose(held -> reading.call(() -> stored(wanted)).map(stored -> {
                    unavailable.addAll(stored.tooLarge);
                    Map<UUID, Reports.Row> byId = new TreeMap<>();
                    stored.rows.forEach(row -> byId.put(row.state().id(), row));
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

    /**
     * What the ledger found.
     *
     * @param tooLarge ids of sales that have too much for all of it to be looked at
     */
    private record Stored(List<Reports.Row> rows, List<String> tooLarge) {}

    /** All that the ledger finds by one of its keys. Blocks. */
    private Stored stored(Wanted wanted) {
        List<Reports.Row> found = new ArrayList<>();
        List<String> tooLarge = new ArrayList<>();
        UUID id = Requests.idOrNull(wanted.text);
        UUID ticket = id == null ? tickets.find(wanted.text, wanted.who, wanted.sale) : id;
        Reports.Row named = ticket == null ? null : reports.settledWith(ticket);
        if (named != null) {
            found.add(named);
        }
        List<String> numbers = TypedNumber.read(wanted.text);
        if (!numbers.isEmpty()) {
            boolean everywhere = wanted.sale == null;
            List<SaleDesk> sales =
                    everywhere ? own.newest(wanted.who, Integer.MAX_VALUE, MAX_SALES) : List.of(wanted.sale);
            List<SaleDesk> unsettled = everywhere ? few(own.unsettled(wanted.who), tooLarge) : sales;
            found.addAll(reports.called(numbersOf(sales), numbers, wanted.limit));
            found.addAll(reports.unsettledCalled(numbersOf(unsettled), numbers, wanted.limit));
        }
        String merchant = wanted.who.isOperator() ? null : wanted.who.subject();
        found.addAll(reports.settledOf(wanted.text, merchant, wanted.limit));
        return new Stored(found, tooLarge);
    }

    private static List<Integer> numbersOf(List<SaleDesk> sales) {
        return sales.stream().map(SaleDesk::number).toList();
    }

    /** Those where something is held, or waits, the small ones first, as many as can be gone through; in a broken one nobody knows. */
    private static List<SaleDesk> few(List<SaleDesk> unsettled, List<String> others) {
        List<SaleDesk> few = new ArrayList<>();
        Map<SaleDesk, Long> rows = new IdentityHashMap<>();
        for (SaleDesk sale : unsettled) {
            long count = rows(sale);
            if (count > 0) {
                rows.put(sale, count);
            }
        }
        long all = 0;
        for (SaleDesk sale : rows.keySet().stream()
                .sorted(Comparator.<SaleDesk>comparingLong(rows::get).thenComparing(SaleDesk::number))
                .toList()) {
            all += rows.get(sale);
            if (all <= MAX_ROWS && few.size() < LiveOnes.MAX_SALES) {
                few.add(sale);
            } else {
                others.add(sale.id());
            }
        }
        return few;
    }

    /** About how many reservations a sale has; 0 if none of them is held, or waits. */
    private static long rows(SaleDesk sale) {
        try {
            // Who pays first gets it: what is unpaid has no units.
            boolean takesLater = sale.view().sale().terms().rules().takeStock() == TakeStock.PAYMENT;
            long unsettled = takesLater ? 1 : 0;
            long sold = 0;
            for (TierState tier : sale.view().tiers()) {
                unsettled += tier.held() + tier.waiting();
                sold += tier.sold();
            }
            return unsettled == 0 && sale.trouble() == null ? 0 : 1 + unsettled + sold;
        } catch (UnreadableSaleException e) {
            return 1;
        }
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
                    boolean isWhole =
                            row.state().status() != null && row.state().isWithin(state.terms());
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
