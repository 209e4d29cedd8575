package dev.sluice.gateway;

import dev.sluice.sale.Mode;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a merchant configures, whole or as a change to what is there, and names every wrong field. */
final class SaleTermsJson {
    private static final int MAX_HOLD_SECONDS = 7 * 24 * 3600;
    private static final int MAX_OVERBOOK_PERCENT = 1_000;
    private static final PurchaseRules DEFAULT_RULES = new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0);

    private final FieldErrors errors = new FieldErrors();
    private final FieldReader root;
    private final SaleTerms before;

    private SaleTermsJson(JsonObject json, SaleTerms before) {
        this.root = new FieldReader("", json, errors);
        this.before = before;
    }

    /** @throws ProblemException naming every wrong field */
    static SaleTerms create(JsonObject json) {
        return new SaleTermsJson(json, null).read();
    }

    /**
     * The terms with what the change names replaced.
     *
     * @throws ProblemException naming every wrong field
     */
    static SaleTerms patch(JsonObject json, SaleTerms before) {
        return new SaleTermsJson(json, before).read();
    }

    private SaleTerms read() {
        String id = before == null ? root.slug("id", null) : before.id();
        String title = root.text("title", 1, 200, before == null ? null : before.title());
        String description = root.text("description", 0, 4_000, before == null ? "" : before.description());
        Window window = window();
        Mode mode = root.oneOf("mode", Mode.class, Mode.FIRST_COME);
        PurchaseRules rules = rules(before == null ? DEFAULT_RULES : before.rules());
        Tiers tiers = tiers();
        root.refuseOthers();
        errors.throwIfAny();
        return new SaleTerms(id, title, description, window, mode, rules, tiers.currency, tiers.list);
    }

    private Window window() {
        long opens =
                root.time("opensAt", before == null ? null : before.window().opensAtMillis());
        long closes = root.time(
                "closesAt",
                before == null ? SaleJson.NEVER_MILLIS : before.window().closesAtMillis());
        if (opens >= closes) {
            errors.add("/closesAt", "is after opensAt");
            return null;
        }
        return new Window(opens, closes);
    }

    private PurchaseRules rules(PurchaseRules otherwise) {
        int limit =
                (int) root.number("limitPerUser", 1, PurchaseRules.MAX_LIMIT_PER_USER, (long) otherwise.limitPerUser());
        int hold = (int) root.number("holdSeconds", 1, MAX_HOLD_SECONDS, (long) otherwise.holdSeconds());
        TakeStock take = root.oneOf("takeStock", TakeStock.class, otherwise.takeStock());
        int overbook =
                (int) root.number("overbookPercent", 100, MAX_OVERBOOK_PERCENT, (long) otherwise.overbookPercent());
        int waitlist = otherwise.waitlistCapacity();
        FieldReader list = root.object("waitlist", false);
        if (list != null) {
            waitlist = (int) list.number("capacity", 0, PurchaseRules.MAX_WAITLIST_CAPACITY, null);
            list.refuseOthers();
        }
        if (waitlist > 0 && take == TakeStock.PAYMENT) {
            errors.add("/waitlist", "does not go with takeStock PAYMENT");
            waitlist = 0;
        }
        return new PurchaseRules(limit, hold, take, overbook, waitlist);
    }

    private record Tiers(String currency, List<TierTerms> list) {}

    private Tiers tiers() {
        FieldReader inventory = root.object("inventory", before == null);
        if (inventory == null) {
            return before == null ? null : new Tiers(before.currency(), before.tiers());
        }
        if (!"counted".equals(inventory.text("kind", 1, 20, before == null ? null : "counted"))) {
            errors.add("/inventory/kind", "is counted");
        }
        JsonArray array = inventory.array("tiers", 1, SaleTerms.MAX_TIERS);
        inventory.refuseOthers();
        List<TierTerms> list = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String currency = null;
        for (int i = 0; array != null && i < array.size(); i++) {
            FieldReader tier = FieldReader.element("/inventory/tiers/" + i, array.getValue(i), errors);
            if (tier == null) {
                continue;
            }
            FieldReader price = tier.object("price", true);
            TierTerms terms = tier(tier, price);
            if (terms != null && !ids.add(terms.id())) {
                errors.add("/inventory/tiers/" + i + "/id", "is the id of another tier");
            }
            list.add(terms);
            String own = currency(price);
            if (currency != null && own != null && !currency.equals(own)) {
                errors.add("/inventory/tiers/" + i + "/price/currency", "is the same in all tiers");
            }
            currency = currency == null ? own : currency;
        }
        return new Tiers(currency, list);
    }

    private TierTerms tier(FieldReader tier, FieldReader price) {
        String id = tier.slug("id", null);
        String name = tier.text("name", 1, 100, id);
        long capacity = tier.number("capacity", 0, TierTerms.MAX_CAPACITY, null);
        long amount = price == null ? 0 : price.number("amount", 0, TierTerms.MAX_PRICE, null);
        tier.refuseOthers();
        return id == null ? null : new TierTerms(id, name, amount, capacity);
    }

    private String currency(FieldReader price) {
        if (price == null) {
            return null;
        }
        String code = price.text("currency", 3, 3, null);
        if (code != null
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(c -> c.getCurrencyCode().equals(code))) {
            errors.add(price.pointer("currency"), "is an ISO 4217 code");
        }
        price.refuseOthers();
        return code;
    }
}
