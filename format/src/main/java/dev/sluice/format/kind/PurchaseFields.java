package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;

/** Fields of a purchase that several kinds have. */
final class PurchaseFields {
    /** As large as a reservation can be at all; the sale's own limit is for the sale to tell. */
    private PurchaseFields() {}

    /** An index in the terms; the tier may be left out where the sale has one. */
    static int tier(FieldReader fields, SaleTerms terms) {
        return tier(fields, "tier", terms);
    }

    static int tier(FieldReader fields, String name, SaleTerms terms) {
        if (!fields.has(name) && terms.tiers().size() == 1) {
            return 0;
        }
        String id = fields.anyText(name);
        int index = id == null ? 0 : terms.tierIndex(id);
        if (index < 0) {
            fields.errors().add(fields.pointer(name), "is not a tier of this sale");
        }
        return Math.max(0, index);
    }

    /**
     * Units of several tiers, as one purchase.
     *
     * @param counts of at least two tiers some, and of the last one
     * @param seats by tier; none where units cannot be told apart
     */
    static KindFormat.Wanted several(int[] counts, Units seats) {
        Selection.Items items = new Selection.Items(Units.of(counts), seats);
        return new KindFormat.Wanted(items.firstTier(), items.quantity(), items);
    }

    /** 1 unless said. */
    static int quantity(FieldReader fields) {
        return (int) fields.number("quantity", 1, KindFormat.MAX_QUANTITY, 1L);
    }
}
