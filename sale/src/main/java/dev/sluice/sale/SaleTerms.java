package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;

/**
 * What a merchant configures.
 *
 * @param id the sale's name in URLs
 * @param facts what else people are told of it
 * @param guards what stands between buyers and the queue
 * @param currency of all its prices, ISO 4217
 * @param tiers at least one; commands name a tier by its index here
 * @param window the sale closes earlier where nothing can be sold any more before it ends
 * @param inventory what the units are
 */
public record SaleTerms(
        String id,
        String title,
        String description,
        Facts facts,
        Window window,
        Order order,
        Guards guards,
        PurchaseRules rules,
        String currency,
        List<TierTerms> tiers,
        InventoryTerms inventory) {
    public static final int MAX_TIERS = 100;

    public SaleTerms {
        tiers = List.copyOf(tiers);
        window = window.until(inventory.soldUntilMillis());
        if (tiers.isEmpty() || tiers.size() > MAX_TIERS) {
            throw new IllegalArgumentException("a sale has 1 to " + MAX_TIERS + " tiers");
        }
        inventory.require(tiers, rules);
        if (rules.mixedTiers() && !inventory.canMixTiers()) {
            throw new IllegalArgumentException("a purchase of this kind is of one tier");
        }
        if (rules.takeStock() != TakeStock.HOLD && (order instanceof Order.Lottery || order instanceof Order.Split)) {
            throw new IllegalArgumentException("who is drawn in a lottery gets a hold");
        }
        if (tiers.stream().map(TierTerms::id).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("the ids of a sale's tiers differ");
        }
    }

    /** Terms of a sale that tells nothing else. */
    public SaleTerms(
            String id,
            String title,
            String description,
            Window window,
            Order order,
            Guards guards,
            PurchaseRules rules,
            String currency,
            List<TierTerms> tiers,
            InventoryTerms inventory) {
        this(id, title, description, Facts.NONE, window, order, guards, rules, currency, tiers, inventory);
    }

    /** Terms of a sale without guards. */
    public SaleTerms(
            String id,
            String title,
            String description,
            Window window,
            Order order,
            PurchaseRules rules,
            String currency,
            List<TierTerms> tiers,
            InventoryTerms inventory) {
        this(id, title, description, window, order, Guards.NONE, rules, currency, tiers, inventory);
    }

    /** Terms of a sale without guards whose units cannot be told apart. */
    public SaleTerms(
            String id,
            String title,
            String description,
            Window window,
            Order order,
            PurchaseRules rules,
            String currency,
            List<TierTerms> tiers) {
        this(id, title, description, window, order, rules, currency, tiers, CountedTerms.COUNTED);
    }

    /** These terms with another order. */
    public SaleTerms with(Order other) {
        return new SaleTerms(id, title, description, facts, window, other, guards, rules, currency, tiers, inventory);
    }

    /** These terms with other guards. */
    public SaleTerms with(Guards others) {
        return new SaleTerms(id, title, description, facts, window, order, others, rules, currency, tiers, inventory);
    }

    /** These terms with other facts. */
    public SaleTerms with(Facts others) {
        return new SaleTerms(id, title, description, others, window, order, guards, rules, currency, tiers, inventory);
    }

    /** These terms with other rules. */
    public SaleTerms with(PurchaseRules others) {
        return new SaleTerms(id, title, description, facts, window, order, guards, others, currency, tiers, inventory);
    }

    /** What its units are called. */
    public GoodsKind goods() {
        return facts.goods() == null ? GoodsKind.of(inventory, facts.event()) : facts.goods();
    }

    /** How those who wait are let in; null where nobody waits. Who gathered for a draw does, to come in the order that it made. */
    public Guards.Room room() {
        return guards.room() == null && order.gathers() ? Guards.Room.USUAL : guards.room();
    }

    /** Whether whoever buys needs a pass. */
    public boolean wantsPass() {
        return guards.pass() || room() != null;
    }

    /** The index of the tier with this id, or -1. */
    public int tierIndex(String tierId) {
        for (int i = 0; i < tiers.size(); i++) {
            if (tiers.get(i).id().equals(tierId)) {
                return i;
            }
        }
        return -1;
    }

    /** What units cost that cost the price of their tier each. */
    long amount(int tier, int quantity, Selection selection) {
        if (!(selection instanceof Selection.Items items)) {
            return tiers.get(tier).price() * quantity;
        }
        long amount = 0;
        for (int one = 0; one < items.tiers(); one++) {
            amount += tiers.get(one).price() * items.of(one);
        }
        return amount;
    }

    /** These terms with another capacity of one tier. */
    public SaleTerms withCapacity(int tier, long capacity) {
        List<TierTerms> changed = new ArrayList<>(tiers);
        changed.set(tier, tiers.get(tier).withCapacity(capacity));
        return withInventory(changed, inventory);
    }

    /** These terms with other units, and with the capacities of tiers that follow from these. */
    SaleTerms withInventory(InventoryTerms otherInventory) {
        return withInventory(otherInventory.fitted(tiers), otherInventory);
    }

    /** These terms with other things to sell. */
    public SaleTerms withInventory(List<TierTerms> otherTiers, InventoryTerms otherInventory) {
        return new SaleTerms(
                id, title, description, facts, window, order, guards, rules, currency, otherTiers, otherInventory);
    }
}
