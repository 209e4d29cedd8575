package dev.sluice.format.kind;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonBytes;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
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
import java.security.SecureRandom;
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

    private static final byte[] UNIT = JsonBytes.constant("{\"kind\":\"redPacket\",\"amount\":{\"amount\":");
    private static final byte[] CURRENCY = JsonBytes.constant(",\"currency\":");
    private static final byte[] END_UNIT = JsonBytes.constant("}}");

    private final SecureRandom secrets = new SecureRandom();

    private RedPacketFormat() {}

    @Override
    public String kind() {
        return "redPacket";
    }

    @Override
    public Offer read(FieldReader inventory, Plans plans) {
        FieldReader money = inventory.object("total", true);
        long total = money.number("amount", 1, RedPacketTerms.MAX_TOTAL, null);
        String currency = money.currency("currency");
        money.refuseOthers();
        int shares = (int) inventory.number("shares", 1, TierTerms.MAX_CAPACITY, null);
        Split split = SPLITS.get(inventory.text("split", 1, 20, "doubleMean"));
        if (split == null) {
            inventory.errors().add(inventory.pointer("split"), "is one of doubleMean, uniformCuts, equal");
        }
        inventory.refuseOthers();
        if (total < shares) {
            money.wrong("amount", "is at least one minor unit a share");
        }
        RedPacketTerms packet =
                new RedPacketTerms(Math.max(total, shares), shares, split, secrets.nextLong(), secrets.nextLong());
        return new Offer(packet, currency, List.of(new TierTerms("share", "Share", 0, shares)));
    }

    @Override
    public void write(JsonWriter json, SaleTerms terms) throws IOException {
        brief(json, terms);
        json.writeStringField("split", name(((RedPacketTerms) terms.inventory()).split()));
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
    public void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException {
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        long grabbed = tiers.getFirst().sold();
        brief(json, terms);
        json.writeStringField("split", name(packet.split()));
        json.writeNumberField("grabbed", grabbed);
        if (availability instanceof RedPacketLeft left) {
            Json.money(json, "granted", left.granted(), terms.currency());
        } else if (packet.hasReturned() || grabbed == 0) {
            long granted = grabbed == 0 ? 0 : packet.total() - packet.returned();
            Json.money(json, "granted", granted, terms.currency());
        }
        if (packet.hasReturned()) {
            Json.money(json, "returned", packet.returned(), terms.currency());
        }
    }

    @Override
    public void brief(JsonWriter json, SaleTerms terms) throws IOException {
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        Json.money(json, "total", packet.total(), terms.currency());
        json.writeNumberField("shares", packet.shares());
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        return new Wanted(PurchaseFields.tier(purchase, terms), PurchaseFields.quantity(purchase), Selection.ANY);
    }

    @Override
    public void wish(JsonBytes json, SaleTerms terms, Selection selection) {
        // One share, and no choice.
    }

    @Override
    public void unit(JsonBytes json, SaleTerms terms, Selection selection, Units units, int index, long amount) {
        json.json(UNIT).number(amount).json(CURRENCY).string(terms.currency()).json(END_UNIT);
    }

    /** It is money. */
    @Override
    public boolean isShownAtDoors() {
        return false;
    }

    private static String name(Split split) {
        return switch (split) {
            case DOUBLE_MEAN -> "doubleMean";
            case UNIFORM_CUTS -> "uniformCuts";
            case EQUAL -> "equal";
        };
    }
}
