package dev.sluice.queue.wire;

import dev.sluice.engine.port.Plans;
import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.format.terms.GuardsFormat;
import dev.sluice.format.terms.OrderFormat;
import dev.sluice.sale.Facts;
import dev.sluice.sale.Guards;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * Sales and their terms. What a kind adds is the document that the ledger keeps of it, and the version of its plan, which is looked up. Any
 * thread may use it.
 */
final class SaleBytes {
    /** In the place of a mode: version 1 knows one only. */
    private static final int FIRST_COME = 1;

    private static final Codes<TakeStock> TAKE_STOCK =
            new Codes<>("way to take stock", List.of(TakeStock.HOLD, TakeStock.ORDER, TakeStock.PAYMENT));
    private static final int LEAST_TIER = 4;

    private final Plans plans;
    /** Naming a plan by its content takes long. */
    private final Map<Plan, String> versions = new WeakHashMap<>();

    SaleBytes(Plans plans) {
        this.plans = plans;
    }

    /** Terms, and whose sale it is with them; null for nobody's, or for who owns it already. */
    record Owned(SaleTerms terms, String owner) {}

    /** The first version that can say this. */
    static int version(SaleTerms terms, String owner) {
        if (terms.rules().mixedTiers()) {
            return WireFrame.NEWEST;
        }
        if (terms.rules().offerSeconds() != 0 || !terms.facts().equals(Facts.NONE)) {
            return WireFrame.THIRD;
        }
        boolean plain = owner == null
                && terms.order().equals(Order.FIRST_COME)
                && terms.guards().equals(Guards.NONE);
        return plain ? WireFrame.VERSION : WireFrame.SECOND;
    }

    void write(ByteWriter bytes, SaleState sale, int version) {
        bytes.number(sale.number());
        bytes.flag(sale.paused());
        bytes.flag(sale.closed());
        bytes.number(sale.version());
        bytes.number(sale.holdsKeptUntilMillis());
        write(bytes, sale.terms(), sale.owner(), version);
    }

    /** Of its own length, by which what later versions add is known: a reader of one of before does not understand that sale, and all else. */
    SaleState block(ByteReader bytes) {
        return sale(bytes, 0);
    }

    /**
     * See {@link #terms}.
     *
     * @param frame its version; 0 where its end tells
     */
    SaleState sale(ByteReader bytes, int frame) {
        int number = bytes.integer();
        boolean paused = bytes.flag();
        boolean closed = bytes.flag();
        long version = bytes.number();
        long holdsKeptUntil = bytes.number();
        Owned owned = owned(bytes, frame);
        return new SaleState(number, owned.terms, paused, closed, version, holdsKeptUntil, owned.owner);
    }

    void write(ByteWriter bytes, SaleTerms terms, String owner, int version) {
        write(bytes, terms);
        if (version > WireFrame.VERSION) {
            bytes.text(owner);
            bytes.text(OrderFormat.store(terms.order()));
            bytes.text(GuardsFormat.store(terms.guards()));
        }
        if (version > WireFrame.SECOND) {
            bytes.text(FactsFormat.store(terms.facts()));
            bytes.number(terms.rules().offerSeconds());
        }
        if (version > WireFrame.THIRD) {
            bytes.flag(terms.rules().mixedTiers());
        }
    }

    /**
     * See {@link #terms}.
     *
     * @param version of the frame; 0 where its end tells
     */
    Owned owned(ByteReader bytes, int version) {
        SaleTerms terms = terms(bytes);
        if (!hasMore(bytes, version, WireFrame.SECOND)) {
            return new Owned(terms, null);
        }
        String owner = bytes.textOrNull();
        terms = terms.with(order(bytes.textOrNull())).with(guards(bytes.textOrNull()));
        if (hasMore(bytes, version, WireFrame.THIRD)) {
            terms = terms.with(facts(bytes.textOrNull())).with(terms.rules().offering(bytes.integer()));
        }
        if (hasMore(bytes, version, WireFrame.NEWEST)) {
            terms = terms.with(terms.rules().mixing(bytes.flag()));
        }
        return new Owned(terms, owner);
    }

    /** Whether what this version added comes now. */
    private static boolean hasMore(ByteReader bytes, int version, int added) {
        return version == 0 ? bytes.remaining() > 0 : version >= added;
    }

