package dev.sluice.gateway.door;

import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.TicketCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Which ticket of a sale has which code. Codes are not stored but follow from the tickets' ids, so they are worked out once, and then those of tickets
 * that are new. Any thread may use it; it blocks while the ledger is read.
 */
final class DoorBook {
    private final Admissions ledger;
    private final int sale;
    private final TicketCodes codes;
    private final CodeTable tickets = new CodeTable();
    private long next;
    private boolean wasRead;
    private long readCommits;

    DoorBook(Admissions ledger, int sale, byte[] signingKey) {
        this.ledger = ledger;
        this.sale = sale;
        this.codes = new TicketCodes(signingKey);
    }

    int sale() {
        return sale;
    }

    synchronized int size() {
        return tickets.size();
    }

    /** The ticket with this code, as far as this was read; null if there is none. */
    synchronized UUID known(byte[] code) {
        return tickets.find(key(code), ticket -> Arrays.equals(codes.packed(ticket), code));
    }

    /**
     * Reads what is new. Whoever waited here for somebody who did finds it done.
     *
     * @param commits how often anything was decided in the sale, as it was asked before this
     */
    synchronized void read(long commits) {
        if (wasRead && readCommits == commits) {
            return;
        }
        Admissions.Tickets read = ledger.tickets(sale, next);
        for (Admissions.Ticket ticket : read.tickets()) {
            tickets.add(key(codes.packed(ticket.id())), ticket.id());
        }
        next = read.next();
        readCommits = commits;
        wasRead = true;
    }

    private static long key(byte[] code) {
        return ByteBuffer.wrap(code).getLong();
    }
}
