package dev.sluice.payment;

import java.util.UUID;

/**
 * Money that a provider is to return: a charge, or a part of one.
 *
 * @param key the same however often the order is given, and no other order's: given to the provider, so that it returns the money once
 * @param reference the charge's, as the provider reported it
 * @param amount in minor units
 * @param before what of the charge was ordered back by others before, and is back: the parts of a charge are ordered one after the other
 */
public record RefundOrder(String key, UUID payment, String reference, long amount, String currency, long before) {
    /** Of a charge of which nothing was ordered back before. */
    public RefundOrder(String key, UUID payment, String reference, long amount, String currency) {
        this(key, payment, reference, amount, currency, 0);
    }

    /** What is back of the charge once this is. */
    public long total() {
        return before + amount;
    }
}
