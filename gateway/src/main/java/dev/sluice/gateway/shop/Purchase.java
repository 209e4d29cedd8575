package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.tally.Figure;
import dev.sluice.engine.tally.Sums;
import dev.sluice.engine.tally.TallySheet;
import dev.sluice.engine.tally.TallySheets;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.Receipts;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.guard.RateLimits;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.IdempotencyKey;
import dev.sluice.gateway.http.Preferences;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.gateway.lane.Waiter;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import dev.sluice.sale.Shortage;
import dev.sluice.sale.Units;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.UUID;

/**
 * {@code POST /v1/sales/{sale}/reservations}: the hot route, one instance a request. Authenticates, refuses what can be
 * refused from memory, hands everything else to the sale's writer, and answers when the decision is durable, or after the time the
 * buyer wanted to wait.
 */
public final class Purchase extends Waiter {
    /** The longest that one may ask to wait. */
    public static final int MAX_WAIT_SECONDS = 10;

    private static final String PREFIX = "/v1/sales/";
    private static final String SUFFIX = "/reservations";
    private static final CharSequence PREFER = HttpHeaders.createOptimized("Prefer");

    private final Parts parts;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final long beganNanos = System.nanoTime();
    private SaleDesk sale;
    /** Null until it is known which sale is meant. */
    private TallySheet sheet;

    private Principal principal;
    private Command.Reserve command;
    private boolean slowly;

    /** What those of one event loop share. */
    public record Parts(
            Desks desks,
            Callers callers,
            Asking asking,
            PastSales past,
            ReservationJson json,
            Receipts receipts,
            int defaultWaitSeconds,
            InstantSource clock,
            MemoryRefusals fromMemory,
            BodyRoom bodies,
            SlowLane slowLane,
            RateLimits limits,
            TallySheets sheets,
            ReservationIds ids,
            Refusals refusals,
            CrowdAnswers crowded,
            QueuePace pace) {
        /**
         * @param defaultWaitSeconds how long a purchase waits that says nothing of it
         * @param fromMemory counts what no writer is asked for
         */
        public Parts(
                Desks desks,
                Callers callers,
                Asking asking,
                PastSales past,
                ReservationJson json,
                Receipts receipts,
                int defaultWaitSeconds,
                InstantSource clock,
                MemoryRefusals fromMemory,
                BodyRoom bodies,
                SlowLane slowLane,
                RateLimits limits,
                TallySheets sheets) {
            this(
                    desks,
                    callers,
                    asking,
                    past,
                    json,
                    receipts,
                    defaultWaitSeconds,
                    clock,
                    fromMemory,
                    bodies,
                    slowLane,
                    limits,
                    sheets,
                    new ReservationIds(),
                    new Refusals(),
                    new CrowdAnswers(),
                    new QueuePace(clock));
        }
    }

    private Purchase(Parts parts, HttpServerRequest request) {
        super(request.response());
        this.parts = parts;
        this.request = request;
        this.response = request.response();
    }

    /** Takes a request that asks to buy; false if it asks for something else. */
    public static boolean take(Parts parts, HttpServerRequest request) {
        String sale = request.method() == HttpMethod.POST ? saleOf(request.path()) : null;
        if (sale == null) {
            return false;
        }
        new Purchase(parts, request).begin(sale);
        return true;
    }

    /** The sale that a path asks to buy from, or null if it asks for something else. */
    static String saleOf(String path) {
        int end = path.length() - SUFFIX.length();
        boolean matches = end > PREFIX.length()
                && path.startsWith(PREFIX)
                && path.endsWith(SUFFIX)
                && path.indexOf('/', PREFIX.length()) == end;
        return matches ? path.substring(PREFIX.length(), end) : null;
    }

    /** Judges the head; only a good one has its body read. */
    private void begin(String saleId) {
        try {
            Bodies.requireAtMost(request, Bodies.MAX_BYTES);
        } catch (ProblemException e) {
            failUnread(e);
            return;
        }
        parts.callers.buyer(request, verified -> read(saleId, verified), this::failUnread);
    }

