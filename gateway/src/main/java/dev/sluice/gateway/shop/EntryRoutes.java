package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.gateway.auth.Blinds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.guard.RateLimits;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.IdempotencyKey;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.EntryStatus;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * {@code /v1/sales/{sale}/entries}: who wants to take part in a draw says so here, once an account, and may change or withdraw it until the seal; after
 * the draw this is where they find what they were given. Used by one event loop.
 */
public final class EntryRoutes {
    private static final String PATH = "/v1/sales/:sale/entries";
    private static final String MINE = PATH + "/mine";

    /** What those of one event loop share. */
    public record Parts(
            Callers callers,
            Desks desks,
            Asking asking,
            Calls calls,
            Reports reports,
            Draws draws,
            Blocking people,
            ReservationJson json,
            SlowLane slowLane,
            RateLimits limits,
            WaitingRooms rooms,
            Blinds blinds) {}

    /** What somebody has in a draw that no writer has in mind any more; both null if nothing; the status is that of an entry that counts. */
    private record Past(ReservationState given, EntryState entry, EntryStatus status) {}

    private final Parts parts;
    private final ReservationIds ids = new ReservationIds();

    public EntryRoutes(Parts parts) {
        this.parts = parts;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(parts.callers.buyer(this::enter));
        router.get(MINE).handler(parts.callers.user(this::look));
        Bodies.takenBy(router.put(MINE)).handler(parts.callers.buyer(this::change));
        router.delete(MINE).handler(parts.callers.user(this::withdraw));
    }

    private void enter(RoutingContext context, Principal who) {
        SaleDesk sale = admitted(context, who);
        boolean slowly = parts.slowLane.takes(sale, context.request(), who.user());
        Bodies.read(context, Bodies.MAX_BYTES, body -> {
            FieldErrors errors = new FieldErrors();
            String key = IdempotencyKey.of(context.request(), errors);
            KindFormat.Wanted wanted = PurchaseBody.parse(body, terms(sale), errors);
            UUID blind = parts.blinds.of(sale.number(), who.user(), "POST " + key);
            enter(context, sale, entry(sale, who.user(), wanted, blind, false), slowly);
        });
    }

    private void change(RoutingContext context, Principal who) {
        SaleDesk sale = admitted(context, who);
        boolean slowly = parts.slowLane.takes(sale, context.request(), who.user());
        Bodies.read(context, Bodies.MAX_BYTES, body -> {
            KindFormat.Wanted wanted = PurchaseBody.parse(body, terms(sale), new FieldErrors());
            String content = wanted.tier() + " " + wanted.quantity() + " "
                    + wanted.selection().text();
            UUID blind = parts.blinds.of(sale.number(), who.user(), "PUT " + content);
            enter(context, sale, entry(sale, who.user(), wanted, blind, true), slowly);
        });
    }

    /** The sale, for whoever has the pass that it wants, is not blocked, and does not ask too often. */
    private SaleDesk admitted(RoutingContext context, Principal who) {
        SaleDesk sale = drawn(who.shops(parts.desks).named(context));
        PassRoutes.requireToEnter(who, sale);
        parts.limits.count(
                context.request(), who.user(), sale.number(), terms(sale).guards(), PassRoutes.isCounter(who));
        requireRoom(sale, who.user());
        Requests.requireJson(context);
        return sale;
    }

    /** Where more come than can be served, whoever comes new is told to come back, as with purchases. */
    private void requireRoom(SaleDesk sale, String user) {
        boolean full = parts.asking.isCrowded(sale, false)
                && (!sale.mayKnow(ids.buyer(sale.number(), user)) || parts.asking.isCrowded(sale, true));
        if (full) {
            throw new ProblemException(CrowdAnswers.problem(parts.asking.turnAway(sale)));
        }
    }

    private Command.Enter entry(SaleDesk sale, String user, KindFormat.Wanted wanted, UUID blind, boolean replaces) {
        if (!wanted.selection().counts().isEmpty()) {
            throw new ProblemException(Refusals.describe(Rejection.TIERS_DIFFER));
        }
        UUID buyer = ids.buyer(sale.number(), user);
        return new Command.Enter(
                ids.entry(sale.number(), buyer),
                buyer,
                user,
                wanted.tier(),
                wanted.quantity(),
                wanted.selection(),
                blind,
                replaces);
    }

    private void enter(RoutingContext context, SaleDesk sale, Command.Enter command, boolean slowly) {
        if (slowly) {
            parts.slowLane.countEntry();
            sendQueued(context, sale, command);
        } else {
            enter(context, sale, command);
        }
    }

    /** Whoever changes what they have withdrawn since wants it again, also if it is what it was: not the same request that comes again. */
    private void enter(RoutingContext context, SaleDesk sale, Command.Enter command) {
        if (!PastSales.has(sale)) {
            parts.calls.ask(context, sale, command, () -> sendQueued(context, sale, command), outcome -> {
                boolean isBack = command.replaces()
                        && outcome instanceof Outcome.Entered found
                        && found.state().withdrawn();
                if (isBack) {
                    enter(context, sale, command.withBlind(UUID.randomUUID()));
                } else {
                    send(context, sale, outcome);
                }
            });
            return;
        }
        past(context, sale, command.user(), past -> {
            boolean known = past.given != null || past.entry != null && !past.entry.withdrawn();
            if (command.replaces() || !known) {
                throw refused(known ? Rejection.SEALED : Rejection.CLOSED);
            }
            send(context, sale, past);
        });
    }

