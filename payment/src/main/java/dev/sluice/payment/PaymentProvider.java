package dev.sluice.payment;

import dev.sluice.engine.port.Outbox;
import dev.sluice.sale.Command;
import dev.sluice.sale.PaymentState;
import java.net.URI;
import java.util.function.UnaryOperator;

/** Somebody who takes money from a buyer and says so by a signed webhook. Methods may block; any thread may call them. */
public interface PaymentProvider {
    /** As requests and URLs name it. */
    String name();

    /**
     * Asks the provider for this payment. Again with the same payment: no second charge.
     *
     * @return where the buyer pays
     * @throws PaymentProviderException if the provider cannot be reached
     */
    URI begin(PaymentState payment);

    /**
     * Reads a webhook.
     *
     * @param headers value of the header of a name, or null
     * @return the command that it amounts to
     * @throws BadWebhookException if it is not signed by the provider, or makes no sense
     */
    Command read(UnaryOperator<String> headers, byte[] body);

    /**
     * Returns a payment's money. Again with the same payment: nothing more is returned.
     *
     * @throws PaymentProviderException if the provider cannot be reached or refuses
     */
    void refund(Outbox.RefundOrder order);

    /** What it serves below this shop's own address. */
    default ProviderSite site() {
        return ProviderSite.NONE;
    }
}
