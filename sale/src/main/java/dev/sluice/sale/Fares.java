package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one seat of a class costs from any stop to any later one, in minor units: the sum of the prices of the hops between
 * them, unless that stretch has a fare of its own. Immutable. Two are equal if every stretch costs the same.
 */
public final class Fares {
    private final int hops;
    /** The price from stop to stop, at {@code from * (hops + 1) + to}. */
    private final long[] prices;

    private Fares(int hops, long[] prices) {
        this.hops = hops;
        this.prices = prices;
    }

    /**
     * A price for a stretch of several hops that is not their sum.
     *
     * @param from index of the stop where it begins
     * @param to index of the stop where it ends
     */
    public record Fare(int from, int to, long price) {}

    /**
     * @param hopPrices the price of each hop, in the order of the journey; 1 to {@link Train#MAX_HOPS}
     * @param fares each for another stretch
     */
    public static Fares of(List<Long> hopPrices, List<Fare> fares) {
        int hops = hopPrices.size();
        require(hops >= 1 && hops <= Train.MAX_HOPS, "a journey has 1 to " + Train.MAX_HOPS + " hops");
        long[] prices = new long[(hops + 1) * (hops + 1)];
        for (int from = 0; from < hops; from++) {
            for (int to = from + 1; to <= hops; to++) {
                prices[from * (hops + 1) + to] = prices[from * (hops + 1) + to - 1] + hopPrices.get(to - 1);
            }
        }
        for (Fare fare : fares) {
            require(fare.from >= 0 && fare.to <= hops && fare.to - fare.from > 1, "a fare is for two hops or more");
            prices[fare.from * (hops + 1) + fare.to] = fare.price;
        }
        require(
                Arrays.stream(prices).allMatch(price -> price >= 0 && price <= TierTerms.MAX_PRICE),
                "a price is 0 to " + TierTerms.MAX_PRICE + " minor units");
        return new Fares(hops, prices);
    }

    public int hops() {
        return hops;
    }

    /** From stop {@code from} to the later stop {@code to}. */
    public long price(int from, int to) {
        return prices[from * (hops + 1) + to];
    }

    /** From the first stop to the last. */
    public long wholeWay() {
        return price(0, hops);
    }

    public List<Long> hopPrices() {
        List<Long> list = new ArrayList<>();
        for (int hop = 0; hop < hops; hop++) {
            list.add(price(hop, hop + 1));
        }
        return list;
    }

    /** The stretches that do not cost the sum of their hops, ordered by their stops. */
    public List<Fare> fares() {
        List<Fare> list = new ArrayList<>();
        for (int from = 0; from < hops; from++) {
            long sum = price(from, from + 1);
            for (int to = from + 2; to <= hops; to++) {
                sum += price(to - 1, to);
                if (price(from, to) != sum) {
                    list.add(new Fare(from, to, price(from, to)));
                }
            }
        }
        return list;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fares fares && Arrays.equals(prices, fares.prices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(prices);
    }

    @Override
    public String toString() {
        return hopPrices() + " " + fares();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
