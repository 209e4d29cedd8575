package dev.sluice.gateway.merchant;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Texts;
import dev.sluice.sale.Facts;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Mode;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.util.Map;

/** Reads what a merchant configures, whole or as a change to what is there, and names every wrong field. */
final class SaleTermsJson {
    /** What an address of the console has in the place of a sale's id. */
    private static final String IN_USE = "new";

    /** As long as users are called at most. */
    private static final int MAX_OWNER = 200;

    private static final int MAX_HOLD_SECONDS = 7 * 24 * 3600;
    private static final int MAX_OVERBOOK_PERCENT = 1_000;
    private static final PurchaseRules DEFAULT_RULES = new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0, 0);

    private final FieldErrors errors = new FieldErrors();
    private final FieldReader root;
    private final SaleTerms before;
    private final KindFormat.Plans plans;

    private SaleTermsJson(Map<String, Object> json, SaleTerms before, KindFormat.Plans plans) {
        this.root = new FieldReader("", json, errors);
        this.before = before;
        this.plans = plans;
    }

    /**
     * What is wanted.
     *
     * @param owner whose sale it is to be; null if nothing is said of that
     */
    record Wanted(SaleTerms terms, String owner) {}

    /** @throws ProblemException naming every wrong field */
    static Wanted create(Map<String, Object> json, KindFormat.Plans plans) {
        return new SaleTermsJson(json, null, plans).read();
    }

    /**
     * The terms with what the change names replaced.
     *
     * @throws ProblemException naming every wrong field
     */
    static Wanted patch(Map<String, Object> json, SaleTerms before, KindFormat.Plans plans) {
        return new SaleTermsJson(json, before, plans).read();
    }

    private Wanted read() {
        String id = before == null ? root.slug("id", null) : before.id();
        if (before == null && IN_USE.equals(id)) {
            errors.add("/id", "is taken: the console makes sales at that address");
        }
        String title = root.text("title", 1, 200, before == null ? null : before.title());
        if (root.has("title") && title != null && Texts.asSeen(title).isEmpty()) {
            errors.add("/title", "has nothing that people see");
        }
        String description = root.text("description", 0, 4_000, before == null ? "" : before.description());
        Facts facts = FactsFormat.read(root, before == null ? Facts.NONE : before.facts());
        Window window = window();
        Order orderBefore = before == null ? Order.FIRST_COME : before.order();
        Order order = OrderFormat.read(root, orderBefore);
        Guards guards = GuardsFormat.read(root, before == null ? Guards.NONE : before.guards());
        PurchaseRules rules = rules(before == null ? DEFAULT_RULES : before.rules());
        check(order, rules, window);
        NotOffered.refuse(order, errors);
        KindFormat.Offer offer = offer();
        String owner = root.has("owner") ? root.text("owner", 1, MAX_OWNER, null) : null;
        root.refuseOthers();
        if (offer != null) {
            Kinds.of(offer.inventory()).check(rules, errors);
            if (rules.mixedTiers() && !offer.inventory().canMixTiers()) {
                errors.add("/mixedTiers", "is false where a purchase of this kind is of one tier");
            }
            checkEnd(offer, window);
        }
        errors.throwIfAny();
        try {
            SaleTerms terms = new SaleTerms(
                    id,
                    title,
                    description,
                    facts,
                    window,
                    order,
                    guards,
                    rules,
                    offer.currency(),
                    offer.tiers(),
                    offer.inventory());
            return new Wanted(terms, owner);
        } catch (IllegalArgumentException e) {
            throw errors.add("/inventory", e.getMessage()).invalid();
        }
    }

    private void check(Order order, PurchaseRules rules, Window window) {
        if (window != null) {
            order.problems(window).forEach((field, problem) -> errors.add("/order/" + field, problem));
        }
        boolean lottery = order.mode() == Mode.LOTTERY || order.mode() == Mode.SPLIT;
        if (lottery && rules.takeStock() != TakeStock.HOLD) {
            errors.add("/takeStock", "is HOLD where there is a lottery");
        }
    }

    private Window window() {
        long opens =
                root.time("opensAt", before == null ? null : before.window().opensAtMillis());
        long closes = root.time("closesAt", closesWithoutSaying());
        if (opens >= closes) {
            errors.add("/closesAt", "is after opensAt");
            return null;
        }
        return new Window(opens, closes);
    }

    /** Where a sale closed with what it sells, it does so again, with other things to sell. */
    private long closesWithoutSaying() {
        boolean byItself = before == null
                || before.window().closesAtMillis() == before.inventory().soldUntilMillis();
        return byItself ? Window.NEVER_MILLIS : before.window().closesAtMillis();
    }

    private void checkEnd(KindFormat.Offer offer, Window window) {
        boolean said = root.has("opensAt") || root.has("inventory");
        if (said && window != null && offer.inventory().soldUntilMillis() <= window.opensAtMillis()) {
            errors.add("/opensAt", "is before the last stretch has left");
        }
    }

    private PurchaseRules rules(PurchaseRules otherwise) {
        int limit =
                (int) root.number("limitPerUser", 1, PurchaseRules.MAX_LIMIT_PER_USER, (long) otherwise.limitPerUser());
        int hold = (int) root.number("holdSeconds", 1, MAX_HOLD_SECONDS, (long) otherwise.holdSeconds());
        int offer = (int) root.number("offerSeconds", 1, MAX_HOLD_SECONDS, (long) otherwise.offerSeconds());
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
        boolean mixed = root.flag("mixedTiers", otherwise.mixedTiers());
        return new PurchaseRules(limit, hold, take, overbook, waitlist, offer, mixed);
    }

    private KindFormat.Offer offer() {
        FieldReader inventory = root.object("inventory", before == null);
        if (inventory == null) {
            return new KindFormat.Offer(before.inventory(), before.currency(), before.tiers());
        }
        String sameKind = before == null ? null : Kinds.of(before).kind();
        KindFormat format = Kinds.named(inventory.text("kind", 1, 20, sameKind));
        if (format == null) {
            inventory.wrong(
                    "kind",
                    "is one of " + Kinds.all().stream().map(KindFormat::kind).toList());
            return null;
        }
        return format.read(inventory, plans);
    }
}
