package dev.sluice.sale;

import java.util.List;
import java.util.UUID;

/**
 * A small sale and what happens to it, for tests of others that make it durable.
 *
 * @param what names it in reports
 */
public record RandomRun(String what, SaleTerms terms, List<Step> steps) {
    /** How many kinds of things there are. */
    public static int kinds() {
        return RandomGoods.all().size();
    }

    /** The same for the same arguments. */
    public static RandomRun of(int kind, long seed, int length) {
        RandomGoods goods = RandomGoods.all().get(kind);
        RandomSale sale = new RandomSale(goods, seed, length);
        return new RandomRun(goods + ", seed " + seed, sale.sale().terms(), sale.steps());
    }

    /** The user whose digest this stands for in a run. */
    public static String user(UUID buyer) {
        return "user" + (buyer.getLeastSignificantBits() >>> 30);
    }
}
