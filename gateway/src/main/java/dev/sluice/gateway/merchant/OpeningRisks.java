package dev.sluice.gateway.merchant;

import dev.sluice.format.kind.Kinds;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.BeaconChain;
import dev.sluice.sale.draw.Beacons;
import dev.sluice.sale.draw.Fairness;
import java.util.function.Consumer;

/** What may be a mistake in when a sale opens, in its draw, and in what people are told of it. */
final class OpeningRisks {
    static final long SOON_MINUTES = 15;
    static final long SHORT_ENTRY_MINUTES = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final SaleTerms terms;
    private final long nowMillis;
    private final Consumer<Warning> found;

    OpeningRisks(SaleTerms terms, long nowMillis, Consumer<Warning> found) {
        this.terms = terms;
        this.nowMillis = nowMillis;
        this.found = found;
    }

    /** @param began whether it is there, and has opened */
    void find(Beacons beacons, boolean began) {
        window(began);
        draw(terms.order(), beacons);
        told();
    }

    private void window(boolean began) {
        Window window = terms.window();
        long untilMillis = window.opensAtMillis() - nowMillis;
        if (untilMillis <= 0 && !began) {
            found.accept(Warning.of("OPENS_AT_ONCE", "/opensAt", "the opening is past: it is on sale at once"));
        } else if (untilMillis > 0 && untilMillis < SOON_MINUTES * MINUTE_MILLIS) {
            found.accept(Warning.of("OPENS_SOON", "/opensAt", "it opens in less than " + SOON_MINUTES + " minutes")
                    .with("minutes", SOON_MINUTES));
        }
        if (window.closesAtMillis() == Window.NEVER_MILLIS) {
            found.accept(
                    Warning.of("NEVER_CLOSES", "/closesAt", "it has no end: it is on sale until somebody closes it"));
        }
    }

    private void draw(Order order, Beacons beacons) {
        Fairness fairness = order.fairness();
        if (fairness == null) {
            return;
        }
        long opensMillis = terms.window().opensAtMillis();
        long sealMillis = order.sealMillis(terms.window());
        if (sealMillis - Math.max(nowMillis, order.entriesFromMillis()) < SHORT_ENTRY_MINUTES * MINUTE_MILLIS) {
            found.accept(Warning.of(
                            "SHORT_ENTRY",
                            "/order",
                            "people have less than " + SHORT_ENTRY_MINUTES + " minutes to enter")
                    .with("minutes", SHORT_ENTRY_MINUTES));
        }
        if (fairness.unproven()) {
            found.accept(Warning.of(
                    "UNPROVEN_DRAW",
                    "/fairness",
                    "the draw proves nothing: people are shown that you could choose who wins"));
        }
        if (!fairness.parties().isEmpty()) {
            int secrets = fairness.parties().size();
            found.accept(Warning.of(
                            "SECRETS_NEEDED",
                            "/fairness/parties",
                            "nothing is drawn until each secret is told after the seal; they are " + secrets)
                    .with("secrets", secrets));
        }
        if (fairness.beacon() != null && beacons != null) {
            beacons.chain(fairness.beacon().chain()).ifPresent(chain -> late(chain, fairness, opensMillis));
        }
    }

    private void late(BeaconChain chain, Fairness fairness, long opensMillis) {
        if (chain.comesAfter(fairness.beacon().round(), opensMillis)) {
            found.accept(Warning.of(
                    "DRAWN_AFTER_OPENING",
                    "/fairness/beacon",
                    "the beacon's round comes after the opening: nobody is served until then"));
        }
    }

    private void told() {
        SaleEvent event = terms.facts().event();
        boolean attended = terms.goods() == GoodsKind.TICKET && Kinds.of(terms).day(terms) == null;
        if (attended && event.startsAtMillis() == 0) {
            found.accept(Warning.of("NO_EVENT_DATE", "/event/startsAt", "tickets do not say when it takes place"));
        }
        if (attended && event.place() == null) {
            found.accept(Warning.of("NO_PLACE", "/event/place", "tickets do not say where it takes place"));
        }
        if (event.startsAtMillis() != 0
                && event.startsAtMillis() <= terms.window().opensAtMillis()) {
            found.accept(Warning.of("OPENS_AFTER_START", "/opensAt", "it goes on sale when the event has begun"));
        } else if (event.startsAtMillis() != 0
                && event.startsAtMillis() < terms.window().closesAtMillis()) {
            found.accept(Warning.of("SELLS_AFTER_START", "/closesAt", "it is still on sale when the event has begun"));
        }
        if (event.picture() == null) {
            found.accept(Warning.of("NO_PICTURE", "/event/picture", "it has no picture"));
        }
        if (terms.description().isBlank()) {
            found.accept(Warning.of("NO_DESCRIPTION", "/description", "it has no description"));
        }
    }
}
