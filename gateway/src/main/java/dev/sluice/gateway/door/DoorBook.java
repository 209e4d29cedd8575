package dev.sluice.gateway.door;

import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.TicketCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Which ticket of a sale has which code. Codes are not stored but follow from the tickets' ids, so they are worked out once, and then those of tickets
 * that are new, when a code is asked for that is not here. Any thread may use it; it blocks while the ledger is read.
 */
final class DoorBook {
    private final Admissions ledger;
    private final int sale;
    private final TicketCodes codes;
    private final CodeTable tickets = new CodeTable();
    private long next;
    private boolean wasRead;
    /** When that began. */
    private long readNanos;

    DoorBook(Admissions ledger, int sale, byte[] signingKey) {
        this.ledger = ledger;
        this.sale = sale;
        this.codes = new TicketCodes(signingKey);
    }

    /** The ticket with this code, if there was one when this was asked; null if not. */
    UUID find(byte[] code) {
        long askedNanos = System.nanoTime();
        synchronized (this) {
            UUID found = known(code);
            // Whoever waited here for others has what these read.
            if (found == null && (!wasRead || readNanos - askedNanos < 0)) {
                read();
                found = known(code);
            }
            return found;
        }
    }

    synchronized int size() {
        return tickets.size();
    }

    private UUID known(byte[] code) {
        return tickets.find(key(code), ticket -> Arrays.equals(codes.packed(ticket), code));
    }

    private void read() {
        long beganNanos = System.nanoTime();
        Admissions.Tickets read = ledger.tickets(sale, next);
        for (Admissions.Ticket ticket : read.tickets()) {
            tickets.add(key(codes.packed(ticket.id())), ticket.id());
        }
        next = read.next();
        readNanos = beganNanos;
        wasRead = true;
    }

    private static long key(byte[] code) {
        return ByteBuffer.wrap(code).getLong();
    }
}