    private void read(String saleId, Principal verified) {
        principal = verified;
        sale = principal.shops(parts.desks).find(saleId);
        sheet = parts.sheets.of(sale.number());
        sheet.count(Figure.ARRIVED);
        PassRoutes.require(principal, sale);
        slowly = parts.slowLane.takes(sale, request, verified.user());
        parts.limits.count(
                request,
                verified.user(),
                sale.number(),
                sale.view().sale().terms().guards(),
                PassRoutes.isCounter(verified));
        if (!slowly && isTurnedAwayUnread(sale.view())) {
            note(Sums.CROWDED);
            parts.crowded.unread(request, parts.asking.turnAway(sale));
            return;
        }
        Requests.requireJson(request.headers().get(HttpHeaders.CONTENT_TYPE));
        if (PassRoutes.isCounter(verified) && sale.view().sale().terms().wantsPass()) {
            parts.callers.recordPurchase(request, verified, sale.id(), this::readBody, this::failUnread);
        } else {
            readBody();
        }
    }

    private void readBody() {
        Bodies.read(request, Bodies.MAX_BYTES, parts.bodies, this::take, this::failUnread);
    }

    /** Before the body is read, where it could ask for nothing that is refused from memory, which keeps nobody waiting. */
    private boolean isTurnedAwayUnread(SaleView view) {
        return parts.asking.isCrowded(sale, false)
                && !mayBeRefused(view)
                && isTurnedAway(parts.ids.buyer(sale.number(), principal.user()));
    }

    private boolean isTurnedAway(UUID buyer) {
        return parts.asking.isCrowded(sale, false) && (!sale.mayKnow(buyer) || parts.asking.isCrowded(sale, true));
    }

    private boolean mayBeRefused(SaleView view) {
        if (!view.availability().equals(Availability.UNKNOWN) || view.settled()) {
            return true;
        }
        int most = view.sale().terms().rules().limitPerUser();
        for (int tier = 0; tier < view.tiers().size(); tier++) {
            if (view.refusal(tier, most, Selection.ANY, parts.clock) != null) {
                return true;
            }
        }
        return false;
    }

