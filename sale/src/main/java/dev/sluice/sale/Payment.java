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

    /** Moves it to a new state. Returns that. */
    PaymentState move(PaymentState next) {
        state = next;
        return state;
    }
}
