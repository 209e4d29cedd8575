package dev.sluice.sale;

import java.util.List;

/**
 * A settled reservation, as the ledger has it.
 *
 * @param payments all of its payments, in the order of their attempts
 */
public record Settled(ReservationState reservation, List<PaymentState> payments) {}
