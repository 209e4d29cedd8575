package dev.sluice.gateway.merchant;

import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What may be a mistake in what is sold, for how much, and how long it waits for its payment. */
final class BuyingRisks {
    /** In which most people have paid: a card with a question of its bank, or a code that a phone scans. */
    static final int PAYING_SECONDS = 180;
    /** In which somebody hears of an offer who does not look at the page. */
    static final int OFFER_SECONDS = 600;
    /** The same of whoever was drawn, some of whom are asleep. */
    static final int DRAWN_SECONDS = 3_600;

    private final SaleTerms terms;
    private final Consumer<Warning> found;

    BuyingRisks(SaleTerms terms, Consumer<Warning> found) {
        this.terms = terms;
        this.found = found;
    }

    /** @param otherCurrency whether its merchant sells in others, and in this one nothing */
    void find(boolean otherCurrency) {
        stock();
        if (!terms.inventory().confirmsAtOnce()) {
            prices();
            paying();
        }
        if (otherCurrency) {
            found.accept(Warning.of(
                    "OTHER_CURRENCY",
                    "/inventory/tiers/0/price/currency",
                    "none of your other sales is in " + terms.currency()));
        }
    }

    private void stock() {
        List<TierTerms> tiers = terms.tiers();
        InventoryTerms inventory = terms.inventory();
        long units = tiers.stream().mapToLong(TierTerms::capacity).sum();
        for (int i = 0; i < tiers.size(); i++) {
            String pointer = "/inventory/tiers/" + i;
            long left = tiers.get(i).capacity() - inventory.withheld(i);
            if (left == 0 && units > 0) {
                found.accept(Warning.of(
                                "EMPTY_TIER",
                                pointer,
                                "there is nothing to be had in tier "
                                        + tiers.get(i).id())
                        .with("tier", i + 1));
            }
        }
        int limit = terms.rules().limitPerUser();
        if (units > 1 && limit >= units) {
            found.accept(Warning.of("LIMIT_ABOVE_STOCK", "/limitPerUser", "one person may have all " + units + " units")
                    .with("units", units));
        }
    }

    private void prices() {
        long free = terms.tiers().stream().filter(tier -> tier.price() == 0).count();
        if (free > 0) {
            found.accept(Warning.of(
                    "FREE_OF_CHARGE",
                    free == terms.tiers().size() ? "/inventory/tiers" : "/inventory/tiers/" + firstFree() + "/price",
                    free == terms.tiers().size()
                            ? "everything is free of charge"
                            : "one of the tiers is free of charge"));
        }
    }

    private int firstFree() {
        List<TierTerms> tiers = terms.tiers();
        return IntStream.range(0, tiers.size())
                .filter(i -> tiers.get(i).price() == 0)
                .findFirst()
                .orElseThrow();
    }

    private void paying() {
        PurchaseRules rules = terms.rules();
        if (rules.takeStock() != TakeStock.ORDER && rules.holdSeconds() < PAYING_SECONDS) {
            found.accept(Warning.of(
                            "SHORT_HOLD",
                            "/holdSeconds",
                            "many need more than " + rules.holdSeconds() + " s to pay; " + PAYING_SECONDS
                                    + " s are enough for most")
                    .with("seconds", rules.holdSeconds())
                    .with("usual", PAYING_SECONDS));
        }
        boolean waits = rules.waitlistCapacity() > 0 || terms.order().fairness() != null;
        if (waits && rules.offerHoldSeconds() < OFFER_SECONDS) {
            found.accept(Warning.of(
                            "SHORT_OFFER",
                            "/offerSeconds",
                            "who waits has " + rules.offerHoldSeconds() + " s to hear of an offer and to pay")
                    .with("seconds", rules.offerHoldSeconds()));
        }
        int drawn = drawnSeconds(terms.order());
        if (drawn > 0 && drawn < DRAWN_SECONDS) {
            found.accept(Warning.of(
                            "SHORT_TIME_TO_PAY",
                            "/order/payWithinSeconds",
                            "who is drawn has " + drawn + " s to hear of it and to pay")
                    .with("seconds", drawn));
        }
        if (rules.takeStock() == TakeStock.PAYMENT) {
            found.accept(Warning.of(
                    "PAID_IN_VAIN", "/takeStock", "some will pay and get nothing: their money goes back by itself"));
        }
    }

    /** 0 where nobody is drawn. */
    private static int drawnSeconds(Order order) {
        return switch (order) {
            case Order.Lottery lottery -> lottery.payWithinSeconds();
            case Order.Split split -> split.lottery().payWithinSeconds();
            case Order.FirstCome _, Order.Shuffled _ -> 0;
        };
    }
}
