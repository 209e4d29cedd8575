package dev.sluice.sale;

/** What many sales may have in common: the seats of a hall, a train and its stops. Immutable, and compared by content. */
public sealed interface Plan permits SeatMap, Train {}
