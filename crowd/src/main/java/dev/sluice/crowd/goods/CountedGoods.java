package dev.sluice.crowd.goods;

import java.util.Random;

/** Units that cannot be told apart, at 10.00 each. */
record CountedGoods() implements Goods {
    @Override
    public String inventory(long capacity) {
        return """
                {"kind": "counted", "tiers": [
                  {"id": "%s", "price": {"amount": 1000, "currency": "EUR"}, "capacity": %d}]}""".formatted(TIER, capacity);
    }

    @Override
    public String purchase(int quantity, Random chance) {
        return "{\"tier\": \"%s\", \"quantity\": %d}".formatted(TIER, quantity);
    }
}
