package dev.sluice.payment;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * What a provider is asked to collect.
 *
 * @param payment identifies it at the provider too: asking again with the same id is the same request, never a second charge
 * @param amount in minor units, above 0
 * @param description what is paid for, for the buyer to read
 * @param returnUrl where the buyer comes back to, whatever became of it; without scheme and host where the deployment does not know
 *     its own
 * @param payUntil after which nobody should be able to pay any more; null for never
 */
public record PaymentRequest(
        UUID payment, long amount, String currency, String description, URI returnUrl, Instant payUntil) {}
