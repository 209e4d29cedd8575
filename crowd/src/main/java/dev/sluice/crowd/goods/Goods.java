package dev.sluice.crowd.goods;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a sale sells, and what must be true of it whatever happens. Immutable. */
public interface Goods {
    /** The id of the only tier of a sale. */
    String TIER = "standard";

    /** The {@code inventory} of a sale to create, a JSON object; about so many units. */
    String inventory(long capacity);

    /** What a purchase asks for, a JSON object; the same chance asks for the same. */
    String purchase(int quantity, Random chance);

    /** Purchases of one unit each, JSON objects, that together get whatever is left. */
    default List<String> leftovers() {
        return List.of(purchase(1, new Random(0)));
    }

    /** How many different things {@link #owned} tells of a sale that is sold out; 0 of those that cannot be told apart. */
    default long ownable(long capacity) {
        return 0;
    }

    /** Whether everybody who wants as many wants the same. */
    default boolean isAlike() {
        return true;
    }

    /** What nobody else may have beside the owner of a ticket with this {@code unit}. */
    default List<String> owned(Map<?, ?> unit) {
        return List.of();
    }

    /** What is wrong with the rows of a sale that only this kind can have wrong, each in one sentence. */
    default List<String> violations(long capacity, List<ExportedRow> rows) {
        return List.of();
    }
}
