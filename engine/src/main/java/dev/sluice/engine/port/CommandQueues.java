package dev.sluice.engine.port;

/** Where the queues come from: one a sale. */
public interface CommandQueues {
    /** The queue in front of the sale with this number. */
    CommandQueue of(int sale);
}
