package dev.sluice.gateway.catalogue;

import dev.sluice.format.kind.Kinds;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Mode;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a front page needs, as JSON: {@code {"next"?: card, "sales": [at most 24 cards], "counts": {kind: n}}}. It is small, however many sales
 * there are: trains, which people look for by where they go, are a count.
 */
final class FrontJson {
    static final int MAX_CARDS = 24;
    /** More than these are not counted: the document would change with every purchase. */
    private static final long FEW = 20;

    private static final Comparator<ListedSale> BY_OPENING = Comparator.<ListedSale>comparingLong(
                    sale -> sale.view().sale().terms().window().opensAtMillis())
            .thenComparing(ListedSale::number);

    /** What can be bought, what opens next, what is held up for a moment, what is sold out; the newest of each first. */
    private static final Comparator<ListedSale> BY_WORTH = Comparator.comparingInt(FrontJson::rank)
            .thenComparing((a, b) ->
                    a.is(SaleStatus.SCHEDULED) ? BY_OPENING.compare(a, b) : Integer.compare(b.number(), a.number()));

    private FrontJson() {}

    /** @param sales that are not over, newest first */
    static Tagged of(List<ListedSale> sales) {
        List<ListedSale> shown = sales.stream()
                .filter(sale -> !sale.is(SaleStatus.CLOSED) && !isSearched(sale))
                .toList();
        ListedSale next = shown.stream()
                .filter(sale -> sale.is(SaleStatus.SCHEDULED))
                .min(BY_OPENING)
                .orElse(null);
        List<ListedSale> cards = shown.stream()
                .filter(sale -> sale != next)
                .sorted(BY_WORTH)
                .limit(MAX_CARDS)
                .toList();
        Map<String, Long> counts = sales.stream()
                .filter(sale -> !sale.is(SaleStatus.CLOSED))
                .collect(Collectors.groupingBy(ListedSale::kind, TreeMap::new, Collectors.counting()));
        return Tagged.of(Buffer.buffer(Json.bytes(json -> write(json, next, cards, counts))));
    }

    private static boolean isSearched(ListedSale sale) {
        return Kinds.of(sale.view().sale().terms()).trips() != null;
    }

    private static int rank(ListedSale sale) {
        return switch (sale.view().status()) {
            case OPEN -> sale.isSoldOut() ? 3 : 0;
            case SCHEDULED -> 1;
            case PAUSED -> 2;
            case CLOSED -> 4;
        };
    }

    private static void write(JsonWriter json, ListedSale next, List<ListedSale> cards, Map<String, Long> counts)
            throws IOException {
        json.writeStartObject();
        if (next != null) {
            json.writeFieldName("next");
            card(json, next);
        }
        json.writeArrayFieldStart("sales");
        for (ListedSale card : cards) {
            card(json, card);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void card(JsonWriter json, ListedSale sale) throws IOException {
        SaleTerms terms = sale.view().sale().terms();
        json.writeStartObject();
        json.writeStringField("id", terms.id());
        json.writeStringField("title", terms.title());
        json.writeStringField("kind", sale.kind());
        json.writeStringField("goods", terms.goods().name());
        json.writeStringField("status", sale.view().status().name());
        json.writeBooleanField("soldOut", sale.is(SaleStatus.OPEN) && sale.isSoldOut());
        if (sale.is(SaleStatus.OPEN) && sale.left() <= FEW) {
            json.writeNumberField("left", sale.left());
        }
        if (terms.rules().waitlistCapacity() > 0) {
            json.writeBooleanField("waitlist", true);
        }
        Kinds.of(terms).brief(json, terms);
        Json.time(json, "opensAt", terms.window().opensAtMillis());
        if (terms.window().closesAtMillis() != Window.NEVER_MILLIS) {
            Json.time(json, "closesAt", terms.window().closesAtMillis());
        }
        json.writeStringField("mode", terms.order().mode().name());
        if (terms.order().mode() == Mode.LOTTERY || terms.order().mode() == Mode.SPLIT) {
            Json.time(json, "entriesFrom", terms.order().entriesFromMillis());
            Json.time(json, "entriesUntil", terms.order().sealMillis(terms.window()));
        }
        FactsFormat.write(json, terms.facts().event());
        prices(json, terms);
        json.writeEndObject();
    }

    private static void prices(JsonWriter json, SaleTerms terms) throws IOException {
        LongSummaryStatistics summary =
                terms.tiers().stream().mapToLong(TierTerms::price).summaryStatistics();
        Json.money(json, "priceFrom", summary.getMin(), terms.currency());
        Json.money(json, "priceTo", summary.getMax(), terms.currency());
    }
}
