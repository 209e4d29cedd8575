package dev.sluice.engine.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tickets at the entrance: each lets somebody in once. Every method throws the {@link LedgerException} that fits if the ledger does not do it,
 * {@link LedgerBusyException} if too many others ask at once.
 */
public interface Admissions {
    /** So many scans are written down at once at most. */
    int MAX_SCANS = 1_000;

    /**
     * Somebody who shows a ticket.
     *
     * @param id what the door calls this, so that it is the same when it comes again
     * @param gate where; may be empty
     * @param atMillis when
     */
    record Scan(UUID ticket, String id, String gate, long atMillis) {}

    /**
     * Who stands at the door.
     *
     * @param key the id of the key by which a machine asks; null for whoever has a token
     * @param offline whether they have let in already whoever they ask about
     */
    record Doorkeeper(String subject, String key, boolean offline) {}

    /** What becomes of a scan. */
    enum Result {
        /** They are in by this scan, now or since it came before. */
        ADMITTED,
        /** The ticket was used by another scan. */
        ALREADY_ADMITTED,
        /** The ticket is not good any more. */
        REFUNDED,
        /** The sale has no such ticket. */
        UNKNOWN
    }

    /**
     * What became of a scan.
     *
     * @param admittedMillis when the ticket was used; 0 if it was not
     * @param gate where; may be empty
     */
    record Verdict(Result result, long admittedMillis, String gate) {
        /** Of what is no ticket. */
        public static final Verdict UNKNOWN = new Verdict(Result.UNKNOWN, 0, "");
    }

    /** A ticket as doors see it. */
    record Ticket(UUID id, boolean refunded, boolean admitted) {}

    /**
     * What there is of a sale's tickets.
     *
     * @param next what whoever has this asks for later
     * @param whole whether these are all, and not those alone that changed
     */
    record Tickets(long next, boolean whole, List<Ticket> tickets) {}

    /**
     * Somebody was let in with a ticket that another had used, or that was refunded.
     *
     * @param number grows
     * @param refunded whether the ticket was refunded, and not used twice
     */
    record Conflict(
            long number, UUID ticket, boolean refunded, String gate, long atMillis, String subject, String key) {}

    /**
     * How the entrance of a sale stands.
     *
     * @param valid tickets that are good, used or not
     * @param admitted those of them that were used
     * @param refundedLater tickets that were used, and refunded afterwards
     */
    record Count(long valid, long admitted, long refundedLater) {}

    /**
     * Lets in whoever may come in, each ticket once, however many ask at the same time, and durable. What doors did while they were offline and
     * contradicts that is kept as a conflict.
     *
     * @return what became of each, in their order
     */
    List<Verdict> admit(int sale, Doorkeeper who, List<Scan> scans, long nowMillis);

    /** A ticket with all that is shown of it; null if there is none. */
    Reports.TicketRow find(UUID ticket);

    /**
     * The tickets of a sale, in no order.
     *
     * @param since only what may have changed since this was {@link Tickets#next}; 0 for all
     */
    Tickets tickets(int sale, long since);

    /** How often anything was decided in each of these sales: as long as that is the same, none has a new ticket. */
    Map<Integer, Long> commits(Collection<Integer> sales);

    /** Conflicts of a sale, newest first. */
    List<Conflict> conflicts(int sale, long beforeNumber, int limit);

    Count count(int sale);

    /** Public keys by which tickets were ever signed: 32 bytes each. */
    List<byte[]> keys();

    /** Keeps a public key by which tickets will be signed. */
    void keep(byte[] key, long atMillis);
}
