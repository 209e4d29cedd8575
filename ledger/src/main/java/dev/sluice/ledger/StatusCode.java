package dev.sluice.ledger;

import dev.sluice.sale.ReservationStatus;

/** How a reservation's status is stored. The numbers are in the tables' comments, indexes and triggers, and never change. */
final class StatusCode {
    private StatusCode() {}

    /** {@code QUEUED} is never stored: its code finds nothing, and the table refuses it. */
    static short of(ReservationStatus status) {
        return switch (status) {
            case QUEUED -> 0;
            case HELD -> 1;
            case WAITLISTED -> 2;
            case CONFIRMED -> 3;
            case EXPIRED -> 4;
            case CANCELLED -> 5;
            case REJECTED -> 6;
            case REFUNDED -> 7;
        };
    }

    static ReservationStatus status(short code) {
        return switch (code) {
            case 1 -> ReservationStatus.HELD;
            case 2 -> ReservationStatus.WAITLISTED;
            case 3 -> ReservationStatus.CONFIRMED;
            case 4 -> ReservationStatus.EXPIRED;
            case 5 -> ReservationStatus.CANCELLED;
            case 6 -> ReservationStatus.REJECTED;
            case 7 -> ReservationStatus.REFUNDED;
            default -> throw new IllegalArgumentException("no status has the code " + code);
        };
    }
}
