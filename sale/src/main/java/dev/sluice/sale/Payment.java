package dev.sluice.sale;

/** One attempt to pay for a reservation. */
final class Payment {
    final Reservation reservation;
    /** The attempt before, or null. */
    final Payment earlier;

    PaymentState state;

    Payment(Reservation reservation, PaymentState state) {
        this.reservation = reservation;
        this.earlier = reservation.payment;
        this.state = state;
    }

    /** Moves it to a new state, with what was paid in the place of what was asked. Returns the state. */
    PaymentState move(PaymentStatus status, long amount, String currency, String providerReference) {
        state = new PaymentState(
                state.id(),
                state.reservation(),
                state.attempt(),
                state.provider(),
                amount,
                currency,
                status,
                providerReference,
                state.createdAtMillis());
        return state;
    }

    PaymentState move(PaymentStatus status) {
        return move(status, state.amount(), state.currency(), state.providerReference());
    }
}
