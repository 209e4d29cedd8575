package dev.sluice.ledger;

import dev.sluice.sale.Status;

/** How a reservation's status is stored. The numbers are in the tables' comments, indexes and triggers, and never change. */
final class StatusCode {
    private StatusCode() {}

    /** {@code QUEUED} is never stored: its code finds nothing, and the table refuses it. */
    static short of(Status status) {
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

    static Status status(short code) {
        return switch (code) {
            case 1 -> Status.HELD;
            case 2 -> Status.WAITLISTED;
            case 3 -> Status.CONFIRMED;
            case 4 -> Status.EXPIRED;
            case 5 -> Status.CANCELLED;
            case 6 -> Status.REJECTED;
            case 7 -> Status.REFUNDED;
            default -> throw new IllegalArgumentException("no status has the code " + code);
        };
    }
}
