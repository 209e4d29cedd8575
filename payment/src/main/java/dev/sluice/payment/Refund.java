package dev.sluice.payment;

/** How far a provider is with a refund that it was ordered to make. */
public sealed interface Refund {
    /** The provider's own id of the refund, for its support and for the log. */
    String reference();

    /** It will be made, or is being made; a webhook reports when it is done, and {@link PaymentProvider#status} knows. */
    record Accepted(String reference) implements Refund {}

    /** The money is back. */
    record Done(String reference) implements Refund {}
}
