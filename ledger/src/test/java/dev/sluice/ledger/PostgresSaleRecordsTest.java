package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.SaleRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PostgresSaleRecordsTest {
    private static final AtomicInteger SALES = new AtomicInteger(1_000_000);
    private static final int HERE = 7;
    private static final int THERE = 8;

    private final SaleRecords records = TestServer.database().saleRecords();
    private final int sale = SALES.incrementAndGet();
    private final long now = System.currentTimeMillis();

    @Test
    void minutesAreReadInTheirOrderAsFarAsTheyAreAskedFor() {
        keep(HERE, minute(3, 30), minute(1, 10));
        keep(THERE, minute(1, 5), minute(2, 20));

        assertThat(read(1, 3)).extracting(SaleRecords.Minute::minute).containsExactly(1L, 1L, 2L);
        assertThat(read(0, Long.MAX_VALUE)).hasSize(4);
        assertThat(read(1, 2)).contains(minute(1, 10), minute(1, 5));
        assertThat(records.span(sale)).isEqualTo(new SaleRecords.Span(1, 3));
        assertThat(records.span(sale + 500_000)).isNull();
    }

    /** As when a process ends in the middle of it, and the rest comes after all. */
    @Test
    void whatIsKeptOfTheSameMinuteIsAddedUp() {
        keep(HERE, new SaleRecords.Minute(sale, 4, Map.of("arrived", 1L, "held", 2L), Map.of("sold", 3L)));
        keep(HERE, new SaleRecords.Minute(sale, 4, Map.of("arrived", 10L, "refused.SOLD_OUT", 7L), Map.of("sold", 5L)));

        assertThat(read(4, 5))
                .containsExactly(new SaleRecords.Minute(
                        sale, 4, Map.of("arrived", 11L, "held", 2L, "refused.SOLD_OUT", 7L), Map.of("sold", 5L)));
    }

    @Test
    void whatOthersCountIsThereForWhoAsksAndIsInTheTotals() {
        keep(HERE, minute(1, 100));
        records.keep(THERE, List.of(), List.of(pulse(THERE, 30, 10)));
        records.keep(THERE, List.of(), List.of(pulse(THERE, 50, 10)));
        records.keep(HERE, List.of(), List.of(pulse(HERE, 1, 0)));

        assertThat(records.pulses(HERE, now - 1_000).stream().filter(pulse -> pulse.sale() == sale))
                .containsExactly(pulse(THERE, 50, 10));
        assertThat(records.pulses(HERE, now + 60_000)).isEmpty();
        SaleRecords.Totals totals = records.totals(sale, HERE);
        assertThat(totals.kept()).isEqualTo(Map.of("arrived", 100L));
        assertThat(totals.pulses()).containsExactly(pulse(THERE, 50, 10));
    }

    @Test
    void whatIsOldIsForgottenAFewAtOnce() {
        keep(HERE, minute(1, 1), minute(2, 1), minute(3, 1));
        while (records.forget(3, 1) == 1) {
            assertThat(read(3, 4)).hasSize(1);
        }

        assertThat(read(0, Long.MAX_VALUE)).containsExactly(minute(3, 1));
    }

    private void keep(int node, SaleRecords.Minute... minutes) {
        records.keep(node, List.of(minutes), List.of());
    }

    private SaleRecords.Minute minute(long minute, long arrived) {
        return new SaleRecords.Minute(sale, minute, Map.of("arrived", arrived), Map.of());
    }

    private SaleRecords.Pulse pulse(int node, long counted, long kept) {
        return new SaleRecords.Pulse(
                sale, node, now, Map.of("arrived", counted), Map.of("arrived", kept), Map.of("waiting", 1L));
    }

    private List<SaleRecords.Minute> read(long from, long until) {
        List<SaleRecords.Minute> minutes = new ArrayList<>();
        records.minutes(sale, from, until, minutes::add);
        return minutes;
    }
}
