package dev.sluice.payment.sandbox;

import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.ProviderSite;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A provider that takes no money: a person clicks pay or decline, and it reports by signed webhooks as a real one does, with the
 * delays, repetitions and crossings that its settings ask for.
 */
public final class SandboxProvider implements PaymentProvider, AutoCloseable {
    public static final String NAME = "sandbox";

    private final SandboxConfig config;
    private final SandboxBooks books;
    private final SandboxCourier courier;
    private final WebhookSignature signature;
    private final InstantSource clock;

    /** @param database where {@link #migrate} made its books */
    public SandboxProvider(SandboxConfig config, DataSource database, InstantSource clock) {
        this.config = config;
        this.books = new SandboxBooks(database);
        this.courier = new SandboxCourier(books, config, clock);
        this.signature = new WebhookSignature(config.secret());
        this.clock = clock;
    }

    /**
     * Makes the tables of its books, or brings them up to date.
     *
     * @throws PaymentProviderException if the database cannot be reached, or has tables of a newer sandbox
     */
    public static void migrate(DataSource database) {
        SandboxSchema.migrate(database);
    }

    /** Begins to send webhooks. */
    public void start() {
        courier.start();
    }

    @Override
    public void close() {
        courier.close();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Checkout begin(PaymentRequest request) {
        books.open(request);
        return new Checkout.Redirect(request.payment().toString(), config.pageUrl(request.payment()));
    }

    /**
     * Whoever has the secret plays the bank: a signed report of a charge that is none of the sandbox's own is money that it took from then
     * on, and can return. So it can be tried what becomes of a second charge, or of one for nothing.
     */
    @Override
    public Webhook read(UnaryOperator<String> headers, byte[] body) {
        String header = headers.apply(WebhookSignature.HEADER);
        if (!signature.verify(header, body, clock.instant().getEpochSecond())) {
            throw BadWebhookException.unsigned("the signature does not match");
        }
        Webhook webhook = WebhookEvent.read(body);
        if (webhook instanceof Webhook.Paid paid && !paid.reference().equals(SandboxCharge.reference(paid.payment()))) {
            books.bookOther(paid);
        }
        return webhook;
    }

    /** A charge that is returned whole is so once, so its payment and its reference are key enough. */
    @Override
    public Refund refund(RefundOrder order) {
        UUID payment = order.payment();
        Standing.Charge charged = charge(order);
        if (order.total() < charged.amount() || order.before() > 0) {
            return refundPart(order, charged);
        }
        if (!order.reference().equals(SandboxCharge.reference(payment))) {
            return refundOther(order);
        }
        if (books.find(payment)
                .filter(charge -> charge.status() == SandboxCharge.Status.PAID)
                .isEmpty()) {
            throw tookNothing(order);
        }
        if (config.manners().acceptsRefunds()) {
            books.acceptRefund(payment, reportAt());
            courier.wake();
        } else {
            books.refund(payment, clock.instant());
        }
        String reference = "re_" + payment;
        return find(payment).refunded() ? new Refund.Done(reference) : new Refund.Accepted(reference);
    }

    /** The charge that an order names. */
    private Standing.Charge charge(RefundOrder order) {
        if (status(order.payment()) instanceof Standing.Charged charged) {
            for (Standing.Charge charge : charged.charges()) {
                if (charge.reference().equals(order.reference())) {
                    return charge;
                }
            }
        }
        throw tookNothing(order);
    }

    private Refund refundPart(RefundOrder order, Standing.Charge charged) {
        boolean later =
                config.manners().acceptsRefunds() && order.reference().equals(SandboxCharge.reference(order.payment()));
        if (!books.acceptPart(order, charged.amount(), later ? reportAt() : clock.instant(), !later)) {
            throw PaymentProviderException.refusal("the sandbox took less than that for " + order.payment());
        }
        String reference = "re_" + order.key();
        if (books.isPartMade(order.key())) {
            return new Refund.Done(reference);
        }
        courier.wake();
        return new Refund.Accepted(reference);
    }

    private Refund refundOther(RefundOrder order) {
        if (!books.refundOther(order.payment(), order.reference())) {
            throw tookNothing(order);
        }
        return new Refund.Done("re_" + order.payment() + "_" + order.reference());
    }

    private static PaymentProviderException tookNothing(RefundOrder order) {
        return PaymentProviderException.refusal(
                "the sandbox took nothing for " + order.payment() + " as " + order.reference());
    }

    @Override
    public Standing status(UUID payment) {
        List<Standing.Charge> others = books.others(payment);
        return books.find(payment)
                .map(charge -> charge.standing(others))
                .orElseGet(() -> others.isEmpty() ? new Standing.Unknown() : new Standing.Charged(others));
    }

    @Override
    public ProviderSite site() {
        return SandboxSite.of(this);
    }

    /** The payment as its page shows it. */
    ProviderSite.Reply show(UUID payment) {
        return books.find(payment)
                .<ProviderSite.Reply>map(charge -> new ProviderSite.Shown(SandboxChargeJson.toBytes(charge)))
                .orElseGet(ProviderSite.Unknown::new);
    }

    /** A person pays. The webhook follows; a payment that was settled before stays as it is. */
    ProviderSite.Reply pay(UUID payment) {
        return settle(payment, SandboxCharge.Status.PAID, WebhookEvent.SUCCEEDED);
    }

    /** A person declines. The webhook follows; a payment that was settled before stays as it is. */
    ProviderSite.Reply decline(UUID payment) {
        return settle(payment, SandboxCharge.Status.DECLINED, WebhookEvent.DECLINED);
    }

    private ProviderSite.Reply settle(UUID payment, SandboxCharge.Status status, String event) {
        SandboxConfig.Manners manners = config.manners();
        List<String> events = new ArrayList<>(Collections.nCopies(1 + manners.duplicates(), event));
        if (manners.shuffled() && status == SandboxCharge.Status.PAID) {
            events.addFirst(WebhookEvent.DECLINED);
            events.addLast(WebhookEvent.DECLINED);
        }
        if (books.settle(payment, status, events, reportAt())) {
            courier.wake();
            return new ProviderSite.Done();
        }
        return books.find(payment).isPresent() ? new ProviderSite.Done() : new ProviderSite.Unknown();
    }

    private SandboxCharge find(UUID payment) {
        return books.find(payment)
                .orElseThrow(() -> new PaymentProviderException("the sandbox lost its charge of " + payment));
    }

    private Instant reportAt() {
        return clock.instant().plusMillis(config.manners().delayMillis());
    }
}
