package dev.sluice.format.store;

/** What the rows of a kind's reservations hold, beside what all hold: a ledger's constraints and audits follow from it. */
public enum RowContent {
    /** A payment for what costs something. */
    PAYMENTS,
    /** Seats of a hall, each of which has one owner; the sale has those that are withheld. */
    SEATS,
    /** Seats of a train on stretches of its way, or such stretches without a seat as yet. */
    STRETCHES,
    /** Shares that add up to an amount. */
    SHARES
}
