package dev.sluice.sale;

/** Whether a sale takes purchases now. Sold out is derived from its tiers, never stored. */
public enum SaleStatus {
    SCHEDULED(Rejection.NOT_OPEN),
    OPEN(null),
    PAUSED(Rejection.PAUSED),
    CLOSED(Rejection.CLOSED);

    private final Rejection refusal;

    SaleStatus(Rejection refusal) {
        this.refusal = refusal;
    }

    /** Why it takes none; null if it does. */
    public Rejection refusal() {
        return refusal;
    }
}
