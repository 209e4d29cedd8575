package dev.sluice.payment.sandbox;

import dev.sluice.engine.port.Outbox;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.ProviderSite;
import dev.sluice.sale.Command;
import dev.sluice.sale.PaymentState;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    public URI begin(PaymentState payment) {
        books.open(payment);
        return config.pageUrl(payment.id());
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

    @Override
    public ProviderSite site() {
        return SandboxSite.of(this);
    }

    /** A person pays. The webhook follows; a payment that was settled before stays as it is. */
    ProviderSite.Reply pay(UUID payment) {
        return settle(payment, "PAID", WebhookEvent.SUCCEEDED);
    }

    /** A person declines. The webhook follows; a payment that was settled before stays as it is. */
    ProviderSite.Reply decline(UUID payment) {
        return settle(payment, "DECLINED", WebhookEvent.DECLINED);
    }

    private ProviderSite.Reply settle(UUID payment, String status, String event) {
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
            return ProviderSite.Reply.DONE;
        }
        return books.find(payment).isPresent() ? ProviderSite.Reply.DONE : ProviderSite.Reply.UNKNOWN;
    }
}
