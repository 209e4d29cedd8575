package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import java.util.List;

/** What buyers rely on once a sale has opened, or entries may come: the writer refuses to change it, and here it is said of which field. */
final class FixedTerms {
    /** By their pointers in a change. */
    static final List<String> POINTERS =
            List.of("/opensAt", "/mode", "/order", "/fairness", "/takeStock", "/inventory");

    private static final String WHY = "is fixed since the sale opened, or took entries: buyers rely on it";

    private FixedTerms() {}

    /** Whether they are fixed by now, as far as the terms and the time tell. */
    static boolean hold(SaleTerms terms, long nowMillis) {
        return nowMillis >= terms.window().opensAtMillis()
                || nowMillis >= terms.order().entriesFromMillis();
    }

    /** Names those that a change would change. */
    static void name(SaleTerms before, SaleTerms after, FieldErrors errors) {
        differ(before.window().opensAtMillis() != after.window().opensAtMillis(), "/opensAt", errors);
        order(before.order(), after.order(), errors);
        differ(before.rules().takeStock() != after.rules().takeStock(), "/takeStock", errors);
        if (!before.currency().equals(after.currency())) {
            errors.add("/inventory/tiers/0/price/currency", WHY);
        }
        int named = errors.count();
        tiers(before.tiers(), after.tiers(), errors);
        if (errors.count() == named) {
            differ(!before.inventory().equals(after.inventory()), "/inventory", errors);
        }
    }

    private static void order(Order before, Order after, FieldErrors errors) {
        if (before.mode() != after.mode()) {
            errors.add("/mode", WHY);
        } else if (before.fairness() != null && !before.fairness().equals(after.fairness())) {
            errors.add("/fairness", WHY);
        } else {
            differ(!before.equals(after), "/order", errors);
        }
    }

    private static void tiers(List<TierTerms> before, List<TierTerms> after, FieldErrors errors) {
        String all = "/inventory/tiers";
        differ(before.size() != after.size(), all, errors);
        for (int i = 0; i < before.size() && before.size() == after.size(); i++) {
            TierTerms one = before.get(i);
            TierTerms other = after.get(i);
            String tier = all + "/" + i;
            differ(!one.id().equals(other.id()), tier + "/id", errors);
            differ(!one.name().equals(other.name()), tier + "/name", errors);
            differ(one.price() != other.price(), tier + "/price/amount", errors);
            if (one.capacity() != other.capacity()) {
                errors.add(tier + "/capacity", "is changed by itself, with POST …/tiers/" + one.id() + "/capacity");
            }
        }
    }

    private static void differ(boolean changed, String pointer, FieldErrors errors) {
        if (changed) {
            errors.add(pointer, WHY);
        }
    }
}
