package dev.sluice.sale;

import java.util.UUID;

/**
 * A payment at one moment.
 *
 * @param attempt its number among the payments of its reservation, from 1
 * @param amount in minor units: what was paid, once it succeeded; before, what is asked
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
