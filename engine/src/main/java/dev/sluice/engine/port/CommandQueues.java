package dev.sluice.engine.port;

/** Makes the queues of sales, one for each. */
public interface CommandQueues {
    /** The queue in front of the sale with this number. */
    CommandQueue of(int sale);
}
