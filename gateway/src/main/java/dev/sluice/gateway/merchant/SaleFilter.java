package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.gateway.http.Queries;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of their sales somebody wants to see, those that are over for long among them.
 *
 * @param words each of which is in the title, the id, the place or the organiser, as {@link SaleFolding#of} writes them
 * @param kind null for any
 * @param status null for any
 */
record SaleFilter(List<String> words, String kind, SaleStatus status) implements Predicate<SaleDesk> {
    /** @throws dev.sluice.json.InvalidFieldsException if it asks for what there cannot be */
    static SaleFilter read(RoutingContext context) {
        String text = Queries.text(context, "q");
        String kind = Queries.text(context, "kind");
        if (kind != null && Kinds.named(kind) == null) {
            throw wrong("kind", Kinds.all().stream().map(KindFormat::kind).toList());
        }
        return new SaleFilter(text == null ? List.of() : SaleFolding.words(text), kind, status(context));
    }

    private static SaleStatus status(RoutingContext context) {
        String name = Queries.text(context, "status");
        return name == null
                ? null
                : Arrays.stream(SaleStatus.values())
                        .filter(status -> status.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> wrong("status", List.of(SaleStatus.values())));
    }

    private static RuntimeException wrong(String name, List<?> known) {
        return new FieldErrors().add("/query/" + name, "is one of " + known).invalid();
    }

    /** One that nobody can read fits only who asks for all of them, or for its id. */
    @Override
    public boolean test(SaleDesk sale) {
        try {
            SaleView view = sale.view();
            return (kind == null || kind.equals(Kinds.of(view.sale().terms()).kind()))
                    && (status == null || status == view.status())
                    && (words.isEmpty() || has(text(view.sale().terms())));
        } catch (UnreadableSaleException e) {
            return kind == null && status == null && has(SaleFolding.of(sale.id()));
        }
    }

    private boolean has(String text) {
        return words.stream().allMatch(text::contains);
    }

    private static String text(SaleTerms terms) {
        SaleEvent event = terms.facts().event();
        return SaleFolding.of(Stream.of(terms.title(), terms.id(), event.place(), event.organiser())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n")));
    }
}
