package dev.sluice.sale;

/** In which order a sale decides: what {@link Order} says, in a word. */
public enum Mode {
    /** The order of the queue. */
    FIRST_COME,
    /** All who are there when it opens in an order that is drawn, whoever comes later behind them. */
    SHUFFLED,
    /** Entries before the opening, of which is drawn. */
    LOTTERY,
    /** A part of the units by lottery, the rest from the opening on. */
    SPLIT
}
