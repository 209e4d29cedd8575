package dev.sluice.engine.port;

/** Why commands that were taken did not get into their queue. Nothing happened. */
public enum NotQueued {
    /** It is full. */
    FULL,
    /** It is not there. */
    AWAY
}
