package dev.sluice.engine.desk;

/** What became of a command that was handed in. */
public enum Intake {
    /** In the queue. */
    TAKEN,
    /** The queue is full. Nothing happened. */
    FULL,
    /** The sale has no working writer just now: its ledger is away or slow. Nothing happened. */
    UNAVAILABLE,
    /** The sale stopped over a fault, and does not go on by itself. Nothing happened. */
    BROKEN
}
