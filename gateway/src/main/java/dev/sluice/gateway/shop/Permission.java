package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.sale.Guards;

/** What passes and tickets are good for, as a number. */
final class Permission {
    /** Of a sale's number. */
    private static final int SALE_BITS = 22;
    /** Every bit of what is multiplied has its part in the highest ones. */
    private static final int SPREAD = 0x9E3779B1;

    private static final int SALE_MASK = (1 << SALE_BITS) - 1;
    private static final int WAITS = 7;
    private static final int ENTERS = 11;

    private Permission() {}

    /**
     * What a pass, or a place in the waiting room, is for: the sale's number, and, in the bits that leaves, what the sale asked for it. Where that changes, what was given before is worth nothing.
     */
    static int in(SaleDesk sale) {
        Guards guards = sale.view().sale().terms().guards();
        boolean waits = sale.view().sale().terms().room() != null;
        if (guards.captcha() == null && guards.eligible() == null && !waits) {
            return sale.number();
        }
        return of(sale, waits ? WAITS : 0);
    }

    /** What a pass is for with which one enters a draw, where buying takes a place in the waiting room besides. */
    static int toEnter(SaleDesk sale) {
        return of(sale, ENTERS);
    }

    private static int of(SaleDesk sale, int what) {
        Guards guards = sale.view().sale().terms().guards();
        int captcha = guards.captcha() == null ? 0 : guards.captcha().name().hashCode();
        int eligible = switch (guards.eligible()) {
            case Guards.Eligible.OnList way -> 2 + 5 * way.list().hashCode();
            case Guards.Eligible.ByClaim way -> 3 + 5 * way.claim().hashCode();
            case Guards.Eligible.ByCode _ -> 1;
            case null -> 0;
        };
        int asked = (captcha * 31 + eligible + what) * SPREAD >>> SALE_BITS;
        return sale.number() | Math.max(1, asked) << SALE_BITS;
    }

    /** The number of the sale that something is permitted in. */
    static int saleOf(int permitted) {
        return permitted & SALE_MASK;
    }
}
