package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import java.util.List;

/** {@code {"kind": "counted", "tiers": [{"id", "name", "price", "capacity"}]}}; a purchase names tier and quantity. */
final class CountedFormat implements KindFormat {
    static final KindFormat COUNTED = new CountedFormat();

    private static final byte[] UNIT = JsonBytes.constant("{\"kind\":\"counted\"}");

    private CountedFormat() {}

    @Override
    public String kind() {
        return "counted";
    }

    @Override
    public Offer read(FieldReader inventory, Plans plans) {
        TierFields.Tiers tiers =
                TierFields.read(inventory, (tier, _) -> tier.number("capacity", 0, TierTerms.MAX_CAPACITY, null));
        inventory.refuseOthers();
        return new Offer(CountedTerms.COUNTED, tiers.currency(), tiers.list());
    }

    @Override
    public void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability) {
        // The tiers say everything.
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        return new Wanted(PurchaseFields.tier(purchase, terms), PurchaseFields.quantity(purchase), Selection.ANY);
    }

    @Override
    public void wish(JsonBytes json, SaleTerms terms, Selection selection) {
        // Tier and quantity say everything.
    }

    @Override
    public void unit(JsonBytes json, SaleTerms terms, Selection selection, Units units, int index, long amount) {
        json.json(UNIT);
    }
}
