package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Decoys;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.Receipts;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Preferences;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/reservations/{id}}: what became of a purchase, giving it back, paying for it. */
public final class ReservationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ReservationRoutes.class);

    private final Callers callers;
    private final Desks desks;
    private final Calls calls;
    private final Look.Parts looking;
    private final PaymentProviders payments;
    private final Paying paying;
    private final PastSales past;
    private final ReservationJson json;
    private final Receipts receipts;
    private final SlowLane slowLane;
    private final ReservationIds ids = new ReservationIds();
    private final SecureRandom random = new SecureRandom();

    public ReservationRoutes(
            Callers callers,
            Desks desks,
            Calls calls,
            Look.Parts looking,
            PaymentProviders payments,
            Paying paying,
            Receipts receipts,
            SlowLane slowLane) {
        this.callers = callers;
        this.desks = desks;
        this.calls = calls;
        this.looking = looking;
        this.payments = payments;
        this.paying = paying;
        this.past = looking.past();
        this.json = looking.json();
        this.receipts = receipts;
        this.slowLane = slowLane;
    }

    public void mount(Router router) {
        router.get("/v1/reservations/:id").handler(callers.user(this::look));
        router.delete("/v1/reservations/:id").handler(callers.user(this::cancel));
        Bodies.takenBy(router.post("/v1/reservations/:id/payment")).handler(callers.user(this::pay));
    }

    private void look(RoutingContext context, Principal principal) {
        UUID id = Requests.id(context, "id");
        SaleDesk sale = principal.shops(desks).of(id);
        String receipt = context.request().getParam("receipt");
        int wait = Preferences.seconds(context.request().getParam("wait", ""), Asking.MAX_SECONDS, 0);
        UUID buyer = ids.buyer(sale.number(), principal.user());
        Receipts.Request request = receipt == null ? null : receipts.read(id, buyer, receipt);
        Decoys.Found decoy = receipt == null || request != null ? null : slowLane.read(id, buyer, receipt);
        if (decoy != null) {
            request = decoy.request();
        }
        if (request != null
                && !request.selection()
                        .isWithin(request.tier(), sale.view().sale().terms())) {
            request = null; // The merchant took the tier away before the opening.
        }
        if (decoy != null && request != null && slowLane.takes(sale, context.request(), principal.user())) {
            Command.Reserve asked = new Command.Reserve(
                    id, buyer, principal.user(), request.tier(), request.quantity(), request.selection());
            slowLane.look(context.response(), sale, asked, decoy.sinceSeconds());
            return;
        }
        String known = context.request().getParam("known");
        new Look(looking, context, sale, id, buyer, principal.user(), request).begin(wait, known);
    }

    private void cancel(RoutingContext context, Principal principal) {
        UUID id = Requests.id(context, "id");
        SaleDesk sale = principal.shops(desks).of(id);
        UUID buyer = ids.buyer(sale.number(), principal.user());
        past.whenTheirs(
                context,
                sale,
                id,
                buyer,
                () -> calls.ask(context, sale, new Command.Cancel(id, buyer), outcome -> {
                    Outcome.Reserved cancelled = (Outcome.Reserved) outcome;
                    Answers.json(
                            context.response(),
                            200,
                            json.toBuffer(sale.view().sale().terms(), cancelled.state()));
                }));
    }

    private void pay(RoutingContext context, Principal principal) {
        UUID id = Requests.id(context, "id");
        SaleDesk sale = principal.shops(desks).of(id);
        slowLane.requireToPay(sale, context.request(), principal.user());
        Bodies.object(context, body -> pay(context, principal, sale, id, provider(body)));
    }

    private void pay(RoutingContext context, Principal principal, SaleDesk sale, UUID id, PaymentProvider provider) {
        UUID buyer = ids.buyer(sale.number(), principal.user());
        Command command = new Command.OpenPayment(id, buyer, provider.name(), random.nextLong());
        past.whenTheirs(
                context,
                sale,
                id,
                buyer,
                () -> calls.ask(context, sale, command, outcome -> {
                    Outcome.PaymentOpened opened = (Outcome.PaymentOpened) outcome;
                    begin(context, sale.view().sale().terms(), opened);
                }));
    }

    /** Whoever has one provider to choose from need not name it. */
    private PaymentProvider provider(Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        String only =
                payments.all().size() == 1 ? payments.all().iterator().next().name() : null;
        String name = body.text("provider", 1, 40, only);
        body.refuseOthers();
        PaymentProvider provider = name == null ? null : payments.find(name).orElse(null);
        if (name != null && provider == null) {
            errors.add("/provider", "is not a payment provider of this shop");
        }
        errors.throwIfAny();
        return provider;
    }

    /** The payment is durable; only now the provider is asked for it, so that none can be paid that nobody knows of. */
    private void begin(RoutingContext context, SaleTerms sale, Outcome.PaymentOpened opened) {
        PaymentState payment = opened.payment();
        if (payment.status() != PaymentStatus.PENDING) {
            send(context, opened, null);
            return;
        }
        long expiresAtMillis = opened.expiresAtMillis();
        PaymentRequest request = new PaymentRequest(
                payment.id(),
                payment.amount(),
                payment.currency(),
                sale.title(),
                URI.create(payments.home() + "/reservations/" + payment.reservation()),
                expiresAtMillis == 0 ? null : Instant.ofEpochMilli(expiresAtMillis));
        PaymentProvider provider = payments.get(payment.provider());
        paying.ask(provider, () -> provider.begin(request))
                .onSuccess(checkout -> send(context, opened, checkout))
                .onFailure(context::fail);
    }

    /** @param checkout null where nothing is to be paid any more */
    private static void send(RoutingContext context, Outcome.PaymentOpened opened, Checkout checkout) {
        if (checkout != null) {
            LOG.debug("payment {} was begun as {}", opened.payment().id(), checkout.reference());
        }
        String location = "/v1/payments/" + opened.payment().id();
        context.response().headers().set(HttpHeaders.LOCATION, location);
        Answers.json(
                context.response(), opened.created() ? 201 : 200, PaymentJson.toBuffer(opened.payment(), checkout));
    }
}
