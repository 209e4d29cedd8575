package dev.sluice.courier;

import dev.sluice.engine.port.Outbox;

/** How messages of one kind are delivered. */
public interface Delivery {
    /** As {@link Outbox.Message#kind} has it. */
    String kind();

    /**
     * Delivers a message, perhaps not for the first time. May block, for as long as the other side's patience; several threads may
     * call it at once, with different messages. Whatever it throws is a failure: the message is tried again later.
     *
     * @throws UndeliverableException if that would be in vain: the message is given up
     */
    Progress deliver(Outbox.Message message);

    /** How far a message is that did not fail. */
    enum Progress {
        /** The other side has it. */
        DELIVERED,
        /** It is under way: what it leads to takes it out of the outbox; until then it is looked at now and then. */
        UNDER_WAY
    }
}
