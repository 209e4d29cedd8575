package dev.sluice.sale;

/** In which order a sale decides. */
public enum Mode {
    /** The order of the queue. */
    FIRST_COME
}
