package dev.sluice.sale;

/** What is done about an orphan: a seat left free alone, between taken seats, aisles and the ends of its row. */
public enum OrphanRule {
    /** Nothing: the nearest seats together, whatever they leave. */
    OFF,
    /** Seats that the sale picks leave no orphan where that can be helped; buyers who choose their seats may leave one. */
    SOFT,
    /** Nor may whoever chooses, unless it cannot be helped; see {@link SeatedInventory}. */
    STRICT
}
