package dev.sluice.gateway.catalogue;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleStatus;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What somebody looks for among the sales.
 *
 * @param words each of which is in the title, the place or the organiser, as {@link SaleFolding#of} writes them
 * @param kind null for any
 * @param status null for any
 * @param from the first day of the event; null if nothing is asked of its day
 * @param to the last day of the event
 */
record SaleQuery(List<String> words, String kind, SaleStatus status, LocalDate from, LocalDate to)
        implements Predicate<ListedSale> {

    /** @throws dev.sluice.json.InvalidFieldsException if it asks for what there cannot be */
    static SaleQuery read(RoutingContext context) {
        String text = Queries.text(context, "q");
        List<String> words = text == null ? List.of() : SaleFolding.words(text);
        String kind = Queries.text(context, "kind");
        if (kind != null && Kinds.named(kind) == null) {
            throw wrong("kind", Kinds.all().stream().map(KindFormat::kind).toList());
        }
        String from = context.request().getParam("from", "");
        String to = context.request().getParam("to", "");
        boolean dated = !from.isEmpty() || !to.isEmpty();
        return new SaleQuery(
                words,
                kind,
                status(context),
                dated ? Requests.day(context, "from", LocalDate.MIN) : null,
                dated ? Requests.day(context, "to", LocalDate.MAX) : null);
    }

    private static SaleStatus status(RoutingContext context) {
        String name = Queries.text(context, "status");
        if (name == null) {
            return null;
        }
        return Arrays.stream(SaleStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("status", List.of(SaleStatus.values())));
    }

    private static RuntimeException wrong(String name, List<?> known) {
        return new FieldErrors().add("/query/" + name, "is one of " + known).invalid();
    }

    boolean asksForAll() {
        return words.isEmpty() && kind == null && status == null && from == null;
    }

    @Override
    public boolean test(ListedSale sale) {
        return (kind == null || kind.equals(sale.kind()))
                && (status == null || status == sale.view().status())
                && (from == null || sale.isBetween(from, to))
                && sale.has(words);
    }
}
