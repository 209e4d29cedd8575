package dev.sluice.sale;

/** How a red packet's total is split into shares. Whatever the way, nobody is better off by grabbing earlier or later. */
public enum Split {
    /** Each share is anything up to twice the mean of what is left, all equally likely. */
    DOUBLE_MEAN,
    /** As if the total were cut at places that are chosen at random, all sets of places equally likely: a few large shares. */
    UNIFORM_CUTS,
    /** All the same; what cannot be split goes in single minor units to shares that are chosen at random. */
    EQUAL
}
