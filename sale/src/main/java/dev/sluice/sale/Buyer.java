package dev.sluice.sale;

import java.util.UUID;

/** What one user has in a sale. */
final class Buyer extends Keyed {
    /** Held, sold and waitlisted units. */
    int units;
    /** Reservations ever made, whatever became of them. */
    int reservations;
    /** The newest; the older ones follow by {@link Reservation#olderOfBuyer}. */
    Reservation newest;

    Buyer(UUID key) {
        super(key);
    }
}
