package dev.sluice.app.node;

import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the sales are that have their writers in this process. Any thread. */
final class SaleMeters {
    private static final int MAX_NAMED_SALES = 100;

    private final Sales sales;
    /** By what it is called and why. */
    private final MultiGauge broken;
    /** By the sale. */
    private final MultiGauge aside;

    SaleMeters(Meters meters, Sales sales, InstantSource clock) {
        this.sales = sales;
        broken = MultiGauge.builder("sluice.sale.broken")
                .description("Sales that cannot be sold until somebody has looked after them")
                .register(meters.registry());
        aside = MultiGauge.builder("sluice.sale.aside")
                .description("Things that are due in a sale by themselves, could not be committed, and are passed over")
                .register(meters.registry());
        meters.gauge("sluice.queue.commands", "Commands that wait in front of all sales", () -> queued().sum());
        meters.gauge(
                "sluice.queue.longest",
                "Commands that wait in front of the sale where most do",
                () -> queued().max().orElse(0));
        meters.gauge(
                "sluice.sales.kept", "Sales whose holds are kept beyond their deadlines", () -> kept(clock.millis()));
        for (LiveSale.State state : LiveSale.State.values()) {
            meters.gauge(
                    "sluice.sales",
                    "Sales by the state of their writer",
                    "state",
                    state.name(),
                    () -> sales.count(state));
        }
    }

    /** Names the sales as they are now. */
    void refresh() {
        broken.register(
                rows(
                        sales.troubled().stream(),
                        sale -> MultiGauge.Row.of(
                                Tags.of(
                                        "sale",
                                        sale.id(),
                                        "why",
                                        sale.trouble().kind().name()),
                                1)),
                true);
        aside.register(
                rows(
                        sales.unsettled().stream().filter(sale -> !sale.aside().isEmpty()),
                        sale -> MultiGauge.Row.of(
                                Tags.of("sale", sale.id()), sale.aside().size())),
                true);
    }

    private static List<MultiGauge.Row<?>> rows(Stream<LiveSale> of, Function<LiveSale, MultiGauge.Row<?>> row) {
        return of.sorted(Comparator.comparingInt(LiveSale::number))
                .limit(MAX_NAMED_SALES)
                .<MultiGauge.Row<?>>map(row)
                .toList();
    }

    private long kept(long nowMillis) {
        return sales.unsettled().stream()
                .filter(sale -> sale.view().sale().holdsKeptUntilMillis() > nowMillis)
                .count();
    }

    private IntStream queued() {
        return sales.unsettled().stream().mapToInt(LiveSale::queued);
    }
}
