package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Passes;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.guard.Captcha;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code POST /v1/sales/{sale}/pass}: who buys is asked who they are here, and whatever else their sale asks, before the rush, and shows no more than the pass in
 * it.
 */
public final class PassRoutes {
    /** From the opening on, or from now on if the sale is open. */
    private static final long GOOD_FOR_SECONDS = 600;

    private static final long EARLIEST_SECONDS = 86_400;

    static final int MAX_SOLUTION = 8_000;
    static final int MAX_CODE = 100;
    static final int MAX_TICKET = 200;

    private final Callers callers;
    private final Desks desks;
    private final Passes passes;
    private final SlowLane slowLane;
    private final Admission admission;
    private final WaitingRooms rooms;
    private final InstantSource clock;
    private final Refusals refusals = new Refusals();

    public PassRoutes(
            Callers callers,
            Desks desks,
            Passes passes,
            SlowLane slowLane,
            Admission admission,
            WaitingRooms rooms,
            InstantSource clock) {
        this.callers = callers;
        this.desks = desks;
        this.passes = passes;
        this.slowLane = slowLane;
        this.admission = admission;
        this.rooms = rooms;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/sales/:sale/challenge").handler(callers.user(this::challenge));
        Bodies.takenBy(router.post("/v1/sales/:sale/pass")).handler(callers.user(this::ask));
    }

    private void challenge(RoutingContext context, Principal principal) {
        SaleDesk sale = desks.named(context);
        Captcha captcha = admission.captcha(sale);
        if (captcha == null) {
            throw new ProblemException(Problem.notFound("this sale asks nobody to solve anything"));
        }
        Map<String, Object> challenge = captcha.challenge(sale.number(), principal.user());
        Answers.json(context.response(), 200, Buffer.buffer(JsonTree.bytes(challenge)));
    }

    private void ask(RoutingContext context, Principal principal) {
        SaleDesk sale = desks.named(context);
        slowLane.takes(
                sale,
                context.request(),
                principal.user()); // refuses the blocked; who is answered slowly learns nothing here
        String channel = Passes.channel(context.request());
        if (!refuses(context, sale)) {
            Bodies.objectIfAny(context, body -> ask(context, principal, sale, channel, body));
        }
    }

    /** What nobody gets a pass for now. */
    private boolean refuses(RoutingContext context, SaleDesk sale) {
        SaleView view = sale.view();
        Rejection refused = null;
        if (view.sale().statusAt(clock.millis()) == SaleStatus.CLOSED) {
            refused = Rejection.CLOSED;
        } else if (beginsSeconds(view) - clock.millis() / 1_000 > EARLIEST_SECONDS) {
            refused = Rejection.NOT_OPEN;
        }
        if (refused != null) {
            refusals.send(context.response(), refused, view);
        }
        return refused != null;
    }

    /** When the first may ask for something: to buy, or to take part in a draw. */
    private static long beginsSeconds(SaleView view) {
        return Math.min(opensMillis(view), view.sale().terms().order().entriesFromMillis()) / 1_000;
    }

    private static long opensMillis(SaleView view) {
        return view.sale().terms().window().opensAtMillis();
    }

    private void ask(
            RoutingContext context, Principal principal, SaleDesk sale, String channel, Map<String, Object> body) {
        FieldErrors errors = new FieldErrors();
        FieldReader asked = new FieldReader("", body, errors);
        String solution = textOrNull(asked, "solution", MAX_SOLUTION);
        String code = textOrNull(asked, "code", MAX_CODE);
        String ticket = textOrNull(asked, "ticket", MAX_TICKET);
        asked.refuseOthers();
        errors.throwIfAny();
        boolean toEnter = ticket == null && entersApart(sale);
        if (WaitingRooms.has(sale) && !toEnter) {
            // Whoever has a place was asked for the rest when they took it.
            rooms.comeIn(
                    context,
                    sale,
                    principal.user(),
                    ticket,
                    untilMillis -> give(context, principal, Permission.in(sale), channel, untilMillis / 1_000));
            return;
        }
        long goodFrom = toEnter ? clock.millis() : Math.max(clock.millis(), opensMillis(sale.view()));
        long expiresSeconds = goodFrom / 1_000 + GOOD_FOR_SECONDS;
        int permitted = toEnter ? Permission.toEnter(sale) : Permission.in(sale);
        admission
                .of(context.request(), sale, principal, solution, code)
                .onSuccess(_ ->
                        Failures.guard(context, () -> give(context, principal, permitted, channel, expiresSeconds)))
                .onFailure(context::fail);
    }

