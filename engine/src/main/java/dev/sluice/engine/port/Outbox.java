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

    /**
     * A message that waits.
     *
     * @param number grows with every message
     * @param kind says who delivers it and what its payload means
     * @param sale the number of the sale that caused it
     * @param payload a JSON object
     * @param attempts how often it was put off before
     */
    record Message(long number, String kind, int sale, String payload, int attempts) {}

    /** Messages of a kind whose time has come, oldest first. */
    List<Message> due(String kind, long nowMillis, int limit);

    /** How many messages of each kind wait, due or not. */
    Map<String, Long> waiting();

    /**
     * Puts a message off until {@code atMillis}.
     *
     * @param error why it was not delivered; null if nothing went wrong
     */
    void putOff(long message, long atMillis, String error);

    /** Takes a message that was delivered out of the outbox. Nothing else does. */
    void complete(long message, long atMillis);
}
