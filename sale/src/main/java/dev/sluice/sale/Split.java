package dev.sluice.sale;

/**
 * How a red packet's total is split into shares. In every way all shares have the same mean, so nobody gains
 * by grabbing early or late.
 */
public enum Split {
    /** Each share is anything up to twice the mean of what is left, all equally likely. */
    DOUBLE_MEAN,
    /** The total is cut at places chosen at random, every set of places equally likely. A few shares are large. */
    UNIFORM_CUTS,
    /** All the same; what cannot be split goes in single minor units to shares that are chosen at random. */
    EQUAL
}
