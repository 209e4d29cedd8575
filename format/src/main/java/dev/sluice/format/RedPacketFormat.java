package dev.sluice.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Availability;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketLeft;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * {@code {"kind": "redPacket", "total": {"amount", "currency"}, "shares": 10, "split": "doubleMean"}}; a purchase asks for nothing but
 * its share. The secret from which the shares follow is made here and stored; no answer has it.
 */
final class RedPacketFormat implements KindFormat {
    static final KindFormat RED_PACKET = new RedPacketFormat();

    private static final Map<String, Split> SPLITS =
            Map.of("doubleMean", Split.DOUBLE_MEAN, "uniformCuts", Split.UNIFORM_CUTS, "equal", Split.EQUAL);

    private final SecureRandom secrets = new SecureRandom();

    private RedPacketFormat() {}

    @Override
    public String kind() {
        return "redPacket";
    }

    @Override
    public Offer read(FieldReader inventory, Plans plans) {
        long total = 0;
        String currency = null;
        FieldReader money = inventory.object("total", true);
        if (money != null) {
            total = money.number("amount", 1, RedPacketTerms.MAX_TOTAL, null);
            currency = TierFields.code(money);
            money.refuseOthers();
        }
        int shares = (int) inventory.number("shares", 1, TierTerms.MAX_CAPACITY, null);
        Split split = SPLITS.get(inventory.text("split", 1, 20, "doubleMean"));
        if (split == null) {
            inventory.errors().add(inventory.pointer("split"), "is one of doubleMean, uniformCuts, equal");
        }
        inventory.refuseOthers();
        if (money != null && total < shares) {
            inventory.errors().add(money.pointer("amount"), "is at least one minor unit a share");
        }
        RedPacketTerms packet =
                new RedPacketTerms(Math.max(total, shares), shares, split, secrets.nextLong(), secrets.nextLong());
        return new Offer(packet, currency, List.of(new TierTerms("share", "Share", 0, shares)));
    }

    @Override
    public void check(PurchaseRules rules, FieldErrors errors) {
        if (rules.limitPerUser() != 1) {
            errors.add("/limitPerUser", "is 1 for a red packet");
        }
        if (rules.waitlistCapacity() > 0) {
            errors.add("/waitlist", "does not go with a red packet: no share comes back");
        }
        if (rules.takeStock() == TakeStock.PAYMENT) {
            errors.add("/takeStock", "is not PAYMENT for a red packet: nobody pays");
        }
    }

    @Override
    public void describe(JsonGenerator json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException {
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        long grabbed = tiers.getFirst().sold();
        money(json, "total", packet.total(), terms.currency());
        json.writeNumberField("shares", packet.shares());
        json.writeStringField("split", name(packet.split()));
        json.writeNumberField("grabbed", grabbed);
        if (availability instanceof RedPacketLeft left) {
            money(json, "granted", left.granted(), terms.currency());
        } else if (packet.hasReturned() || grabbed == 0) {
            long granted = grabbed == 0 ? 0 : packet.total() - packet.returned();
            money(json, "granted", granted, terms.currency());
        }
        if (packet.hasReturned()) {
            money(json, "returned", packet.returned(), terms.currency());
        }
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        return new Wanted(PurchaseFields.tier(purchase, terms), PurchaseFields.quantity(purchase), Selection.ANY);
    }

    @Override
    public String wish(SaleTerms terms, Selection selection) {
        return "";
    }

    @Override
    public String unit(SaleTerms terms, Selection selection, Units units, int index, long amount) {
        return "{\"kind\":\"redPacket\",\"amount\":{\"amount\":" + amount + ",\"currency\":\"" + terms.currency()
                + "\"}}";
    }

    @Override
    public String store(InventoryTerms inventory) {
        RedPacketTerms packet = (RedPacketTerms) inventory;
        HexFormat hex = HexFormat.of();
        return "{\"total\":" + packet.total() + ",\"shares\":" + packet.shares() + ",\"split\":\""
                + name(packet.split()) + "\",\"seed\":\"" + hex.toHexDigits(packet.seedHigh())
                + hex.toHexDigits(packet.seedLow()) + "\""
                + (packet.hasReturned() ? ",\"returned\":" + packet.returned() : "") + "}";
    }

    @Override
    public InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers) {
        Map<String, Object> json = JsonTree.object(stored.getBytes(StandardCharsets.UTF_8));
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

    private static void money(JsonGenerator json, String name, long amount, String currency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("amount", amount);
        json.writeStringField("currency", currency);
        json.writeEndObject();
    }
}
