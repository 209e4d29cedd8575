package dev.sluice.sale;

/** What a merchant does to seats that nobody has. */
public enum SeatChange {
    /** Leaves them for sale or not, as they are. */
    KEEP,
    /** Takes them off the sale. */
    WITHHOLD,
    /** Puts them on sale. */
    RELEASE
}
