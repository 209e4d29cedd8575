package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.crowd.http.Await;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.breaker.CutOffException;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void refusalsAreCountedByReasonAndReasonsWithoutAnyAreZero() {
        metrics.decisions().decided(new Outcome.Refused(new UUID(0, 1), Rejection.SOLD_OUT));
        metrics.decisions().decided(new Outcome.Refused(new UUID(0, 2), Rejection.SOLD_OUT));

        assertThat(metrics.scrape())
                .contains("sluice_refusals_total{reason=\"SOLD_OUT\"} 2.0")
                .contains("sluice_refusals_total{reason=\"PAUSED\"} 0.0");
    }

    @Test
    void commitsAreTimedAndTheirSizesCounted() {
        metrics.decisions().committed(3, 5, 4_000_000);

        assertThat(metrics.scrape())
                .contains("sluice_commit_seconds_bucket{le=\"0.005\"} 1")
                .contains("sluice_commit_seconds_bucket{le=\"0.002\"} 0")
                .contains("sluice_batch_commands_bucket{le=\"4.0\"} 1")
                .contains("sluice_commit_rows_total 5.0");
    }

    @Test
    void recoveriesAreCounted() {
        metrics.decisions().recovering("phones", new IllegalStateException("away"));

        assertThat(metrics.scrape()).contains("sluice_recoveries_total 1.0");
    }

    @Test
    void salesThatCannotBeSoldAreNamedWithTheReason() {
        InstantSource clock = InstantSource.system();
        Catalogue catalogue =
                new NoSales(new Catalogue.Unreadable(7, "phones", new IllegalArgumentException("no kind")));
        Ports ports = new Ports(null, _ -> new InProcessQueue(4), _ -> {}, clock);
        try (Sales sales = new Sales(catalogue, ports, EngineConfig.DEFAULT, metrics.decisions())) {
            metrics.observe(sales, clock);
            sales.open();

            assertThat(metrics.scrape())
                    .contains("sluice_sale_broken{sale=\"phones\",why=\"UNREADABLE\"} 1.0")
                    .contains("sluice_sales{state=\"BROKEN\"} 1.0");
        }
    }

    @Test
    void whatIsCutOffIsShownWithWhatWasRefusedAndIsWarnedOf() {
        Breakers breakers = new Breakers(BreakerConfig.DEFAULT, () -> 0);
        Breaker bank = breakers.of("payments-bank", _ -> true);
        breakers.of("ledger-people", _ -> true);
        metrics.observe(breakers);
        for (int i = 0; i < BreakerConfig.DEFAULT.minimumCalls(); i++) {
            assertThatThrownBy(() -> bank.call(() -> {
                        throw new IllegalStateException("away");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> bank.call(() -> null)).isInstanceOf(CutOffException.class);

        assertThat(metrics.scrape())
                .contains("sluice_breaker_state{breaker=\"payments-bank\",state=\"OPEN\"} 1.0")
                .contains("sluice_breaker_state{breaker=\"payments-bank\",state=\"CLOSED\"} 0.0")
                .contains("sluice_breaker_state{breaker=\"ledger-people\",state=\"CLOSED\"} 1.0")
                .contains("sluice_breaker_refused_total{breaker=\"payments-bank\"} 1.0")
                .contains("sluice_breaker_calls_total{breaker=\"payments-bank\",result=\"failed\"} 5.0")
                .contains("sluice_breaker_changes_total{breaker=\"payments-bank\",to=\"OPEN\"} 1.0");
        Ports ports = new Ports(null, _ -> new InProcessQueue(4), _ -> {}, InstantSource.system());
        try (Sales sales = new Sales(new NoSales(), ports, EngineConfig.DEFAULT, metrics.decisions())) {
            assertThat(operations(sales, breakers).warnings())
                    .containsExactly("cut off, since it fails or is too slow: payments-bank");
        }
    }

    @Test
    void whatOthersCountIsReadAlsoAfterACollection() {
        AtomicLong times = new AtomicLong();
        Meters meters = new Meters(metrics.registry());
        meters.count("sluice.some", "Something", times::get);
        meters.count("sluice.some.more", "Something", "what", "else", times::get);
        WeakReference<Object> unused = new WeakReference<>(new Object());
        Await.until("it is collected", () -> {
            System.gc();
            return unused.get() == null;
        });
        times.set(3);

        assertThat(metrics.scrape())
                .contains("sluice_some_total 3.0")
                .contains("sluice_some_more_total{what=\"else\"} 3.0");
    }

    @Test
    void theVirtualMachineIsMeasured() {
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes").contains("process_uptime_seconds");
    }

    private NodeOperations operations(Sales sales, Breakers breakers) {
        return new NodeOperations(() -> true, () -> null, NodeSales.alone(sales), null, null, breakers, metrics, null);
    }

    /** But those that cannot be read. */
    private record NoSales(Unreadable... unreadable) implements Catalogue {
        @Override
        public List<Entry> sales() {
            return List.of(unreadable);
        }

        @Override
        public SaleState create(SaleTerms terms, String owner) {
            throw new UnsupportedOperationException();
        }
    }
}
