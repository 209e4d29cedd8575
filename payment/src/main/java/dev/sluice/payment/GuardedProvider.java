package dev.sluice.payment;

import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.breaker.CutOffException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A provider that is not asked while it fails or is too slow, by whomever. What it says by itself is heard all the same: its webhooks, and what
 * people do on its pages. Any thread may use it.
 */
final class GuardedProvider implements PaymentProvider {
    private final PaymentProvider provider;
    private final Breaker breaker;

    GuardedProvider(PaymentProvider provider, Breakers breakers) {
        this.provider = provider;
        this.breaker = breakers.of("payments-" + provider.name(), GuardedProvider::isFailure);
    }

    /** Who refuses one order for good is there. */
    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof PaymentProviderException e && e.isForGood());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public void requireInReach() {
        try {
            breaker.refuseIfOpen();
        } catch (CutOffException e) {
            throw cutOff(e);
        }
    }

    @Override
    public Checkout begin(PaymentRequest request) {
        return ask(() -> provider.begin(request));
    }

    @Override
    public Refund refund(RefundOrder order) {
        return ask(() -> provider.refund(order));
    }

    @Override
    public Standing status(UUID payment) {
        return ask(() -> provider.status(payment));
    }

    @Override
    public Webhook read(UnaryOperator<String> headers, byte[] body) {
        return provider.read(headers, body);
    }

    @Override
    public Optional<Acknowledgement> acknowledgement() {
        return provider.acknowledgement();
    }

    @Override
    public ProviderSite site() {
        return provider.site();
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return breaker.call(question);
        } catch (CutOffException e) {
            throw cutOff(e);
        }
    }

    private PaymentProviderException cutOff(CutOffException e) {
        return new PaymentProviderException(provider.name() + " does not do its work, and is not asked for now", e);
    }
}
