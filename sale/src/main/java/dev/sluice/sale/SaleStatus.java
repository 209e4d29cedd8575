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

    /** Why a purchase is refused in this status; null if it is not. */
    public Rejection refusal() {
        return refusal;
    }
}
