package dev.sluice.engine.port;

import java.util.List;
import java.util.UUID;

/**
 * What is known to have happened to one reservation, in time. The ledger keeps how things are, with the times at which the most important came to
 * be so: not every state that there was.
 *
 * @param row as it is now
 * @param events oldest first
 */
public record History(Reports.Row row, List<Event> events) {
    public History {
        events = List.copyOf(events);
    }

    /** What may have happened. */
    public enum What {
        /** It was decided: units were held or given, or a place on the waitlist. */
        MADE,
        PAYMENT_BEGUN,
        PAYMENT_DECLINED,
        /** Its provider took money. */
        CHARGED,
        CONFIRMED,
        TICKETS_REFUNDED,
        REFUND_ORDERED,
        /** The order waits for a person. */
        REFUND_GIVEN_UP,
        MONEY_BACK,
        /** A hold was not paid in time. */
        EXPIRED,
        /** A ticket was used at the door. */
        ADMITTED,
        /** Somebody who looks after the sale did something about it. */
        DEED
    }

    /**
     * Something that happened.
     *
     * @param payment the payment that it is about; null for none
     * @param reference the charge's, where it is about one; else null
     * @param amount in minor units, where it is about money
     * @param currency null where it is not about money
     * @param tickets numbers of the tickets that it is about, from 1; none for all, or where it is about none
     * @param note who did it, the gate, the provider, or why: what there is to say; null for nothing
     * @param reason why somebody did it, in their words; null where they did not say
     */
    public record Event(
            long atMillis,
            What what,
            UUID payment,
            String reference,
            long amount,
            String currency,
            List<Integer> tickets,
            String note,
            String reason) {
        public Event {
            tickets = List.copyOf(tickets);
        }
    }
}
