package dev.sluice.sale;

/** What became of a reservation. */
public enum ReservationStatus {
    /** Not decided yet. Only gateways know this status, since a book decides at once. */
    QUEUED,
    /** Its units wait for payment until a deadline. */
    HELD,
    /** Paid: its units are tickets. */
    CONFIRMED,
    /** Waits for units that come free. */
    WAITLISTED,
    /** Not paid by its deadline, or its wait ended without units: the sale was over, or a train left. */
    EXPIRED,
    /** Given back by its buyer before it was paid. */
    CANCELLED,
    /** Refused. */
    REJECTED,
    /** It was confirmed, but its units went back on sale, and the money is returned. */
    REFUNDED;

    /** Whether nothing but a late payment or a refund can change it any more. */
    public boolean settled() {
        return switch (this) {
            case QUEUED, HELD, WAITLISTED -> false;
            case CONFIRMED, EXPIRED, CANCELLED, REJECTED, REFUNDED -> true;
        };
    }
}
