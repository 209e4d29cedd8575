package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class MemoryLedgerTest extends LedgerContract {
    private final MemoryLedger memory =
            new MemoryLedger(InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS)));

    @Override
    protected LedgerPorts ledger() {
        return LedgerPorts.of(memory);
    }

    @Test
    void commitThatFailsBeforeWritesNothing() {
        SaleSample sale = SaleSample.in(LedgerPorts.of(memory), TakeStock.HOLD, 10);
        memory.failNextCommit(MemoryLedger.Fault.BEFORE);

        assertThatThrownBy(() -> sale.make("ann", 0, 1, ReservationStatus.HELD))
                .isInstanceOf(LedgerUnavailableException.class);

        assertThat(memory.reservations(sale.number())).isEmpty();
        assertThat(memory.commits()).isZero();
    }

    @Test
    void commitThatFailsAfterIsWritten() {
        SaleSample sale = SaleSample.in(LedgerPorts.of(memory), TakeStock.HOLD, 10);
        memory.failNextCommit(MemoryLedger.Fault.AFTER);

        assertThatThrownBy(() -> sale.make("ann", 0, 1, ReservationStatus.HELD))
                .isInstanceOf(LedgerUnavailableException.class);

        assertThat(memory.reservations(sale.number())).hasSize(1);
    }

    @Test
    void unavailableLedgerRefusesEverythingUntilItIsBack() {
        memory.setUnavailable(true);
        assertThatThrownBy(memory::sales).isInstanceOf(LedgerUnavailableException.class);

        memory.setUnavailable(false);

        assertThat(memory.sales()).isEmpty();
    }
}
