package dev.sluice.sale;

/** What became of a reservation. */
public enum ReservationStatus {
    /** Taken in, not decided yet. Only a gateway sees it: a book decides at once. */
    QUEUED,
    /** Its units wait for payment until a deadline. */
    HELD,
    /** Paid: its units are tickets. */
    CONFIRMED,
    /** Waits for units that come free. */
    WAITLISTED,
    /** Not paid by its deadline, or its wait ended without units. */
    EXPIRED,
    /** Given back by its buyer before it was paid. */
    CANCELLED,
    /** Refused. */
    REJECTED,
    /** Was confirmed; its units went back on sale and its money is returned. */
    REFUNDED;

    /** Whether nothing but a late payment or a refund can change it any more. */
    public boolean settled() {
        return switch (this) {
            case QUEUED, HELD, WAITLISTED -> false;
            case CONFIRMED, EXPIRED, CANCELLED, REJECTED, REFUNDED -> true;
        };
    }
}
