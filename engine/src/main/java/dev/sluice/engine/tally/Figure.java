package dev.sluice.engine.tally;

import java.util.Locale;

/** Something that happens in a sale and is counted. The ledger keeps it by these names. */
public enum Figure {
    /** The sale's page was sent to somebody. */
    LOOKED,
    /** Somebody asked to buy. */
    ARRIVED,
    /** The sale's writer decided a purchase, either way. */
    DECIDED,
    /** A reservation got units, at once or from the waitlist. */
    HELD,
    /** A reservation was paid, or cost nothing. */
    SOLD,
    /** A hold or a wait ended by itself. */
    EXPIRED,
    /** Its buyer gave a reservation back before it was paid. */
    RELEASED,
    /** Tickets of a reservation, or all, were taken back after it was paid. */
    REFUNDED,
    /** A reservation was put on the waitlist. */
    WAITLISTED;

    /** As it is written down. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
