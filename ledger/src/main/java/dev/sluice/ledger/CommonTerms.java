package dev.sluice.ledger;

import dev.sluice.format.store.KindStores;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.sale.Facts;
import dev.sluice.sale.Guards;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a row of {@code sale} may have in common with others: all terms but its id, its texts, its facts and its window.
 *
 * @param inventory as the kind stores it
 * @param plan its version, or null
 */
record CommonTerms(
        Order order,
        Guards guards,
        PurchaseRules rules,
        String currency,
        String kind,
        String inventory,
        String plan,
        List<TierTerms> tiers) {
    private static final String GUARDED = " GUARDED";

    /** @param row has {@link SaleTable#COLUMNS} */
    static CommonTerms read(ResultSet row, List<TierTerms> tiers) throws SQLException {
        PurchaseRules rules = new PurchaseRules(
                row.getInt("limit_per_user"),
                row.getInt("hold_seconds"),
                TakeStock.valueOf(row.getString("take_stock")),
                row.getInt("overbook_percent"),
                row.getInt("waitlist_capacity"),
                row.getInt("offer_seconds"),
                row.getBoolean("mixed_tiers"));
        Order order = OrderFormat.restore(row.getString("ordering"));
        Guards guards = GuardsFormat.restore(row.getString("guards"));
        if (!row.getString("mode").equals(mode(order, guards))) {
            throw new IllegalArgumentException("no mode: " + row.getString("mode"));
        }
        return new CommonTerms(
                order,
                guards,
                rules,
                row.getString("currency"),
                row.getString("kind"),
                row.getString("inventory"),
                row.getString("plan"),
                tiers);
    }

    /** @param found the plan that {@link #plan} names */
    InventoryTerms restore(Plan found) {
        return KindStores.named(kind).restore(inventory, found, tiers);
    }

    SaleTerms with(String id, String title, String description, Facts facts, Window window, InventoryTerms restored) {
        return new SaleTerms(id, title, description, facts, window, order, guards, rules, currency, tiers, restored);
    }

    /** What a program has to know to sell it: one that does not is kept from it by what it cannot read. */
    static String mode(Order order, Guards guards) {
        return order.mode().name() + (guards.equals(Guards.NONE) ? "" : GUARDED);
    }
}
