package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.document.TicketQrs;
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
import dev.sluice.gateway.lane.Waiter;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/me}: a user's own, newest first. Holds and waitlist entries come from the writers, settled ones from the ledger. A sale that
 * cannot be asked or shown takes no other out of the list: it is named beside it.
 */
public final class MineRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(MineRoutes.class);

    private static final Comparator<Reports.Row> NEWEST_FIRST = Comparator.<Reports.Row>comparingLong(
                    row -> row.state().createdAtMillis())
            .thenComparing(row -> Cursor.unsigned(row.state().id()))
            .reversed();

    private final Callers callers;
    private final SaleDesks sales;
    private final Asking asking;
    private final Reports reports;
    private final Blocking searching;
    private final Blocking reading;
    private final ReservationJson json;
    private final TicketQrs qrs;
    private final Blocking sealing;
    private final ReservationIds ids = new ReservationIds();
    private long asked;

    /**
     * @param searching where many sales are walked along
     * @param reading where the ledger is read
     * @param sealing where QR codes are made
     */
    public MineRoutes(
            Callers callers,
            SaleDesks sales,
            Asking asking,
            Reports reports,
            Blocking searching,
            Blocking reading,
            ReservationJson json,
            TicketQrs qrs,
            Blocking sealing) {
        this.callers = callers;
        this.sales = sales;
        this.asking = asking;
        this.reports = reports;
        this.searching = searching;
        this.reading = reading;
        this.json = json;
        this.qrs = qrs;
        this.sealing = sealing;
    }

    /**
     * Where somebody may have something that is not settled.
     *
     * @param sales that can be asked
     * @param troubled that cannot, or did not answer, by their ids
     */
    private record Suspects(List<SaleDesk> sales, Set<String> troubled) {}

    public void mount(Router router) {
        router.get("/v1/me/reservations").handler(callers.user(this::reservations));
        router.get("/v1/me/tickets").handler(callers.user(this::tickets));
    }

    /**
     * The ledger is read after the writers answered, and these are asked after their views were read: whoever is confirmed meanwhile is
     * in one of the answers, or in both.
     */
    private void reservations(RoutingContext context, Principal principal) {
        Cursor cursor = Cursor.parse(context.request().getParam("cursor"));
        int limit = Requests.limit(context);
        SaleDesk one = one(context);
        int number = one == null ? Reports.ANY_SALE : one.number();
        searching
                .call(() -> one == null ? suspects(principal.user()) : suspects(one, principal.user()))
                .compose(suspects -> live(context, suspects, principal.user(), cursor)
                        .compose(live -> settled(principal.user(), number, cursor, limit + 1)
                                .map(settled -> merged(settled, live)))
                        .onSuccess(
                                rows -> Failures.guard(context, () -> send(context, rows, limit, suspects.troubled))))
                .onFailure(context::fail);
    }

    /** The one sale that is asked for; null for all. */
    private SaleDesk one(RoutingContext context) {
        String id = Queries.text(context, "sale");
        if (id == null) {
            return null;
        }
        SaleDesk sale = sales.find(id);
        if (sale == null) {
            throw new ProblemException(
                    sales.knowsAll()
                            ? Problem.notFound("there is no such sale")
                            : Problem.busy("sales are being read"));
        }
        return sale;
    }

    private static Suspects suspects(SaleDesk sale, String user) {
        boolean troubled = sale.trouble() != null;
        boolean any = troubled ? mayHaveAny(sale) : mayHaveAny(sale, new ReservationIds().buyer(sale.number(), user));
        return new Suspects(
                any && !troubled ? List.of(sale) : List.of(),
                new TreeSet<>(any && troubled ? Set.of(sale.id()) : Set.of()));
    }

    private Future<List<Reports.Row>> settled(String user, int sale, Cursor cursor, int limit) {
        return reading.call(() -> reports.settledOf(user, sale, cursor.millis(), cursor.id(), limit));
    }

    private void send(RoutingContext context, List<Reports.Row> rows, int limit, Set<String> troubled) {
        List<Reports.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit
                ? new Cursor(
                                page.getLast().state().createdAtMillis(),
                                page.getLast().state().id())
                        .toString()
                : null;
        Shown<Reports.Row> shown = new Shown<>(troubled);
        page.forEach(row -> shown.add(row, row.sale(), terms -> isWhole(row, terms)));
        Answers.json(
                context.response(),
                200,
                json.page(
                        "reservations",
                        shown.rows,
                        row -> json.write(shown.terms(row.sale()), row.state(), null),
                        next,
                        shown.unavailable));
    }

    private static boolean isWhole(Reports.Row row, SaleTerms terms) {
        return row.state().status() != null && row.state().isWithin(terms);
    }

    /** What of a page can be shown, and the sales of which something cannot. */
    private final class Shown<T> {
        final List<T> rows = new ArrayList<>();
        final Set<String> unavailable;
        private final Map<Integer, Optional<SaleTerms>> terms = new HashMap<>();

        Shown(Set<String> unavailable) {
            this.unavailable = new TreeSet<>(unavailable);
        }

        /** @param isWhole whether the row can be shown by the terms of its sale */
        void add(T row, int sale, Predicate<SaleTerms> isWhole) {
            if (terms.computeIfAbsent(sale, this::read).filter(isWhole).isPresent()) {
                rows.add(row);
            } else {
                SaleDesk desk = sales.find(sale);
                unavailable.add(desk == null ? Integer.toString(sale) : desk.id());
            }
        }

        SaleTerms terms(int sale) {
            return terms.get(sale).orElseThrow();
        }

        private Optional<SaleTerms> read(int sale) {
            SaleDesk desk = sales.find(sale);
            try {
                return desk == null
                        ? Optional.empty()
                        : Optional.of(desk.view().sale().terms());
            } catch (UnreadableSaleException e) {
                LOG.debug("something of a list cannot be shown", e);
                return Optional.empty();
            }
        }
    }

    /** What was settled meanwhile is in both. */
    private static List<Reports.Row> merged(List<Reports.Row> settled, List<Reports.Row> live) {
        Map<UUID, Reports.Row> byId = new HashMap<>();
        settled.forEach(row -> byId.put(row.state().id(), row));
        for (Reports.Row row : live) {
            boolean older =
                    byId.containsKey(row.state().id()) && !row.state().status().settled();
            if (!older) {
                byId.put(row.state().id(), row);
            }
        }
        return byId.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** A walk along all that is on sale: not for the event loop. */
    private Suspects suspects(String user) {
        ReservationIds own = new ReservationIds();
        Set<String> troubled = new TreeSet<>();
        for (SaleDesk sale : sales.troubled()) {
            if (mayHaveAny(sale)) {
                troubled.add(sale.id());
            }
        }
        List<SaleDesk> suspects = new ArrayList<>();
        for (SaleDesk sale : sales.unsettled()) {
            if (sale.trouble() == null && mayHaveAny(sale, own.buyer(sale.number(), user))) {
                suspects.add(sale);
            }
        }
        return new Suspects(suspects, troubled);
    }

    /** What a view that may be old does not show, its writer may have. */
    private static boolean mayHaveAny(SaleDesk sale, UUID buyer) {
        SaleView view = sale.view();
        return sale.mayKnow(buyer) && (hasAny(view) || !sale.isCurrent(buyer, view));
    }

    /** True where nobody can tell. */
    private static boolean mayHaveAny(SaleDesk troubled) {
        try {
            return hasAny(troubled.view());
        } catch (UnreadableSaleException e) {
            LOG.debug("somebody may have something in a sale that cannot be read", e);
            return true;
        }
    }

    /** Whether anybody has something that is not settled. Units that are taken at payment only do not show. */
    private static boolean hasAny(SaleView view) {
        if (view.sale().terms().rules().takeStock() == TakeStock.PAYMENT) {
            return !view.settled();
        }
        for (TierState tier : view.tiers()) {
            if (tier.held() > 0 || tier.waiting() > 0) {
                return true;
            }
        }
        return false;
    }

    private Future<List<Reports.Row>> live(RoutingContext context, Suspects suspects, String user, Cursor cursor) {
        List<Future<List<Reports.Row>>> answers = new ArrayList<>();
        Waiter besides = null;
        for (SaleDesk sale : suspects.sales) {
            // One that has been settled since then is all in the ledger by now, and no writer need be woken.
            if (!sale.view().settled()) {
                Promise<List<Reports.Row>> promise = Promise.promise();
                Runnable mute = () -> {
                    suspects.troubled.add(sale.id());
                    promise.complete(List.of());
                };
                besides = ask(context, besides, sale, user, promise, mute);
                answers.add(promise.future());
            }
        }
        return Future.all(answers)
                .map(_ -> answers.stream()
                        .flatMap(answer -> answer.result().stream())
                        .filter(row -> cursor.isAfter(
                                row.state().createdAtMillis(), row.state().id()))
                        .toList());
    }

    /** @param mute what is done where the sale does not answer: the list is told without it */
    private Waiter ask(
            RoutingContext context,
            Waiter besides,
            SaleDesk sale,
            String user,
            Promise<List<Reports.Row>> promise,
            Runnable mute) {
        Waiter waiter = new Waiter(context.response(), besides) {
            @Override
            protected void answered(Outcome outcome) {
                if (outcome instanceof Outcome.Listed found) {
                    promise.complete(found.reservations().stream()
                            .map(state -> new Reports.Row(sale.number(), user, state))
                            .toList());
                } else {
                    mute.run();
                }
            }

            @Override
            protected void turnedAway(Problem problem) {
                mute.run();
            }

            @Override
            protected void timedOut() {
                mute.run();
            }
        };
        Command command = new Command.FindByBuyer(new UUID(0, ++asked), ids.buyer(sale.number(), user));
        Problem problem = asking.ask(sale, command, waiter, Calls.PATIENCE_SECONDS, false);
        if (problem != null) {
            mute.run();
        }
        return waiter;
    }

    private void tickets(RoutingContext context, Principal principal) {
        Cursor cursor = Cursor.parse(context.request().getParam("cursor"));
        int limit = Requests.limit(context);
        reading.call(() -> reports.ticketsOf(principal.user(), cursor.millis(), cursor.id(), limit + 1))
                .onSuccess(rows -> Failures.guard(context, () -> sendTickets(context, rows, limit)))
                .onFailure(context::fail);
    }

    private void sendTickets(RoutingContext context, List<Reports.TicketRow> rows, int limit) {
        List<Reports.TicketRow> page = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit
                ? new Cursor(page.getLast().issuedAtMillis(), page.getLast().id()).toString()
                : null;
        Shown<Reports.TicketRow> shown = new Shown<>(Set.of());
        page.forEach(ticket -> shown.add(
                ticket,
                ticket.sale(),
                terms ->
                        ticket.status() != null && ticket.tier() < terms.tiers().size()));
        sealing.call(() -> sealed(shown))
                .otherwise(Map.of()) // Their codes are as good where there is no room to make them now.
                .onSuccess(made -> Failures.guard(
                        context,
                        () -> Answers.json(
                                context.response(),
                                200,
                                json.page(
                                        "tickets",
                                        shown.rows,
                                        ticket ->
                                                json.ticket(shown.terms(ticket.sale()), ticket, made.get(ticket.id())),
                                        next,
                                        shown.unavailable))));
    }

    /** What their QR codes say. */
    private Map<UUID, String> sealed(Shown<Reports.TicketRow> shown) {
        Map<UUID, String> made = new HashMap<>();
        shown.rows.forEach(ticket -> made.put(ticket.id(), qrs.of(shown.terms(ticket.sale()), ticket)));
        return made;
    }
}
