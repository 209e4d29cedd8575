package dev.sluice.sale;

/** Whether a sale takes purchases now. Sold out is derived from its tiers, never stored. */
public enum SaleStatus {
    SCHEDULED,
    OPEN,
    PAUSED,
    CLOSED
}
