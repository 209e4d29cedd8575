package dev.sluice.crowd.goods;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A red packet with about ten minor units a share. */
public record RedPacketGoods() implements Goods {
    @Override
    public String inventory(long capacity) {
        return """
                {"kind": "redPacket", "total": {"amount": %d, "currency": "EUR"}, "shares": %d, "split": "%s"}""".formatted(total(capacity), capacity, capacity % 2 == 0 ? "doubleMean" : "uniformCuts");
    }

    private static long total(long capacity) {
        return 10 * capacity + 3;
    }

    @Override
    public String purchase(int quantity, Random chance) {
        return "{\"quantity\": %d}".formatted(quantity);
    }

    @Override
    public List<String> violations(long capacity, List<ExportedRow> rows) {
        List<String> found = new ArrayList<>();
        long left =
                total(capacity) - rows.stream().mapToLong(ExportedRow::amount).sum();
        long sharesLeft = capacity - rows.size();
        if (left < sharesLeft || (sharesLeft == 0 && left != 0)) {
            found.add(left + " left for " + sharesLeft + " shares");
        }
        rows.stream()
                .filter(row -> row.amount() < 1 || !row.status().equals("CONFIRMED"))
                .forEach(row -> found.add(row + " is no share"));
        return found;
    }
}
