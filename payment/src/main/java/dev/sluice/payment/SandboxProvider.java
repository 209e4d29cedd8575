package dev.sluice.payment;

import dev.sluice.engine.port.Outbox;
import dev.sluice.sale.Command;
import dev.sluice.sale.PaymentState;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A provider that takes no money: a person clicks pay or decline, and it reports by signed webhooks as a real one does, with the
 * delays, repetitions and crossings that its settings ask for.
 */
public final class SandboxProvider implements PaymentProvider {
    public static final String NAME = "sandbox";

    /** What became of a click. */
    public enum Click {
        SETTLED,
        SETTLED_BEFORE,
        UNKNOWN
    }

    private final SandboxConfig config;
    private final SandboxBooks books;
    private final SandboxCourier courier;
    private final WebhookSignature signature;
    private final InstantSource clock;

    SandboxProvider(SandboxConfig config, SandboxBooks books, SandboxCourier courier, InstantSource clock) {
        this.config = config;
        this.books = books;
        this.courier = courier;
        this.signature = new WebhookSignature(config.secret());
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI begin(PaymentState payment) {
        books.open(payment);
        return URI.create(config.pageUrl() + "/" + payment.id());
    }

    @Override
    public Command read(UnaryOperator<String> headers, byte[] body) {
        String header = headers.apply(WebhookSignature.HEADER);
        if (!signature.verify(header, body, clock.instant().getEpochSecond())) {
            throw BadWebhookException.unsigned("the signature does not match");
        }
        return WebhookEvent.parse(body).toCommand();
    }

    @Override
    public void refund(Outbox.RefundOrder order) {
        SandboxBooks.Charge charge = books.find(order.payment())
                .orElseThrow(() -> new PaymentProviderException("the sandbox never charged " + order.payment()));
        if (charge.isOpen()) {
            throw new PaymentProviderException("the sandbox has not charged " + order.payment() + " yet");
        }
        books.refund(order.payment());
    }

    /** A person pays. The webhook follows. */
    public Click pay(UUID payment) {
        return settle(payment, "PAID", WebhookEvent.SUCCEEDED);
    }

    /** A person declines. The webhook follows. */
    public Click decline(UUID payment) {
        return settle(payment, "DECLINED", WebhookEvent.DECLINED);
    }

    private Click settle(UUID payment, String status, String event) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i <= config.duplicates(); i++) {
            events.add(event);
        }
        if (config.shuffled() && event.equals(WebhookEvent.SUCCEEDED)) {
            events.addFirst(WebhookEvent.DECLINED);
            events.addLast(WebhookEvent.DECLINED);
        }
        Instant due = clock.instant().plusMillis(config.delayMillis());
        if (books.settle(payment, status, events, due)) {
            courier.wake();
            return Click.SETTLED;
        }
        return books.find(payment).isPresent() ? Click.SETTLED_BEFORE : Click.UNKNOWN;
    }
}