    private static Facts facts(String stored) {
        try {
            Facts facts = FactsFormat.restore(stored);
            if (Objects.equals(FactsFormat.store(facts), stored)) {
                return facts;
            }
        } catch (RuntimeException e) {
            throw new UnreadableFrameException("what it says of the event is not understood", e);
        }
        throw new UnreadableFrameException("what it says of the event is not understood");
    }

    private static Order order(String stored) {
        try {
            Order order = OrderFormat.restore(stored);
            if (Objects.equals(OrderFormat.store(order), stored)) {
                return order;
            }
        } catch (RuntimeException e) {
            throw new UnreadableFrameException("what it says of the order is not understood", e);
        }
        throw new UnreadableFrameException("what it says of the order is not understood");
    }

    private static Guards guards(String stored) {
        try {
            Guards guards = GuardsFormat.restore(stored);
            if (Objects.equals(GuardsFormat.store(guards), stored)) {
                return guards;
            }
        } catch (RuntimeException e) {
            throw new UnreadableFrameException("what it says of guards is not understood", e);
        }
        throw new UnreadableFrameException("what it says of guards is not understood");
    }

    private void write(ByteWriter bytes, SaleTerms terms) {
        bytes.text(terms.id());
        bytes.text(terms.title());
        bytes.text(terms.description());
        bytes.number(terms.window().opensAtMillis());
        bytes.number(terms.window().closesAtMillis());
        bytes.octet(FIRST_COME);
        bytes.number(terms.rules().limitPerUser());
        bytes.number(terms.rules().holdSeconds());
        TAKE_STOCK.write(bytes, terms.rules().takeStock());
        bytes.number(terms.rules().overbookPercent());
        bytes.number(terms.rules().waitlistCapacity());
        bytes.text(terms.currency());
        bytes.unsigned(terms.tiers().size());
        for (TierTerms tier : terms.tiers()) {
            bytes.text(tier.id());
            bytes.text(tier.name());
            bytes.number(tier.price());
            bytes.number(tier.capacity());
        }
        KindStore kind = KindStores.of(terms.inventory());
        bytes.text(kind.kind());
        bytes.text(kind.store(terms.inventory()));
        bytes.text(version(kind, terms.inventory().plan()));
    }

    private String version(KindStore kind, Plan plan) {
        if (plan == null) {
            return null;
        }
        synchronized (versions) {
            return versions.computeIfAbsent(plan, kind::planVersion);
        }
    }

    /** Waits for the ledger if its plan is not in memory. */
    private SaleTerms terms(ByteReader bytes) {
        String id = bytes.text();
        String title = bytes.text();
        String description = bytes.text();
        Window window = new Window(bytes.number(), bytes.number());
        requireFirstCome(bytes.octet());
        PurchaseRules rules = new PurchaseRules(
                bytes.integer(), bytes.integer(), TAKE_STOCK.read(bytes), bytes.integer(), bytes.integer(), 0);
        String currency = bytes.text();
        List<TierTerms> tiers = tiers(bytes);
        InventoryTerms inventory = inventory(bytes.text(), bytes.text(), bytes.textOrNull(), tiers);
        return new SaleTerms(id, title, description, window, Order.FIRST_COME, rules, currency, tiers, inventory);
    }

    private static void requireFirstCome(int mode) {
        if (mode != FIRST_COME) {
            throw new UnreadableFrameException("no mode has the number " + mode);
        }
    }

    private static List<TierTerms> tiers(ByteReader bytes) {
        int count = bytes.count(LEAST_TIER);
        List<TierTerms> tiers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tiers.add(new TierTerms(bytes.text(), bytes.text(), bytes.number(), bytes.number()));
        }
        return tiers;
    }

    private InventoryTerms inventory(String kind, String stored, String version, List<TierTerms> tiers) {
        KindStore store = KindStores.named(kind);
        Plan plan = version == null ? null : plan(version);
        InventoryTerms inventory = restored(store, stored, plan, tiers);
        if (inventory == null) {
            throw new UnreadableFrameException("what it says of the kind " + kind + " is not understood");
        }
        return inventory;
    }

    /** Null where it would be stored otherwise: it says something that this process does not know. What it says may be a secret. */
    private static InventoryTerms restored(KindStore store, String stored, Plan plan, List<TierTerms> tiers) {
        try {
            InventoryTerms inventory = store.restore(stored, plan, tiers);
            return store.store(inventory).equals(stored) ? inventory : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Plan plan(String version) {
        Plan plan = plans.find(version);
        if (plan == null) {
            throw new UnreadableFrameException("it names the plan " + version + ", which the ledger does not have");
        }
        return plan;
    }
}
