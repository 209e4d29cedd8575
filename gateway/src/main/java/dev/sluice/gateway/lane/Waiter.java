package dev.sluice.gateway.lane;

import dev.sluice.sale.Outcome;
import java.util.UUID;

/** A request that waits for an outcome. A node of {@link Waiters}, so that waiting allocates nothing further. Used by one event loop. */
public abstract class Waiter {
    UUID id;
    /** Its number on its lane. */
    long request;

    long deadlineNanos;
    /** The next one that waits for the same id. */
    Waiter sameId;

    /** As long as everybody of its line waits. */
    int seconds;

    Waiter earlier;
    Waiter later;
    boolean watches;

    /** The command was decided, and the decision is durable. */
    protected abstract void answered(Outcome outcome);

    /** What it watches has changed. */
    protected void changed(Outcome outcome) {
        answered(outcome);
    }

    /** No outcome came in time. It may still come, to nobody. */
    protected abstract void timedOut();
}
