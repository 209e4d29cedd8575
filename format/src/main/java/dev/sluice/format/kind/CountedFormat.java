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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * {@code {"kind": "counted", "tiers": [{"id", "name", "price", "capacity"}]}}; a purchase names tier and quantity, or several of them: {@code
 * {"items": [{"tier", "quantity"}]}}.
 */
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
    public void write(JsonWriter json, SaleTerms terms) throws IOException {
        TierFields.write(json, terms, true);
    }

    @Override
    public void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability) {
        // The tiers say everything.
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        return purchase.has("items")
                ? items(purchase, terms)
                : new Wanted(PurchaseFields.tier(purchase, terms), PurchaseFields.quantity(purchase), Selection.ANY);
    }

    /** Each tier once, in whatever order. One of a single tier is a purchase like any other. */
    private static Wanted items(FieldReader purchase, SaleTerms terms) {
        int[] counts = new int[terms.tiers().size()];
        int first = terms.tiers().size();
        int end = 0;
        for (FieldReader item : purchase.objects("items", 1, terms.tiers().size())) {
            int tier = PurchaseFields.tier(item, terms);
            int quantity = PurchaseFields.quantity(item);
            item.refuseOthers();
            if (counts[tier] > 0 && purchase.errors().isEmpty()) {
                item.errors().add(item.pointer("tier"), "is in another item");
            }
            counts[tier] = Math.max(1, quantity);
            first = Math.min(first, tier);
            end = Math.max(end, tier + 1);
        }
        if (end == 0) {
            return null;
        }
        boolean several = end - first > 1;
        return several
                ? PurchaseFields.several(Arrays.copyOf(counts, end), Units.NONE)
                : new Wanted(first, counts[first], Selection.ANY);
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
