package dev.sluice.format.kind;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.function.UnaryOperator;

/** Reads and writes the {@code tiers} of an inventory: {@code {"id", "name", "price": {"amount", "currency"}, …}}. */
final class TierFields {
    private final FieldReader inventory;
    private final FieldErrors errors;
    private final List<TierTerms> tiers = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final UnaryOperator<String> usualName;
    private String currency;

    private TierFields(FieldReader inventory, UnaryOperator<String> usualName) {
        this.inventory = inventory;
        this.usualName = usualName;
        this.errors = inventory.errors();
    }

    record Tiers(String currency, List<TierTerms> list) {}

    /** @param capacity reads or finds out the units of a tier, by its reader and its id, which may be null */
    static Tiers read(FieldReader inventory, ToLongBiFunction<FieldReader, String> capacity) {
        return read(inventory, capacity, UnaryOperator.identity());
    }

    /** The same, with how a tier is called that has an id and says no name. */
    static Tiers read(
            FieldReader inventory, ToLongBiFunction<FieldReader, String> capacity, UnaryOperator<String> usualName) {
        TierFields fields = new TierFields(inventory, usualName);
        inventory.objects("tiers", 1, SaleTerms.MAX_TIERS).forEach(tier -> fields.add(tier, capacity));
        return new Tiers(fields.currency, fields.tiers);
    }

    /**
     * Writes them as they are read.
     *
     * @param counted whether how many units each has is said
     */
    static void write(JsonWriter json, SaleTerms terms, boolean counted) throws IOException {
        json.writeArrayFieldStart("tiers");
        for (TierTerms tier : terms.tiers()) {
            json.writeStartObject();
            json.writeStringField("id", tier.id());
            json.writeStringField("name", tier.name());
            Json.money(json, "price", tier.price(), terms.currency());
            if (counted) {
                json.writeNumberField("capacity", tier.capacity());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void add(FieldReader tier, ToLongBiFunction<FieldReader, String> capacity) {
        String id = tier.slug("id", null);
        String name = tier.text("name", 1, 100, id == null ? null : usualName.apply(id));
        long units = capacity.applyAsLong(tier, id);
        FieldReader price = tier.object("price", true);
        long amount = price.number("amount", 0, TierTerms.MAX_PRICE, null);
        currency(price);
        tier.refuseOthers();
        if (id != null && !ids.add(id)) {
            errors.add(tier.pointer("id"), "is the id of another tier");
        }
        tiers.add(id == null ? null : new TierTerms(id, name, amount, units));
    }

    private void currency(FieldReader price) {
        String code = price.currency("currency");
        price.refuseOthers();
        if (code != null && currency != null && !currency.equals(code)) {
            errors.add(price.pointer("currency"), "is the same in all tiers");
        }
        currency = currency == null ? code : currency;
    }
}
