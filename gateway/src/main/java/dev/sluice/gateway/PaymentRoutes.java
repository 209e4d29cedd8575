package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.json.FieldErrors;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/payments}: what became of a payment, and what providers report. */
final class PaymentRoutes {
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
        calls.ask(context, sale, new Command.FindPayment(id), outcome -> {
            Outcome.PaymentFound found = (Outcome.PaymentFound) outcome;
            if (!found.buyer().equals(buyer)) {
                throw new ProblemException(Problem.notFound("there is no such payment, or it is not yours"));
            }
            Answers.json(context.response(), 200, PaymentJson.toBuffer(found.payment(), null));
        });
    }

    /** Answered with success only when what it reports is durable; until then the provider sends it again. */
    private void webhook(RoutingContext context) {
        PaymentProvider provider = lane.parts
                .payments()
                .find(context.pathParam("provider"))
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no such payment provider")));
        Buffer body = context.body().buffer();
        try {
            Command command = provider.read(
                    name -> context.request().headers().get(name), body == null ? new byte[0] : body.getBytes());
            calls.ask(
                    context,
                    calls.saleOf(command.id()),
                    command,
                    outcome -> Answers.json(
                            context.response(), 200, PaymentJson.toBuffer(reported(command, outcome), null)));
        } catch (BadWebhookException e) {
            throw new ProblemException(
                    e.isSigned()
                            ? Problem.of(
                                    new FieldErrors().add("", e.getMessage()).invalid())
                            : Problem.unauthorized(e.getMessage()));
        }
    }

    /**
     * Answers of one id are told apart by their order alone, and a reader whose patience ended may have left its own behind. Only
     * a payment that shows what was reported proves that the report is durable; the provider sends it again otherwise.
     */
    private static PaymentState reported(Command report, Outcome outcome) {
        PaymentState payment = ((Outcome.PaymentFound) outcome).payment();
        boolean shown = report instanceof Command.PaymentSucceeded
                ? payment.status().succeeded()
                : payment.status() != PaymentStatus.PENDING;
        if (!shown) {
            throw new ProblemException(Problem.busy("the report may not be durable yet; send it again"));
        }
        return payment;
    }
}