    private void look(RoutingContext context, Principal who) {
        SaleDesk sale = drawn(who.shops(parts.desks).reported(context));
        if (PastSales.has(sale)) {
            past(context, sale, who.user(), past -> send(context, sale, past));
            return;
        }
        UUID buyer = ids.buyer(sale.number(), who.user());
        Command find = new Command.FindEntry(ids.entry(sale.number(), buyer), buyer);
        parts.calls.ask(context, sale, find, outcome -> send(context, sale, outcome), EntryRoutes::unknown);
    }

    private void withdraw(RoutingContext context, Principal who) {
        SaleDesk sale = drawn(who.shops(parts.desks).named(context));
        if (PastSales.has(sale)) {
            past(context, sale, who.user(), past -> {
                if (past.given == null && past.entry == null) {
                    unknown();
                } else if (past.given != null || !past.entry.withdrawn()) {
                    throw refused(Rejection.SEALED);
                }
                send(context, sale, 200, entered(sale, past.entry, EntryStatus.WITHDRAWN));
            });
            return;
        }
        UUID buyer = ids.buyer(sale.number(), who.user());
        Command withdraw = new Command.Withdraw(ids.entry(sale.number(), buyer), buyer);
        parts.calls.ask(context, sale, withdraw, outcome -> send(context, sale, outcome), EntryRoutes::unknown);
    }

    private static void unknown() {
        throw new ProblemException(Problem.notFound("you have no entry in this draw"));
    }

    private static ProblemException refused(Rejection reason) {
        return new ProblemException(Refusals.describe(reason));
    }

    /** @throws ProblemException if nothing is drawn in it */
    private static SaleDesk drawn(SaleDesk sale) {
        if (terms(sale).order().fairness() == null) {
            throw refused(Rejection.NO_DRAW);
        }
        return sale;
    }

    /** Goes on with what the ledger has: the sale is over, and no writer has it in mind. */
    private void past(RoutingContext context, SaleDesk sale, String user, Consumer<Past> then) {
        SaleTerms terms = terms(sale);
        UUID id = ids.entry(sale.number(), ids.buyer(sale.number(), user));
        parts.people
                .call(() -> {
                    Settled found = parts.reports.settled(sale.number(), id);
                    if (found != null && found.reservation().id().equals(id)) {
                        return new Past(found.reservation(), null, null);
                    }
                    EntryState entry = parts.draws.entry(sale.number(), user);
                    if (entry == null || entry.withdrawn()) {
                        return new Past(null, entry, null);
                    }
                    DrawState draw = parts.draws.state(sale.number(), terms);
                    return new Past(null, entry, EntryStatus.of(terms.order(), draw, draw.isOver(), true));
                })
                .onSuccess(past -> Failures.guard(context, () -> then.accept(past)))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, SaleDesk sale, Past past) {
        if (past.given != null) {
            send(context, sale, 200, given(sale, past.given));
        } else if (past.entry == null || past.entry.withdrawn()) {
            unknown();
        } else {
            send(context, sale, 200, entered(sale, past.entry, past.status));
        }
    }

    private void send(RoutingContext context, SaleDesk sale, Outcome outcome) {
        switch (outcome) {
            case Outcome.Entered entered ->
                send(
                        context,
                        sale,
                        entered.created() ? 201 : 200,
                        entered(sale, entered.state(), entered.state().status()));
            case Outcome.Reserved reserved -> send(context, sale, 200, given(sale, reserved.state()));
            case Outcome.Refused _,
                    Outcome.PaymentOpened _,
                    Outcome.PaymentFound _,
                    Outcome.Administered _,
                    Outcome.Listed _,
                    Outcome.DrawFound _,
                    Outcome.Placed _ -> throw new IllegalStateException("no answer to an entry: " + outcome);
        }
    }

    /**
     * Taken in and not decided. Nothing has to put it back should it be lost: to send it again is the same request, whose answer says what became of it, and what they
     * have by now stands at the location.
     */
    private void sendQueued(RoutingContext context, SaleDesk sale, Command.Enter asked) {
        EntryState entry = new EntryState(
                asked.id(), asked.buyer(), asked.tier(), asked.quantity(), asked.selection(), asked.blind(), false, 0);
        context.response().headers().set(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        send(context, sale, 202, parts.json.entry(terms(sale), entry, ReservationStatus.QUEUED.name()));
    }

    /** Who gathered and has a place has the ticket of the waiting room. */
    private Buffer entered(SaleDesk sale, EntryState entry, EntryStatus status) {
        boolean waits = entry.place() > 0 && terms(sale).order().gathers();
        String ticket = waits ? parts.rooms.ticket(sale, entry.place(), entry.buyer()) : null;
        return parts.json.entry(terms(sale), entry, status.name(), ticket);
    }

    private Buffer given(SaleDesk sale, ReservationState given) {
        String status = switch (given.status()) {
            case HELD, CONFIRMED, REFUNDED -> "WON";
            case WAITLISTED -> "WAITLISTED";
            // A wait that ended never had a deadline.
            case EXPIRED -> given.expiresAtMillis() > 0 ? "WON" : "LOST";
            case CANCELLED -> "WITHDRAWN";
            case QUEUED, REJECTED -> "LOST";
        };
        return parts.json.entry(terms(sale), sale.view().sale().shown(given), status);
    }

    private static void send(RoutingContext context, SaleDesk sale, int status, Buffer body) {
        context.response().headers().set(HttpHeaders.LOCATION, "/v1/sales/" + sale.id() + "/entries/mine");
        Answers.json(context.response(), status, body);
    }

    private static SaleTerms terms(SaleDesk sale) {
        return sale.view().sale().terms();
    }
}
