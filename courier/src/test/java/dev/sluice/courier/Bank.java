package dev.sluice.courier;

import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A provider that answers what a test wants, and keeps what it is asked. */
final class Bank implements PaymentProvider {
    final List<UUID> asked = new CopyOnWriteArrayList<>();
    final List<RefundOrder> orders = new CopyOnWriteArrayList<>();
    volatile Standing standing = new Standing.Unknown();
    volatile Refund refund = new Refund.Done("re-1");
    /** What comes of whatever it is asked for; null for an answer. */
    volatile PaymentProviderException refusal;

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Checkout begin(PaymentRequest request) {
        throw new AssertionError("nobody pays here");
    }

    @Override
    public Webhook read(UnaryOperator<String> headers, byte[] body) {
        throw new AssertionError("nothing is reported here");
    }

    @Override
    public Refund refund(RefundOrder order) {
        refuseIfItIsTo();
        orders.add(order);
        return refund;
    }

    @Override
    public Standing status(UUID payment) {
        refuseIfItIsTo();
        asked.add(payment);
        return standing;
    }

    private void refuseIfItIsTo() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
