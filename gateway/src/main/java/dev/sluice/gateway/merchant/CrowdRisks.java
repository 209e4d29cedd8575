package dev.sluice.gateway.merchant;

import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.util.function.Consumer;

/** What may be a mistake in what stands between the crowd and the sale. */
final class CrowdRisks {
    /** From so many people a unit on, somebody lets programs buy. */
    static final long HOT = 5;

    private static final long MINUTE_MILLIS = 60_000;

    private final SaleTerms terms;
    private final Consumer<Warning> found;

    CrowdRisks(SaleTerms terms, Consumer<Warning> found) {
        this.terms = terms;
        this.found = found;
    }

    /**
     * @param let how many codes there are, or people on the list, where the sale is for those alone
     * @param people who are expected; 0 if nobody said
     * @param plan for them; null if nobody reckoned
     */
    void find(long let, long people, Sizing.Plan plan) {
        guards(let);
        room();
        if (people > 0) {
            crowd(people);
        }
        if (plan != null && !plan.carried()) {
            found.accept(Warning.of(
                            "MORE_THAN_MACHINES",
                            "",
                            "more people are expected than the machines carry that run now; a waiting room lets them in"
                                    + " at a pace, and more machines let them in at once")
                    .with("gateways", plan.running().gateways()));
        }
    }

    private void guards(long let) {
        Guards.Eligible eligible = terms.guards().eligible();
        if (eligible instanceof Guards.Eligible.ByCode && let == 0) {
            found.accept(Warning.of("NO_CODES", "/guards/eligible", "nobody can buy until you make codes"));
        }
        if (eligible instanceof Guards.Eligible.OnList && let == 0) {
            found.accept(Warning.of("EMPTY_LIST", "/guards/eligible", "nobody can buy until you import the list"));
        }
    }

    private void room() {
        Guards.Room room = terms.room();
        Window window = terms.window();
        if (room == null || window.closesAtMillis() == Window.NEVER_MILLIS) {
            return;
        }
        long minutes = Math.max(1, (window.closesAtMillis() - window.opensAtMillis()) / MINUTE_MILLIS);
        long most = Math.multiplyExact(minutes, (long) room.perMinute())
                * terms.rules().limitPerUser();
        if (most < units()) {
            found.accept(Warning.of(
                            "SLOW_ROOM",
                            "/guards/waitingRoom/perMinute",
                            "as slowly as people are let in, units are left when it closes")
                    .with("perMinute", room.perMinute()));
        }
    }

    private void crowd(long people) {
        boolean hot = people / HOT >= Math.max(1, units());
        boolean drawn = terms.order() instanceof Order.Lottery;
        if (hot && terms.guards().captcha() == null) {
            found.accept(Warning.of(
                    "NO_CAPTCHA",
                    "/guards/captcha",
                    "many more people than units, and no captcha: programs are faster"));
        }
        boolean mayWait = terms.rules().takeStock() != TakeStock.PAYMENT
                && !terms.inventory().confirmsAtOnce();
        if (hot && mayWait && !drawn && terms.rules().waitlistCapacity() == 0) {
            found.accept(Warning.of(
                    "NO_WAITLIST",
                    "/waitlist",
                    "what is not paid goes to whoever looks just then, as nobody can wait"));
        }
    }

    private long units() {
        return terms.tiers().stream().mapToLong(TierTerms::capacity).sum();
    }
}
