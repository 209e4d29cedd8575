package dev.sluice.engine.port;

import dev.sluice.sale.Charge;
import java.util.List;
import java.util.UUID;

/**
 * Money that providers took, whatever sale it is for, or none. Any thread may use it. Every method throws
 * {@link LedgerException} if it cannot.
 */
public interface Charges {
    /** Which orders of refunds are meant. */
    enum Which {
        /** They wait, or are under way. */
        DUE,
        /** They were given up, and wait for a person. */
        FAILED,
        DONE,
        /** Of money that was taken for no payment of this shop, however far they are. */
        UNMATCHED
    }

    /**
     * An order to return a charge. Times are milliseconds since 1970, 0 for never.
     *
     * @param number grows with every order
     * @param sale its id; null if there is no such sale
     * @param reservation null where nobody knows the payment
     * @param attempts how often it was put off
     * @param error why it was not carried out last; null if nothing went wrong
     */
    record Order(
            long number,
            String sale,
            UUID reservation,
            UUID payment,
            String provider,
            Charge charge,
            int attempts,
            String error,
            long orderedAtMillis,
            long dueAtMillis,
            long failedAtMillis,
            long doneAtMillis) {
        public Which state() {
            return doneAtMillis > 0 ? Which.DONE : failedAtMillis > 0 ? Which.FAILED : Which.DUE;
        }
    }

    /**
     * A payment that somebody was asked to pay.
     *
     * @param pending whether nobody has said what became of it
     * @param charges what is known to have been taken for it
     */
    record Begun(int sale, UUID payment, String provider, long createdAtMillis, boolean pending, List<Charge> charges) {
        public Begun {
            charges = List.copyOf(charges);
        }
    }

    /** Which payments are meant. */
    enum Reported {
        /** Those that are {@code PENDING}. */
        NOT_YET,
        /** Whatever was reported of them. */
        OR_NOT
    }

    /** Payments that cost something and were begun after (afterMillis, afterId) and until then, oldest first. */
    List<Begun> begun(Reported reported, long afterMillis, UUID afterId, long untilMillis, int limit);

    /**
     * Keeps money that was taken for a payment that nobody here knows, and orders its refund. Told again, it changes nothing.
     *
     * @return false if the payment is known after all: then its sale is to hear of it, and nothing was kept
     */
    boolean keepUnmatched(UUID payment, String provider, Charge taken);

    /** Records that money of that kind is back; of any other it does nothing. */
    void unmatchedReturned(UUID payment, String reference, long atMillis);

    /**
     * Orders of refunds, newest first.
     *
     * @param owner only those of payments for this user's sales; null for all, and for those of no payment that anybody knows
     * @param beforeNumber only older ones than this; {@code Long.MAX_VALUE} for all
     */
    List<Order> orders(Which which, String owner, long beforeNumber, int limit);

    /** The order with this number; null if there is none. */
    Order order(long number);

    /** Lets an order that was given up, or put off, be tried again at once. One that is done stays so. */
    void retry(long number, long atMillis);
}
