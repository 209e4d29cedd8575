package dev.sluice.engine.port;

import java.util.List;
import java.util.Map;

/**
 * Messages to the outside, of any kind, that were committed together with the decisions that caused them. Each is delivered at least
 * once. Every method throws the {@link LedgerException} that fits if the ledger does not do it.
 */
public interface Outbox {
    /** Money to return. The order leaves the outbox in the commit that records its payment as {@code REFUNDED}. */
    String REFUND = "REFUND";

    /** The same of a part of what was taken, while the rest is kept, or goes back by another order. Parts of a charge go back in their order. */
    String REFUND_PART = "REFUND_PART";

    /**
     * A message that waits.
     *
     * @param number grows with every message
     * @param kind says who delivers it and what its payload means
     * @param sale the number of the sale that caused it
     * @param payload a JSON object
     * @param attempts how often it was put off before
     * @param createdAtMillis when it was put in
     */
    record Message(long number, String kind, int sale, String payload, int attempts, long createdAtMillis) {}

    /**
     * What waits of one kind, due or not.
     *
     * @param messages how many are still to be delivered
     * @param oldestMillis when the oldest of these was put in; 0 if there is none
     * @param failed how many were given up, beside these
     */
    record Waiting(long messages, long oldestMillis, long failed) {}

    /**
     * Takes messages of a kind whose time has come, the longest due first. For as long as the lease they are given to nobody else: whoever
     * took one puts it off, gives it up or completes it; of a process that ended before that they are due again.
     */
    List<Message> take(String kind, long nowMillis, long leaseMillis, int limit);

    /** By kind. */
    Map<String, Waiting> waiting();

    /**
     * Puts a message off until {@code atMillis}.
     *
     * @param error why it was not delivered; null if nothing went wrong
     */
    void putOff(long message, long atMillis, String error);

    /**
     * Gives a message up: it is not due again, unless a person wants that.
     *
     * @param error why it cannot be delivered
     */
    void giveUp(long message, long atMillis, String error);

    /** Takes a message that was delivered out of the outbox. Nothing else does. */
    void complete(long message, long atMillis);
}
