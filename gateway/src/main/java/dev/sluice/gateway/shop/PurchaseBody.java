package dev.sluice.gateway.shop;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.FlatJson;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import java.util.Map;

/**
 * What a purchase asks for: {@code {"tier": "standard", "quantity": 2}}, and what the sale's kind adds to it. The tier may be left
 * out where the sale has one; the quantity is 1 unless said.
 */
final class PurchaseBody {
    /** As large as a reservation can be at all; the sale's own limit is for the sale to tell. */
    private PurchaseBody() {}

    /** @throws InvalidFieldsException naming every wrong field */
    static KindFormat.Wanted parse(byte[] body, SaleTerms sale, FieldErrors errors) {
        KindFormat.Wanted plain = parsePlain(body, sale);
        KindFormat.Wanted parsed = plain != null ? plain : parseAny(body, sale, errors);
        errors.throwIfAny();
        return parsed;
    }

    /** A good body in its usual form; null for every other, and for what is wrong. */
    private static KindFormat.Wanted parsePlain(byte[] body, SaleTerms sale) {
        FlatJson json = new FlatJson(body);
        String tier = null;
        long quantity = 1;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "tier" -> tier = json.string();
                case "quantity" -> quantity = json.number();
                default -> {
                    return null;
                }
            }
        }
        int index = tier == null ? 0 : sale.tierIndex(tier);
        boolean known = index >= 0 && (tier != null || sale.tiers().size() == 1);
        boolean good = json.isPlain()
                && Kinds.of(sale).sellsAny()
                && known
                && quantity >= 1
                && quantity <= KindFormat.MAX_QUANTITY;
        return good ? new KindFormat.Wanted(index, (int) quantity, Selection.ANY) : null;
    }

    private static KindFormat.Wanted parseAny(byte[] body, SaleTerms sale, FieldErrors errors) {
        Map<String, Object> json = body.length == 0 ? Map.of() : JsonTree.object(body);
        FieldReader fields = new FieldReader("", json, errors);
        KindFormat.Wanted wanted = Kinds.of(sale).wanted(fields, sale);
        fields.refuseOthers();
        return wanted;
    }
}
