package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.json.FieldErrors;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.Webhook;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Settled;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/payments}: what became of a payment, and what providers report. */
final class PaymentRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentRoutes.class);

    private final Lane lane;
    private final Calls calls;

    PaymentRoutes(Lane lane) {
        this.lane = lane;
        this.calls = new Calls(lane);
    }

    void mount(Router router) {
        router.get("/v1/payments/:payment").handler(calls.user(this::find));
        router.post("/v1/payments/:provider/webhook").handler(this::webhook);
    }

    private void find(RoutingContext context, Principal principal) {
        UUID id = Calls.id(context, "payment");
        SaleDesk sale = calls.saleOf(id);
        UUID buyer = lane.ids.buyer(sale.number(), principal.user());
        if (sale.view().settled()) {
            lane.blocking
                    .call(() -> lane.parts.reports().settled(sale.number(), id))
                    .onSuccess(found -> Calls.guard(context, () -> send(context, payment(found, id), buyer)))
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
        PaymentProvider provider = lane.parts
                .payments()
                .find(context.pathParam("provider"))
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no such payment provider")));
        MultiMap headers = context.request().headers();
        byte[] body = Calls.bytes(context);
        lane.paying
                .call(() -> provider.read(headers::get, body))
                .onSuccess(webhook -> Calls.guard(context, () -> take(context, provider, webhook)))
                .onFailure(failure -> context.fail(described(failure)));
    }

    /** Answered with success only when what it reports is durable; until then the provider sends it again. */
    private void take(RoutingContext context, PaymentProvider provider, Webhook webhook) {
        switch (webhook) {
            case Webhook.Report report ->
                calls.ask(context, calls.saleOf(report.payment()), report.command(), outcome -> {
                    Outcome.PaymentFound found = (Outcome.PaymentFound) outcome;
                    acknowledge(
                            context,
                            provider,
                            () -> Answers.json(context.response(), 200, PaymentJson.toBuffer(found.payment())));
                });
            case Webhook.Unrelated unrelated -> {
                LOG.info("{} sent a webhook that is no payment's: {}", provider.name(), unrelated.what());
                acknowledge(
                        context,
                        provider,
                        () -> context.response().setStatusCode(204).end());
            }
        }
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

    private static Throwable described(Throwable failure) {
        if (failure instanceof BadWebhookException bad) {
            return new ProblemException(
                    bad.isSigned()
                            ? Problem.of(
                                    new FieldErrors().add("", bad.getMessage()).invalid())
                            : Problem.unauthorized(bad.getMessage()));
        }
        return failure;
    }
}
