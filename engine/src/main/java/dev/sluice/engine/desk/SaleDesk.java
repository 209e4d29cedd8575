package dev.sluice.engine.desk;

import dev.sluice.engine.port.Envelope;
import java.util.UUID;

/** A sale as gateways know it, and where they hand in commands, wherever its writer is. Any thread may use it. */
public interface SaleDesk {
    /** The sale's id in addresses. */
    String id();

    /** The sale's number in the ledger. */
    int number();

    /** What its writer last made durable. Never null. */
    SaleView view();

    /**
     * Whether the buyer may have something in the sale. It may say yes wrongly, and does while it knows too little; what it says
     * no to, after the {@link #view} was read, has nothing in what that view shows.
     */
    boolean mayKnow(UUID buyer);

    /** Commands that wait, about. */
    int queued();

    /** Hands in a command. Never blocks. */
    Intake submit(Envelope envelope);
}
