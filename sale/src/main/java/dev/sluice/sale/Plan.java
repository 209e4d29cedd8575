package dev.sluice.sale;

/** What many sales may share: the seats of a hall, or a train with its stops. Immutable, and compared by content. */
public sealed interface Plan permits SeatMap, Train {}
