package dev.sluice.engine.desk;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.sale.Availability;
import dev.sluice.sale.SaleStatus;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * What everybody may see of a sale that was settled when the catalogue was read. The catalogue keeps it small; the view is made of that when
 * somebody looks, and is the same as long as anybody has it. Any thread may use it.
 */
public final class PastView {
    private static final Reference<SaleView> NONE = new WeakReference<>(null);

    private final Catalogue.Entry entry;
    private volatile Reference<SaleView> made = NONE;

    public PastView(Catalogue.Entry entry) {
        this.entry = entry;
    }

    public SaleView view() {
        SaleView known = made.get();
        return known == null ? make() : known;
    }

    private synchronized SaleView make() {
        SaleView view = made.get();
        if (view == null) {
            view = new SaleView(entry.sale(), SaleStatus.CLOSED, entry.tiers(), Availability.UNKNOWN, true);
            made = new WeakReference<>(view);
        }
        return view;
    }
}
