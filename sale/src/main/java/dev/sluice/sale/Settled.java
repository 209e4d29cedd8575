package dev.sluice.sale;

import java.util.List;

/**
 * A reservation that is settled, as a ledger has it.
 *
 * @param payments in the order of their attempts
 */
public record Settled(ReservationState reservation, List<PaymentState> payments) {}
