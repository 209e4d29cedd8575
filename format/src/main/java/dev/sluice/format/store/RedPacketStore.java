package dev.sluice.format.store;

import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.Split;
import dev.sluice.sale.TierTerms;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code {"total", "shares", "split", "seed", "returned"?}}: the seed is the secret from which the shares follow. */
final class RedPacketStore implements KindStore {
    static final KindStore RED_PACKET = new RedPacketStore();

    private static final Map<String, Split> SPLITS =
            Map.of("doubleMean", Split.DOUBLE_MEAN, "uniformCuts", Split.UNIFORM_CUTS, "equal", Split.EQUAL);

    private RedPacketStore() {}

    @Override
    public String kind() {
        return "redPacket";
    }

    @Override
    public Set<RowContent> rows() {
        return Set.of(RowContent.SHARES);
    }

    @Override
    public String store(InventoryTerms inventory) {
        RedPacketTerms packet = (RedPacketTerms) inventory;
        HexFormat hex = HexFormat.of();
        return Json.text(json -> {
            json.writeStartObject();
            json.writeNumberField("total", packet.total());
            json.writeNumberField("shares", packet.shares());
            json.writeStringField("split", name(packet.split()));
            json.writeStringField("seed", hex.toHexDigits(packet.seedHigh()) + hex.toHexDigits(packet.seedLow()));
            if (packet.hasReturned()) {
                json.writeNumberField("returned", packet.returned());
            }
            json.writeEndObject();
        });
    }

    @Override
    public InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers) {
        Map<String, Object> json = JsonTree.object(stored);
        String seed = (String) json.get("seed");
        return new RedPacketTerms(
                number(json.get("total")),
                (int) number(json.get("shares")),
                SPLITS.get((String) json.get("split")),
                HexFormat.fromHexDigitsToLong(seed, 0, 16),
                HexFormat.fromHexDigitsToLong(seed, 16, 32),
                json.containsKey("returned") ? number(json.get("returned")) : RedPacketTerms.NOT_YET);
    }

    private static String name(Split split) {
        return switch (split) {
            case DOUBLE_MEAN -> "doubleMean";
            case UNIFORM_CUTS -> "uniformCuts";
            case EQUAL -> "equal";
        };
    }

    private static long number(Object stored) {
        return ((Number) stored).longValue();
    }
}
