package dev.sluice.payment;

import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Somebody who takes money from buyers and says so by signed webhooks. Every method but {@link #name},
 * {@link #requireInReach}, {@link #acknowledgement} and {@link #site} may block, for as long as the provider's own patience; they are called on threads that may. Any thread may call
 * them, and several at once.
 *
 * <p>What an adapter needs to remember of a payment beyond its id it keeps itself. Every call may be repeated: processes stop
 * between a call and what follows from it.
 */
public interface PaymentProvider {
    /** As requests and URLs name it: letters, digits and hyphens. */
    String name();

    /**
     * For whoever would first wait for room before they ask. Never blocks.
     *
     * @throws PaymentProviderException if asking is in vain now
     */
    default void requireInReach() {}

    /**
     * Asks the provider for a payment. Again with the same payment: the same one, as long as the provider knows it.
     *
     * @throws PaymentProviderException if the provider cannot be reached, or refuses
     */
    Checkout begin(PaymentRequest request);

    /**
     * Reads a webhook.
     *
     * @param headers value of the header of a name, or null
     * @param body as it came
     * @throws BadWebhookException if it is not signed by the provider, or makes no sense
     * @throws PaymentProviderException if the provider's keys cannot be reached just now
     */
    Webhook read(UnaryOperator<String> headers, byte[] body);

    /** What the provider wants to hear once what its webhook reported is durable; empty if any success will do. */
    default Optional<Acknowledgement> acknowledgement() {
        return Optional.empty();
    }

    /**
     * Orders a refund of one charge, or of a part of one. Again with the same key: nothing more is returned.
     *
     * @throws PaymentProviderException if the provider cannot be reached, or refuses; {@link PaymentProviderException#isForGood} where it
     *     would refuse the same order again: it knows no such charge, the charge is back already, its buyer's account is closed
     */
    Refund refund(RefundOrder order);

    /**
     * What became of a payment, by the provider's own books.
     *
     * @throws PaymentProviderException if the provider cannot be reached
     */
    Standing status(UUID payment);

    /** What it serves below this shop's own address. */
    default ProviderSite site() {
        return ProviderSite.NONE;
    }

    /** The body of an answer to a webhook that was taken. */
    record Acknowledgement(String mediaType, String body) {}
}
