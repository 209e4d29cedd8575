package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.draw.Beacons;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Judges terms that could be read whole: whether such a sale would open, and what is risky about it. Blocks. Any thread may use it. */
final class SaleJudge {
    /** Looked at to see in which currency a merchant sells. */
    private static final int OTHERS = 20;

    private final OwnSales own;
    private final Beacons beacons;
    private final Eligibility eligibility;
    private final Sizing sizing;
    private final InstantSource clock;

    /** @param eligibility null if no sale is for some */
    SaleJudge(OwnSales own, Beacons beacons, Eligibility eligibility, Sizing sizing, InstantSource clock) {
        this.own = own;
        this.beacons = beacons;
        this.eligibility = eligibility;
        this.sizing = sizing;
        this.clock = clock;
    }

    /** Adds what keeps such a sale from opening. */
    void errors(SaleTerms terms, SaleDesk sale, FieldErrors errors) {
        long now = clock.millis();
        if (terms.window().closesAtMillis() <= now) {
            errors.add("/closesAt", "is past: the sale is over");
        }
        if (sale == null && terms.order().fairness() != null && terms.order().sealMillis(terms.window()) <= now) {
            errors.add(sealed(terms.order()), "is past: nobody can enter");
        }
        long units = terms.tiers().stream().mapToLong(TierTerms::capacity).sum();
        long withheld = 0;
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            withheld += terms.inventory().withheld(tier);
        }
        if (units == 0) {
            errors.add("/inventory/tiers", "has nothing to sell");
        } else if (withheld == units) {
            errors.add("/inventory", "has nothing to sell: all of it is withheld");
        }
        SaleStatus status = sale == null ? null : sale.view().status();
        if (status == SaleStatus.PAUSED) {
            errors.add("/status", "is PAUSED: nothing is sold until it is resumed");
        } else if (status == SaleStatus.CLOSED) {
            errors.add("/status", "is CLOSED, for good");
        }
    }

    private static String sealed(Order order) {
        return switch (order) {
            case Order.Shuffled shuffled -> shuffled.gatherUntilMillis() == 0 ? "/opensAt" : "/order/gatherUntil";
            case Order.Lottery _, Order.Split _ -> "/order/entriesUntil";
            case Order.FirstCome _ -> "/order";
        };
    }

    /** @param sale null of one that is not there yet */
    Readiness judge(SaleTerms terms, SaleDesk sale, Expected expected, Principal who, FieldErrors errors) {
        List<Warning> warnings = new ArrayList<>();
        Sizing.Crowd crowd = expected.of(terms, Kinds.of(terms).kind());
        Sizing.Plan plan = crowd == null ? null : sizing.plan(crowd);
        boolean fixed = sale != null && FixedTerms.hold(sale.view().sale().terms(), clock.millis());
        new OpeningRisks(terms, clock.millis(), warnings::add).find(beacons, fixed);
        new BuyingRisks(terms, warnings::add).find(isOtherCurrency(terms, who));
        new CrowdRisks(terms, warnings::add).find(let(terms.guards().eligible(), sale), expected.people(), plan);
        return new Readiness(
                errors.byPointer(),
                warnings,
                fixed ? FixedTerms.POINTERS : List.of(),
                crowd,
                plan,
                sale == null ? shown(terms) : null,
                null);
    }

    /** As everybody would see it. */
    private SaleView shown(SaleTerms terms) {
        SaleState sale = new SaleState(0, terms, false, false, 0);
        List<TierState> tiers = new ArrayList<>();
        for (int i = 0; i < terms.tiers().size(); i++) {
            long capacity = terms.tiers().get(i).capacity();
            long withheld = terms.inventory().withheld(i);
            tiers.add(new TierState(capacity, 0, 0, withheld, capacity - withheld, 0));
        }
        return new SaleView(sale, sale.statusAt(clock.millis()), tiers, Availability.UNKNOWN, false);
    }

    private boolean isOtherCurrency(SaleTerms terms, Principal who) {
        if (who.isOperator()) {
            return false;
        }
        List<String> others = own.newest(who, Integer.MAX_VALUE, OTHERS).stream()
                .filter(sale -> sale.trouble() == null)
                .map(sale -> sale.view().sale().terms())
                .filter(other -> !other.id().equals(terms.id()))
                .map(SaleTerms::currency)
                .toList();
        return !others.isEmpty() && !others.contains(terms.currency());
    }

    /** How many codes there are, or people on the list; of others it does not matter. */
    private long let(Guards.Eligible eligible, SaleDesk sale) {
        if (sale == null || eligibility == null) {
            return 0;
        }
        return switch (eligible) {
            case Guards.Eligible.ByCode _ ->
                eligibility.codes(sale.number(), Long.MAX_VALUE, 1).size();
            case Guards.Eligible.OnList list -> eligibility.listed(sale.number(), list.list());
            case Guards.Eligible.ByClaim _ -> 0;
            case null -> 0;
        };
    }
}
