package dev.sluice.sale;

/**
 * Money that a provider took once for a payment. A payment may have several: a buyer paid on two devices, or the wrong amount first.
 *
 * @param reference the provider's own id of it; no other of the payment has it
 * @param amount in minor units: what was taken, whatever was asked
 * @param takenAtMillis when its sale heard of it
 */
public record Charge(String reference, long amount, String currency, ChargeStatus status, long takenAtMillis) {
    Charge with(ChargeStatus next) {
        return new Charge(reference, amount, currency, next, takenAtMillis);
    }
}
