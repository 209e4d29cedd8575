package dev.sluice.engine.port;

import java.util.List;
import java.util.UUID;

/**
 * Messages to the outside that were committed together with the decisions that caused them. Each is delivered at least once:
 * an order leaves the outbox in the commit that records its payment as {@code REFUNDED}.
 * Every method throws {@link LedgerUnavailableException} if the ledger cannot be reached.
 */
public interface Outbox {
    /**
     * Money to return.
     *
     * @param attempts deliveries that failed before
     */
    record RefundOrder(
            long message,
            int sale,
            UUID payment,
            String provider,
            String providerReference,
            long amount,
            String currency,
            int attempts) {}

    /** Refunds whose time has come, oldest first. */
    List<RefundOrder> dueRefunds(long nowMillis, int limit);

    /** The message could not be delivered; again at {@code atMillis}. */
    void retry(long message, long atMillis, String error);
}