    /** Whether one enters a draw now with a pass for that alone: buying takes a place in the waiting room besides, which one needs for no lottery. */
    private boolean entersApart(SaleDesk sale) {
        Order order = sale.view().sale().terms().order();
        return asksToEnterApart(sale)
                && clock.millis() < order.sealMillis(sale.view().sale().terms().window());
    }

    private static boolean asksToEnterApart(SaleDesk sale) {
        SaleTerms terms = sale.view().sale().terms();
        boolean isLottery = terms.order().fairness() != null && !terms.order().gathers();
        boolean asks = terms.guards().captcha() != null || terms.guards().eligible() != null;
        return isLottery && asks && WaitingRooms.has(sale);
    }

    static String textOrNull(FieldReader asked, String name, int most) {
        String text = asked.text(name, 1, most, "");
        return text.isEmpty() ? null : text;
    }

    private void give(RoutingContext context, Principal principal, int permitted, String channel, long expiresSeconds) {
        String pass = passes.write(permitted, principal.user(), expiresSeconds, channel);
        Answers.json(context.response(), 201, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("pass", pass);
            Json.time(json, "expiresAt", expiresSeconds * 1_000);
            json.writeEndObject();
        })));
    }

    /**
     * Lets whoever has no pass for a sale that wants one go no further. The counter of its own merchant needs none: see {@link #isCounter}.
     *
     * @throws ProblemException saying where there is one
     */
    static void require(Principal principal, SaleDesk sale) {
        boolean good = principal.passFor() == Permission.in(sale);
        boolean needed = principal.passFor() != 0 || sale.view().sale().terms().wantsPass();
        if (!good && needed && !isCounter(principal)) {
            throw missing(sale);
        }
    }

    /**
     * Whether a machine asks, in the name of somebody who stands at its merchant's counter, or talks to it. It solves no captcha and stands in no line, which are there to tell people from
     * programs and to keep a crowd in order; what somebody may have holds there as well, and what it does is written down. Others' sales it does not find at all
     * ({@link Principal#shops}).
     */
    static boolean isCounter(Principal principal) {
        return principal.key() != null;
    }

    private static ProblemException missing(SaleDesk sale) {
        return new ProblemException(Problem.of(
                        403,
                        "PASS_REQUIRED",
                        "A pass is needed",
                        "this sale is bought in with a pass of its own; fetch one")
                .with("pass", "/v1/sales/" + sale.id() + "/pass"));
    }

    /**
     * The same for whoever enters the draw of a sale. Where that makes places in a waiting room, nobody has a pass before it: what such a sale asks for is asked where
     * places are taken. Where a waiting room is in front of what a lottery leaves, one enters without having been called, with a pass for that alone if something is asked.
     */
    static void requireToEnter(Principal principal, SaleDesk sale) {
        if (!WaitingRooms.has(sale)) {
            require(principal, sale);
            return;
        }
        if (isCounter(principal)) {
            return;
        }
        if (asksToEnterApart(sale)) {
            if (principal.passFor() != Permission.toEnter(sale)) {
                throw missing(sale);
            }
            return;
        }
        Guards guards = sale.view().sale().terms().guards();
        if (guards.captcha() != null || guards.eligible() != null) {
            throw new ProblemException(Problem.of(
                            403,
                            "TICKET_REQUIRED",
                            "A place is needed",
                            "this sale asks for something first: take a place in its waiting room, which enters you")
                    .with("queue", "/v1/sales/" + sale.id() + "/queue"));
        }
    }
}
