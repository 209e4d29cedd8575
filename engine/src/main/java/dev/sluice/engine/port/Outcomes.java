package dev.sluice.engine.port;

import java.util.List;

/** Takes outcomes to those who wait for them, who are found by {@link dev.sluice.sale.Outcome#id}. */
public interface Outcomes {
    /** Takes the outcomes of one durable batch, in the order of its commands. Returns quickly; called by the writers' threads. */
    void publish(List<Reply> replies);

    /** Takes it to those who wait that these commands were taken and are never decided. Returns quickly; called by any thread. */
    default void turnedAway(List<Envelope> envelopes, NotQueued why) {}
}
