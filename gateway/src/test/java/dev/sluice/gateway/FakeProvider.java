package dev.sluice.gateway;

import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A provider that says what a test wants to hear. */
final class FakeProvider implements PaymentProvider {
    static final String NAME = "bank";

    final List<PaymentRequest> begun = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile Supplier<Webhook> webhook;
    volatile Acknowledgement acknowledgement;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Checkout begin(PaymentRequest request) {
        if (away) {
            throw new PaymentProviderException("away");
        }
        begun.add(request);
        return new Checkout.Redirect("ref", URI.create("https://bank.example/pay"));
    }

    @Override
    public Webhook read(UnaryOperator<String> headers, byte[] body) {
        return webhook.get();
    }

    @Override
    public Optional<Acknowledgement> acknowledgement() {
        return Optional.ofNullable(acknowledgement);
    }

    @Override
    public Refund refund(RefundOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Standing status(UUID payment) {
        throw new UnsupportedOperationException();
    }
}