    private void take(byte[] body) {
        try {
            buy(body);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void buy(byte[] body) {
        FieldErrors errors = new FieldErrors();
        String key = IdempotencyKey.of(request, errors);
        int waitSeconds = waitSeconds();
        SaleView view = sale.view();
        KindFormat.Wanted wanted = PurchaseBody.parse(body, view.sale().terms(), errors);
        UUID buyer = parts.ids.buyer(sale.number(), principal.user());
        Rejection refusal = view.refusal(wanted.tier(), wanted.quantity(), wanted.selection(), parts.clock);
        // Whom nobody is to hear of is refused even where memory is not sure.
        if (refusal != null && (slowly || sale.mayRefuse(buyer, view))) {
            refuse(refusal, view, wanted.selection());
            return;
        }
        UUID reservation = parts.ids.reservation(sale.number(), buyer, key);
        command = new Command.Reserve(
                reservation, buyer, principal.user(), wanted.tier(), wanted.quantity(), wanted.selection());
        if (slowly) {
            note();
            parts.slowLane.buy(response, sale, command);
            return;
        }
        if (view.settled()) {
            findPast(refusal);
            return;
        }
        if (isTurnedAway(buyer)) {
            note(Sums.CROWDED);
            parts.crowded.send(response, parts.asking.turnAway(sale));
            return;
        }
        Problem problem = parts.asking.ask(sale, command, this, waitSeconds, false);
        if (problem != null) {
            note(problem.reason());
            Answers.problem(response, problem);
        } else if (waitSeconds == 0) {
            timedOut();
        }
    }

    /** No writer has the sale in memory. It can only be that the same was asked for before. */
    private void findPast(Rejection otherwise) {
        parts.past
                .find(sale, command.id())
                .onSuccess(found -> {
                    try {
                        answered(outcome(found, otherwise));
                    } catch (RuntimeException e) {
                        fail(e);
                    }
                })
                .onFailure(this::fail);
    }

    private Outcome outcome(Settled found, Rejection otherwise) {
        ReservationState state = found == null ? null : found.reservation();
        if (state == null || !state.id().equals(command.id())) {
            parts.fromMemory.count(otherwise);
            sheet.refused(otherwise);
            return new Outcome.Refused(command.id(), otherwise);
        }
        return state.hasContent(command)
                ? new Outcome.Reserved(state, false)
                : new Outcome.Refused(command.id(), Rejection.IDEMPOTENCY_KEY_REUSED);
    }

    @Override
    protected void answered(Outcome outcome) {
        switch (outcome) {
            case Outcome.Reserved reserved -> reserved(reserved.state(), reserved.created());
            case Outcome.Refused refused -> {
                note(); // Its writer has counted it.
                parts.refusals.send(response, refused, sale.view());
            }
            case Outcome.PaymentOpened _,
                    Outcome.PaymentFound _,
                    Outcome.Administered _,
                    Outcome.Listed _,
                    Outcome.Entered _,
                    Outcome.DrawFound _,
                    Outcome.Placed _ -> fail(new IllegalStateException("no answer to a purchase: " + outcome));
        }
    }

    @Override
    protected String user() {
        return principal.user();
    }

    /** Taken in and not decided: the receipt in the location can put it back should it be lost. */
    @Override
    protected void timedOut() {
        if (response.ended()) {
            return;
        }
        note();
        response.headers()
                .set(HttpHeaders.LOCATION, locationWithReceipt())
                .set(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        long estimateSeconds = parts.pace.secondsTo(sale, sale.queued());
        Answers.json(
                response, 202, parts.json.queued(sale.view().sale().terms(), command, sale.queued(), estimateSeconds));
    }

    private void reserved(ReservationState state, boolean created) {
        sale.granted(state.buyer());
        note();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean waits = created && state.status() == ReservationStatus.WAITLISTED;
        response.headers().set(HttpHeaders.LOCATION, waits ? locationWithReceipt() : location());
        if (waits) {
            response.headers().set(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        }
        int status = waits ? 202 : created ? 201 : 200;
        Answers.json(response, status, parts.json.toBuffer(sale.view().sale().terms(), state));
    }

    private void refuse(Rejection rejection, SaleView view, Selection wanted) {
        parts.fromMemory.count(rejection);
        sheet.refused(rejection);
        note();
        if (rejection == Rejection.SOLD_OUT && !wanted.counts().isEmpty()) {
            Shortage shortage = new Shortage(rejection, Units.NONE, Units.NONE, view.left(wanted));
            parts.refusals.send(response, shortage, view);
        } else {
            parts.refusals.send(response, rejection, view);
        }
    }

    private void failUnread(Throwable failure) {
        Problem problem = Failures.describe(failure);
        note(problem.reason());
        Answers.unread(request, problem);
    }

    private void fail(Throwable failure) {
        Problem problem = Failures.describe(failure);
        note(problem.reason());
        Answers.problem(response, problem);
    }

    /** It is about to be answered. */
    private void note() {
        if (sheet != null) {
            sheet.answered(System.nanoTime() - beganNanos);
        }
    }

    /** It is about to be refused by the gateway itself. */
    private void note(String reason) {
        if (sheet != null) {
            sheet.refused(reason);
        }
        note();
    }

    private String location() {
        return "/v1/reservations/" + command.id();
    }

    private String locationWithReceipt() {
        return location() + "?receipt=" + parts.receipts.write(command);
    }

    /** {@code Prefer: wait=5}; a preference that makes no sense is passed over, as RFC 7240 says. */
    private int waitSeconds() {
        String prefer = request.headers().get(PREFER);
        return prefer == null
                ? parts.defaultWaitSeconds
                : Preferences.waitSeconds(prefer, MAX_WAIT_SECONDS, parts.defaultWaitSeconds);
    }
}
