package dev.sluice.gateway.catalogue;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A sale in a snapshot of those that are not over, with what is looked for in it.
 *
 * @param text what people look for, folded
 * @param firstDay of its event, by the clocks of its place; null if it has no day
 */
record ListedSale(SaleDesk desk, SaleView view, String kind, String text, LocalDate firstDay, LocalDate lastDay) {
    static ListedSale of(SaleDesk desk, SaleView view) {
        SaleTerms terms = view.sale().terms();
        SaleEvent event = terms.facts().event();
        LocalDate first = Kinds.of(terms).day(terms);
        LocalDate last = first;
        if (event.startsAtMillis() != 0) {
            ZoneId zone = ZoneId.of(event.timeZone());
            first = LocalDate.ofInstant(Instant.ofEpochMilli(event.startsAtMillis()), zone);
            last = event.endsAtMillis() == 0
                    ? first
                    : LocalDate.ofInstant(Instant.ofEpochMilli(event.endsAtMillis()), zone);
        }
        String text = String.join("\n", terms.title(), or(event.place()), or(event.organiser()));
        return new ListedSale(desk, view, Kinds.of(terms).kind(), SaleFolding.of(text), first, last);
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    /** The same as it is now, where nothing of it changed that is looked for. */
    ListedSale seen(SaleView now) {
        return now == view
                ? this
                : now.sale().terms() == view.sale().terms()
                        ? new ListedSale(desk, now, kind, text, firstDay, lastDay)
                        : of(desk, now);
    }

    int number() {
        return desk.number();
    }

    boolean isBetween(LocalDate from, LocalDate to) {
        return firstDay != null && !firstDay.isAfter(to) && !lastDay.isBefore(from);
    }

    boolean has(List<String> words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody can have anything of it now, but a place on a waitlist. */
    boolean isSoldOut() {
        for (TierState tier : view.tiers()) {
            if (tier.admissible() > 0) {
                return false;
            }
        }
        return true;
    }

    /** How many can be had now, of all tiers. */
    long left() {
        return view.tiers().stream()
                .mapToLong(tier -> Math.max(0, tier.admissible()))
                .sum();
    }

    boolean is(SaleStatus status) {
        return view.status() == status;
    }
}
