package dev.sluice.sale;

/**
 * A price level of a sale.
 *
 * @param id its name in requests
 * @param name its name for people
 * @param price of one unit, in minor units of the sale's currency
 * @param capacity its units
 */
public record TierTerms(String id, String name, long price, long capacity) {
    public static final long MAX_PRICE = 1_000_000_000_000L;
    public static final long MAX_CAPACITY = 100_000_000;

    public TierTerms {
        if (price < 0 || price > MAX_PRICE) {
            throw new IllegalArgumentException("a price is 0 to " + MAX_PRICE + " minor units");
        }
        requireCapacity(capacity);
    }

    static void requireCapacity(long capacity) {
        if (capacity < 0 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("a capacity is 0 to " + MAX_CAPACITY);
        }
    }

    TierTerms withCapacity(long newCapacity) {
        return new TierTerms(id, name, price, newCapacity);
    }
}
