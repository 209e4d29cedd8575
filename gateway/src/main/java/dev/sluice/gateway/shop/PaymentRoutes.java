package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Charges;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.Webhook;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Settled;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/payments}: what became of a payment, and what providers report. */
public final class PaymentRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentRoutes.class);

    private final Callers callers;
    private final Desks desks;
    private final Calls calls;
    private final PastSales past;
    private final Charges charges;
    private final PaymentProviders payments;
    private final Paying paying;
    private final InstantSource clock;
    private final ReservationIds ids = new ReservationIds();

    public PaymentRoutes(
            Callers callers,
            Desks desks,
            Calls calls,
            PastSales past,
            Charges charges,
            PaymentProviders payments,
            Paying paying,
            InstantSource clock) {
        this.callers = callers;
        this.desks = desks;
        this.calls = calls;
        this.past = past;
        this.charges = charges;
        this.payments = payments;
        this.paying = paying;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/payments/:payment").handler(callers.user(this::find));
        Bodies.takenBy(router.post("/v1/payments/:provider/webhook")).handler(this::webhook);
    }

    private void find(RoutingContext context, Principal principal) {
        UUID id = Requests.id(context, "payment");
        SaleDesk sale = principal.shops(desks).of(id);
        UUID buyer = ids.buyer(sale.number(), principal.user());
        if (PastSales.has(sale)) {
            past.find(sale, id)
                    .onSuccess(found -> Failures.guard(context, () -> send(context, payment(found, id), buyer)))
                    .onFailure(context::fail);
        } else {
            calls.ask(
                    context,
                    sale,
                    new Command.FindPayment(id),
                    outcome -> send(context, (Outcome.PaymentFound) outcome, buyer));
        }
    }

    /** Null if it is not among them. */
    private static Outcome.PaymentFound payment(Settled settled, UUID id) {
        return settled == null
                ? null
                : settled.payments().stream()
                        .filter(payment -> payment.id().equals(id))
                        .map(payment -> new Outcome.PaymentFound(
                                payment, settled.reservation().buyer()))
                        .findAny()
                        .orElse(null);
    }

    private static void send(RoutingContext context, Outcome.PaymentFound found, UUID buyer) {
        if (found == null || !found.buyer().equals(buyer)) {
            throw new ProblemException(Problem.notFound("there is no such payment, or it is not yours"));
        }
        Answers.json(context.response(), 200, PaymentJson.toBuffer(found.payment()));
    }

    /** Reading may block: a signature may need a key that is elsewhere. */
    private void webhook(RoutingContext context) {
        PaymentProvider provider = payments.find(context.pathParam("provider"))
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no such payment provider")));
        Bodies.read(context, Bodies.MAX_BYTES, body -> webhook(context, provider, body));
    }

    private void webhook(RoutingContext context, PaymentProvider provider, byte[] body) {
        MultiMap headers = context.request().headers();
        paying.call(provider, () -> provider.read(headers::get, body))
                .onSuccess(webhook -> Failures.guard(context, () -> take(context, provider, webhook)))
                .onFailure(context::fail);
    }

    /** Answered with success only when what it reports is durable; until then the provider sends it again. */
    private void take(RoutingContext context, PaymentProvider provider, Webhook webhook) {
        switch (webhook) {
            case Webhook.Report report -> report(context, provider, report);
            case Webhook.Unrelated unrelated -> {
                LOG.info("{} sent a webhook that is no payment's: {}", provider.name(), unrelated.what());
                acknowledge(context, provider, () -> empty(context));
            }
        }
    }

    private void report(RoutingContext context, PaymentProvider provider, Webhook.Report report) {
        desks.all();
        SaleDesk sale = desks.find(ReservationIds.saleNumber(report.payment()));
        if (sale == null) {
            reportUnmatched(context, provider, report);
            return;
        }
        past.whenThere(
                context,
                sale,
                report.payment(),
                () -> decide(context, provider, sale, report),
                () -> reportUnmatched(context, provider, report));
    }

    private void decide(RoutingContext context, PaymentProvider provider, SaleDesk sale, Webhook.Report report) {
        calls.ask(
                context,
                sale,
                report.command(),
                outcome -> {
                    Outcome.PaymentFound found = (Outcome.PaymentFound) outcome;
                    acknowledge(
                            context,
                            provider,
                            () -> Answers.json(context.response(), 200, PaymentJson.toBuffer(found.payment())));
                },
                () -> reportUnmatched(context, provider, report));
    }

    /** Nobody knows the payment. Money that was taken for it is kept in the ledger, and goes back; of anything else nothing follows. */
    private void reportUnmatched(RoutingContext context, PaymentProvider provider, Webhook.Report report) {
        LOG.warn("{} reports on a payment that nobody here knows: {}", provider.name(), report);
        switch (report) {
            case Webhook.Paid paid -> keepUnmatched(context, provider, paid);
            case Webhook.Refunded back ->
                paying.call(provider, () -> {
                            charges.unmatchedReturned(back.payment(), back.reference(), clock.millis());
                            return null;
                        })
                        .onSuccess(_ -> acknowledge(context, provider, () -> empty(context)))
                        .onFailure(context::fail);
            case Webhook.Declined _, Webhook.RefundedInPart _ -> acknowledge(context, provider, () -> empty(context));
        }
    }

    private void keepUnmatched(RoutingContext context, PaymentProvider provider, Webhook.Paid paid) {
        Charge taken =
                new Charge(paid.reference(), paid.amount(), paid.currency(), ChargeStatus.REFUND_DUE, clock.millis());
        paying.call(provider, () -> charges.keepUnmatched(paid.payment(), provider.name(), taken))
                .onSuccess(kept -> Failures.guard(context, () -> {
                    if (!kept) {
                        throw new ProblemException(Problem.busy("this server does not know the payment's sale yet"));
                    }
                    acknowledge(
                            context,
                            provider,
                            () -> Answers.json(context.response(), 200, PaymentJson.unmatched(paid.payment(), taken)));
                }))
                .onFailure(context::fail);
    }

    private static void empty(RoutingContext context) {
        context.response().setStatusCode(204).end();
    }

    /** @param otherwise answers a provider that takes any success for one */
    private static void acknowledge(RoutingContext context, PaymentProvider provider, Runnable otherwise) {
        provider.acknowledgement()
                .ifPresentOrElse(
                        wanted -> context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, wanted.mediaType())
                                .end(wanted.body()),
                        otherwise);
    }
}
