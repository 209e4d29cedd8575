package dev.sluice.engine.desk;

import dev.sluice.engine.port.Envelope;
import java.util.UUID;

/** A sale as gateways know it, and where they hand in commands, wherever its writer is. Any thread may use it. */
public interface SaleDesk {
    /** The sale's id in addresses. */
    String id();

    /** The sale's number in the ledger. */
    int number();

    /** Whose sale it is, also where it cannot be shown; null if it is nobody's, as far as is known. */
    default String owner() {
        return view().sale().owner();
    }

    /**
     * What its writer last made durable. Never null.
     *
     * @throws UnreadableSaleException if nobody knows
     */
    SaleView view();

    /** What is wrong with the sale, so that nothing can be decided in it until somebody has looked after it; null if nothing is. */
    default Trouble trouble() {
        return null;
    }

    /**
     * Whether the buyer may have something in the sale. A yes may be wrong, and is while too little is known. After a no, the
     * buyer has nothing in what the {@link #view} shows that was read before.
     */
    boolean mayKnow(UUID buyer);

    /**
     * Whether the buyer may be refused what this view says that nobody gets who has nothing in the sale: they have nothing, and the view
     * holds now. Asked about a {@link #view} that was read before.
     */
    default boolean mayRefuse(UUID buyer, SaleView view) {
        return !mayKnow(buyer);
    }

    /** Whether a view that was read before shows all that the buyer may have, as far as they can know; false while nobody can tell. */
    default boolean isCurrent(UUID buyer, SaleView view) {
        return true;
    }

    /** The buyer is told that they have something, which other views may not show yet. */
    default void granted(UUID buyer) {}

    /** About how many commands wait. */
    int queued();

    /** Hands in a command. Never blocks. */
    Intake submit(Envelope envelope);
}
