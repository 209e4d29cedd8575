package dev.sluice.gateway.guard;

/** What is held against whoever asks. */
public enum Repute {
    GOOD,
    /** Counts where a sale looks closely. */
    SUSPECT,
    BLOCKED
}
