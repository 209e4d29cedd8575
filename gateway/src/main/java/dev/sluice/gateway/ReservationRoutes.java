package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.UUID;

/** {@code /v1/reservations/{id}}: what became of a purchase, giving it back, paying for it. */
final class ReservationRoutes {
    private final Lane lane;
    private final Calls calls;

    ReservationRoutes(Lane lane) {
        this.lane = lane;
        this.calls = new Calls(lane);
    }

    void mount(Router router) {
        router.get("/v1/reservations/:id").handler(calls.user(this::look));
        router.delete("/v1/reservations/:id").handler(calls.user(this::cancel));
        router.post("/v1/reservations/:id/payment").handler(calls.user(this::pay));
    }

    private void look(RoutingContext context, Principal principal) {
        UUID id = Calls.id(context, "id");
        SaleDesk sale = calls.saleOf(id);
        String receipt = context.request().getParam("receipt");
        int wait = Preferences.seconds(context.request().getParam("wait", ""), GatewayConfig.MAX_LOOK_WAIT_SECONDS, 0);
        UUID buyer = lane.ids.buyer(sale.number(), principal.user());
        Receipts.Request request = receipt == null ? null : lane.receipts.read(id, buyer, receipt);
        if (request != null
                && request.tier() >= sale.view().sale().terms().tiers().size()) {
            request = null; // The merchant took the tier away before the opening.
        }
        String known = context.request().getParam("known");
        new Look(lane, context, sale, id, buyer, request).begin(principal.user(), wait, known);
    }

    private void cancel(RoutingContext context, Principal principal) {
        UUID id = Calls.id(context, "id");
        SaleDesk sale = calls.saleOf(id);
        UUID buyer = lane.ids.buyer(sale.number(), principal.user());
        calls.ask(context, sale, new Command.Cancel(id, buyer), outcome -> {
            if (!(outcome instanceof Outcome.Reserved cancelled)
                    || cancelled.state().status() != ReservationStatus.CANCELLED) {
                throw Calls.undecided();
            }
            Answers.json(
                    context.response(),
                    200,
                    lane.reservationJson.toBuffer(sale.view().sale().terms(), cancelled.state()));
        });
    }

    private void pay(RoutingContext context, Principal principal) {
        UUID id = Calls.id(context, "id");
        SaleDesk sale = calls.saleOf(id);
        PaymentProvider provider = provider(context);
        UUID buyer = lane.ids.buyer(sale.number(), principal.user());
        Command command = new Command.OpenPayment(id, buyer, provider.name());
        calls.ask(context, sale, command, outcome -> {
            if (!(outcome instanceof Outcome.PaymentOpened opened)) {
                throw Calls.undecided();
            }
            begin(context, opened);
        });
    }

    private PaymentProvider provider(RoutingContext context) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", Calls.body(context), errors);
        String name = body.text("provider", 1, 40, null);
        body.refuseOthers();
        PaymentProvider provider =
                name == null ? null : lane.parts.payments().find(name).orElse(null);
        if (name != null && provider == null) {
            errors.add("/provider", "is not a payment provider of this shop");
        }
        errors.throwIfAny();
        return provider;
    }

    /** The payment is durable; only now the provider is asked for it, so that none can be paid that nobody knows of. */
    private void begin(RoutingContext context, Outcome.PaymentOpened opened) {
        if (opened.payment().status() != PaymentStatus.PENDING) {
            send(context, opened, null);
            return;
        }
        PaymentProvider provider = lane.parts
                .payments()
                .find(opened.payment().provider())
                .orElseThrow(() -> new ProblemException(Problem.busy("the payment provider is gone")));
        lane.blocking
                .call(() -> provider.begin(opened.payment()))
                .onSuccess(redirectUrl -> send(context, opened, redirectUrl))
                .onFailure(context::fail);
    }

    /** @param redirectUrl null where nothing is to be paid any more */
    private static void send(RoutingContext context, Outcome.PaymentOpened opened, URI redirectUrl) {
        String location = "/v1/payments/" + opened.payment().id();
        context.response().headers().set(HttpHeaders.LOCATION, location);
        Buffer body = PaymentJson.toBuffer(opened.payment(), redirectUrl);
        Answers.json(context.response(), opened.created() ? 201 : 200, body);
    }
}
