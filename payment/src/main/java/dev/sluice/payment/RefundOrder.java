package dev.sluice.payment;

import java.util.UUID;

/**
 * Money that a provider is to return.
 *
 * @param key the same however often the order is given, and no other order's: given to the provider, so that it returns the money once
 * @param reference the charge's, as the provider reported it
 * @param amount in minor units
 */
public record RefundOrder(String key, UUID payment, String reference, long amount, String currency) {}
