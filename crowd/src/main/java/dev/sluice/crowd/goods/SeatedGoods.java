package dev.sluice.crowd.goods;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Seats of a hall with rows of ten: half of the purchases choose them, in the first four rows; half take the best. */
public record SeatedGoods() implements Goods {
    private static final int ROW = 10;
    private static final int CHOSEN_ROWS = 4;

    @Override
    public String inventory(long capacity) {
        String rows = LongStream.rangeClosed(1, capacity / ROW)
                .mapToObj(row -> "{\"label\": \"R%d\", \"seats\": \"1-%d\"}".formatted(row, ROW))
                .collect(Collectors.joining(", "));
        return """
                {"kind": "seated", "orphans": "off",
                 "map": {"tier": "%1$s", "sections": [{"id": "hall", "rows": [%2$s]}]},
                 "tiers": [{"id": "%1$s", "price": {"amount": 1000, "currency": "EUR"}}]}""".formatted(TIER, rows);
    }

    @Override
    public String purchase(int quantity, Random chance) {
        if (chance.nextBoolean()) {
            return best(quantity);
        }
        int row = 1 + chance.nextInt(CHOSEN_ROWS);
        int first = 1 + chance.nextInt(ROW - quantity);
        return LongStream.range(first, first + quantity)
                .mapToObj(seat -> "\"R%d-%d\"".formatted(row, seat))
                .collect(Collectors.joining(", ", "{\"seats\": [", "]}"));
    }

    @Override
    public List<String> leftovers() {
        return List.of(best(1));
    }

    @Override
    public long ownable(long capacity) {
        return capacity / ROW * ROW;
    }

    private static String best(int quantity) {
        return "{\"bestAvailable\": {\"quantity\": %d}}".formatted(quantity);
    }

    @Override
    public boolean isAlike() {
        return false;
    }

    @Override
    public List<String> owned(Map<?, ?> unit) {
        return List.of("seat " + unit.get("seat"));
    }
}
