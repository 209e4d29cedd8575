package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesk;
import java.util.UUID;

/**
 * Which ticket somebody shows.
 *
 * @param sale of the ticket; or, where it is for another sale than this door's, that one; null if it is for none
 * @param ticket null if there is none, or it is for another sale
 * @param why there is none; null if there is one
 */
record ShownTicket(SaleDesk sale, UUID ticket, Why why) {
    /** Why nobody is let in by what was shown. */
    enum Why {
        /** It could be a ticket's, and is not: made up, mistyped, or another merchant's. */
        NO_SUCH_TICKET,
        /** It is neither a code nor a QR code of ours, or a damaged one. */
        UNREADABLE,
        /** It says that it is signed by us, and is not. */
        FORGED,
        /** By whose key it is signed nobody knows here. */
        UNKNOWN_KEY,
        /** It is for another sale than the one that people come to by this door. */
        OTHER_SALE
    }

    static ShownTicket none(Why why) {
        return new ShownTicket(null, null, why);
    }
}
