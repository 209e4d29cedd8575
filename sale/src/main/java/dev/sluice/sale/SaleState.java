package dev.sluice.sale;

/**
 * A sale as its merchant set it.
 *
 * @param number of the sale in the ledger; the ids of its reservations begin with it
 * @param version grows by one with each change that the merchant makes
 */
public record SaleState(int number, SaleTerms terms, boolean paused, boolean closed, long version) {

    /** Derived from the time, so that opening and closing need no write and cannot be late. */
    public SaleStatus statusAt(long nowMillis) {
        if (closed || nowMillis >= terms.window().closesAtMillis()) {
            return SaleStatus.CLOSED;
        }
        if (paused) {
            return SaleStatus.PAUSED;
        }
        return nowMillis < terms.window().opensAtMillis() ? SaleStatus.SCHEDULED : SaleStatus.OPEN;
    }

    /** When {@link #statusAt} next changes by itself; {@code Long.MAX_VALUE} for never. */
    public long nextStatusChangeMillis(long nowMillis) {
        if (closed || nowMillis >= terms.window().closesAtMillis()) {
            return Long.MAX_VALUE;
        }
        boolean opensLater = nowMillis < terms.window().opensAtMillis();
        return opensLater ? terms.window().opensAtMillis() : terms.window().closesAtMillis();
    }

    SaleState withTerms(SaleTerms newTerms) {
        return new SaleState(number, newTerms, paused, closed, version + 1);
    }

    SaleState withPaused(boolean nowPaused) {
        return new SaleState(number, terms, nowPaused, closed, version + 1);
    }

    SaleState asClosed() {
        return new SaleState(number, terms, paused, true, version + 1);
    }
}
