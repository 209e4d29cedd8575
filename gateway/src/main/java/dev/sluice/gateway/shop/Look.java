package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.auth.Receipts;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.document.TicketQrs;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.gateway.lane.Waiter;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * {@code GET /v1/reservations/{id}}: reads a reservation and, with {@code wait}, waits for its next change. With a receipt the
 * original request is handed in again under its id: whatever the queue may have lost is back in it, and what was decided is found. Once
 * somebody was told that it was refused it stays refused: to all who look as long as one writer has the sale, and to those who look here
 * afterwards, too.
 */
public final class Look extends Waiter {
    /**
     * What those of one event loop share.
     *
     * @param sealing where QR codes are made
     */
    public record Parts(
            Asking asking,
            PastSales past,
            RefusedLooks told,
            ReservationJson json,
            TicketQrs qrs,
            Blocking sealing,
            QueuePace pace) {
        public Parts(
                Asking asking,
                PastSales past,
                RefusedLooks told,
                ReservationJson json,
                TicketQrs qrs,
                Blocking sealing,
                InstantSource clock) {
            this(asking, past, told, json, qrs, sealing, new QueuePace(clock));
        }
    }

    private static final int LAST_SECONDS = 1;

    private final Parts parts;
    private final RoutingContext context;
    private final SaleDesk sale;
    private final UUID buyer;
    private final String user;
    private final UUID reservation;
    private final Receipts.Request request;
    private ReservationState state;
    private boolean wantsChange;
    /** Whether it asks once more, since what it was told when it began may be old. */
    private boolean asksLast;

    /** Why the request was refused, if somebody was told so before. */
    private Rejection refused;

    private String known;

    Look(
            Parts parts,
            RoutingContext context,
            SaleDesk sale,
            UUID reservation,
            UUID buyer,
            String user,
            Receipts.Request request) {
        super(context.response());
        this.parts = parts;
        this.user = user;
        this.context = context;
        this.sale = sale;
        this.reservation = reservation;
        this.buyer = buyer;
        this.request = request;
    }

    /** @param knownStatus what whoever asks has seen last, or null: where it is another by now, the change is here already */
    void begin(int waitSeconds, String knownStatus) {
        if (PastSales.has(sale)) {
            beginSettled();
            return;
        }
        wantsChange = waitSeconds > 0;
        known = knownStatus;
        refused = request == null ? null : parts.told.find(reservation);
        int seconds = wantsChange ? waitSeconds : Calls.PATIENCE_SECONDS;
        Problem problem = request != null && refused == null
                ? parts.asking.askAgain(sale, reserve(user), this, seconds, wantsChange)
                : parts.asking.ask(sale, new Command.Find(reservation), this, seconds, wantsChange);
        if (problem != null) {
            Answers.problem(context.response(), problem);
        }
    }

    /** Nothing can change any more, and no writer has the sale in memory. The ledger finds it by its key. */
    private void beginSettled() {
        parts.past
                .find(sale, reservation)
                .onSuccess(found -> Failures.guard(context, () -> settled(found)))
                .onFailure(context::fail);
    }

    private void settled(Settled found) {
        boolean isIt = found != null
                && found.reservation().id().equals(reservation)
                && found.reservation().isWithin(sale.view().sale().terms());
        if (!isIt && sale.trouble() != null) {
            throw new ProblemException(Problem.broken());
        }
        answered(
                isIt
                        ? new Outcome.Reserved(found.reservation(), false)
                        : new Outcome.Refused(reservation, sale.view().status().refusal()));
    }

    /** From here on it stays refused: whoever was told so must not find a hold later. */
    private void refused(Rejection reason) {
        if (reason != Rejection.IDEMPOTENCY_KEY_REUSED) {
            parts.told.add(reservation, reason);
        }
        Answers.json(
                context.response(), 200, parts.json.rejected(sale.view().sale().terms(), reserve(null), reason.name()));
    }

    private Command.Reserve reserve(String of) {
        return new Command.Reserve(reservation, buyer, of, request.tier(), request.quantity(), request.selection());
    }

    @Override
    protected void answered(Outcome outcome) {
        switch (outcome) {
            case Outcome.Reserved found when !found.state().buyer().equals(buyer) -> notFound();
            case Outcome.Reserved found -> found(found.state());
            case Outcome.Refused _ when state != null -> send();
            case Outcome.Refused no when !no.reason().isDecided() -> undecided(no.reason());
            case Outcome.Refused _ when request == null -> notFound();
            case Outcome.Refused no -> refused(refused == null ? no.reason() : refused);
            case Outcome.PaymentOpened _,
                    Outcome.PaymentFound _,
                    Outcome.Administered _,
                    Outcome.Listed _,
                    Outcome.Entered _,
                    Outcome.DrawFound _,
                    Outcome.Placed _ -> notFound();
        }
    }

    private void undecided(Rejection reason) {
        Answers.problem(
                context.response(),
                reason == Rejection.UNREADABLE ? Problem.unreadable() : Problem.busy("this takes the ledger too long"));
    }

    @Override
    protected String user() {
        return user;
    }

    @Override
    protected void changed(Outcome outcome) {
        wantsChange = false;
        answered(outcome);
    }

    @Override
    protected void timedOut() {
        if (state != null) {
            endWithState();
        } else if (request != null) {
            context.response().headers().set(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
            Answers.json(
                    context.response(),
                    200,
                    parts.json.queued(
                            sale.view().sale().terms(),
                            reserve(null),
                            sale.queued(),
                            parts.pace.secondsTo(sale, sale.queued())));
        } else {
            Answers.problem(context.response(), Problem.busy("the sale does not answer just now"));
        }
    }

    /**
     * Nobody is told that their place on the waitlist has changed, so it may be as old as the wait; all else that is shown is told to who watches. Asking
     * costs the writer one command a wait, as its beginning did.
     */
    private void endWithState() {
        boolean mayBeOld = state.status() == ReservationStatus.WAITLISTED && !asksLast;
        asksLast = true;
        wantsChange = false;
        if (!mayBeOld || parts.asking.ask(sale, new Command.Find(reservation), this, LAST_SECONDS, false) != null) {
            send();
        }
    }

    /** What was found before is true, if old. */
    @Override
    protected void turnedAway(Problem problem) {
        if (state != null) {
            send();
        } else {
            super.turnedAway(problem);
        }
    }

    private void found(ReservationState found) {
        sale.granted(buyer);
        state = found;
        boolean isNews = known != null && !known.equals(found.status().name());
        if (wantsChange && !isNews && !found.status().settled()) {
            parts.asking.watch(this);
        } else {
            send();
        }
    }

    private void send() {
        SaleTerms terms = sale.view().sale().terms();
        if (!TicketQrs.areOf(terms, state)) {
            Answers.json(context.response(), 200, parts.json.toBuffer(terms, state));
            return;
        }
        // Their codes are as good where there is no room to make them now.
        parts.sealing
                .call(() -> parts.qrs.of(terms, state))
                .otherwise(List.of())
                .onSuccess(qrs -> Failures.guard(
                        context, () -> Answers.json(context.response(), 200, parts.json.toBuffer(terms, state, qrs))));
    }

    private void notFound() {
        Answers.problem(context.response(), Problem.notFound("there is no such reservation, or it is not yours"));
    }
}
