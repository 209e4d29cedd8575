package dev.sluice.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.sale.SaleTerms;
import java.io.IOException;

/**
 * {@code {"tier": "standard", "quantity": 2}}. The tier may be left out where the sale has one; the quantity is 1 unless said.
 *
 * @param tier index in the sale's terms
 */
record PurchaseBody(int tier, int quantity) {
    /** As large as a reservation can be at all; the sale's own limit is for the sale to tell. */
    private static final int MAX_QUANTITY = 1_000_000;

    /** @throws ProblemException naming every wrong field */
    static PurchaseBody parse(byte[] body, SaleTerms sale, FieldErrors errors) {
        PurchaseBody plain = parsePlain(body, sale);
        PurchaseBody parsed = plain != null ? plain : parseAny(body, sale, errors);
        errors.throwIfAny();
        return parsed;
    }

    /** A good body in its usual form; null for every other, and for what is wrong. */
    private static PurchaseBody parsePlain(byte[] body, SaleTerms sale) {
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
        boolean good = json.isPlain() && known && quantity >= 1 && quantity <= MAX_QUANTITY;
        return good ? new PurchaseBody(index, (int) quantity) : null;
    }

    private static PurchaseBody parseAny(byte[] body, SaleTerms sale, FieldErrors errors) {
        String tier = null;
        int quantity = 1;
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            if (body.length > 0 && json.nextToken() != JsonToken.START_OBJECT) {
                throw errors.add("", "is a JSON object").problem();
            }
            while (body.length > 0 && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "tier" -> tier = tier(json, value, errors);
                    case "quantity" -> quantity = quantity(json, value, errors);
                    default -> {
                        errors.add("/" + FieldErrors.escaped(name), "is not known here");
                        json.skipChildren();
                    }
                }
            }
            if (json.nextToken() != null) {
                errors.add("", "is one JSON object, and nothing after it");
            }
        } catch (IOException e) {
            throw errors.add("", "is not JSON").problem();
        }
        int index = index(tier, sale, errors);
        return new PurchaseBody(index, quantity);
    }

    private static String tier(JsonParser json, JsonToken value, FieldErrors errors) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        errors.add("/tier", "is the id of a tier");
        json.skipChildren();
        return null;
    }

    private static int quantity(JsonParser json, JsonToken value, FieldErrors errors) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            long quantity = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
            if (quantity >= 1 && quantity <= MAX_QUANTITY) {
                return (int) quantity;
            }
        }
        errors.add("/quantity", "is a whole number, 1 or more");
        json.skipChildren();
        return 1;
    }

    private static int index(String tier, SaleTerms sale, FieldErrors errors) {
        if (tier == null && sale.tiers().size() == 1) {
            return 0;
        }
        int index = tier == null ? -1 : sale.tierIndex(tier);
        if (index < 0 && !errors.has("/tier")) {
            errors.add("/tier", tier == null ? "is needed: the sale has several" : "is not a tier of this sale");
        }
        return index;
    }
}
