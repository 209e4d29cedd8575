package dev.sluice.engine.port;

/** Why commands that were taken are never decided. Nothing happened. */
public enum NotQueued {
    /** Their queue is full. */
    FULL,
    /** Their queue is not there, or nobody decides what is in it. */
    AWAY,
    /** Their sale stopped over a fault. */
    BROKEN
}
