package dev.sluice.sale;

import java.util.UUID;

/**
 * A payment at one moment.
 *
 * @param attempt counts a reservation's payments, from 1
 * @param amount in minor units: what is asked, or, once it succeeded, what was paid
 * @param providerReference the provider's own id of the charge; null until it reported one
 */
public record PaymentState(
        UUID id,
        UUID reservation,
        int attempt,
        String provider,
        long amount,
        String currency,
        PaymentStatus status,
        String providerReference,
        long createdAtMillis) {}
