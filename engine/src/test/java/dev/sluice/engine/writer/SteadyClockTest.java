package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SteadyClockTest {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** What the machine's clock shows, and what really passed. */
    private final AtomicLong shown = new AtomicLong(SaleSample.NOW_MILLIS);

    private final AtomicLong passedNanos = new AtomicLong();
    private final InstantSource machine = () -> Instant.ofEpochMilli(shown.get());
    private final SteadyClock clock = new SteadyClock(machine, passedNanos::get, BOUND);

    @Test
    void aClockThatGoesAsTimeDoesIsFollowed() {
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(700));
            shown.addAndGet(3); // slewed by half a percent
            assertThat(clock.millis()).isEqualTo(shown.get());
        }
        assertThat(clock.jumpSeconds()).isZero();
    }

    @Test
    void aSmallStepIsFollowed() {
        shown.addAndGet(BOUND.toMillis());
        assertThat(clock.millis()).isEqualTo(shown.get());
        shown.addAndGet(-BOUND.toMillis());
        assertThat(clock.millis()).isEqualTo(shown.get());
    }

    @Test
    void aJumpIsNotFollowedAndTimeGoesOn() {
        shown.addAndGet(HOUR.toMillis());
        assertThat(clock.millis()).isEqualTo(SaleSample.NOW_MILLIS);
        pass(Duration.ofMinutes(10));
        assertThat(clock.millis()).isEqualTo(SaleSample.NOW_MILLIS + 600_000);
        assertThat(clock.jumpSeconds()).isEqualTo(HOUR.toSeconds());
    }

    @Test
    void aJumpBackIsNotFollowedEither() {
        shown.addAndGet(-HOUR.toMillis());
        pass(Duration.ofMinutes(10));
        assertThat(clock.millis()).isEqualTo(SaleSample.NOW_MILLIS + 600_000);
        assertThat(clock.jumpSeconds()).isEqualTo(-HOUR.toSeconds());
    }

    @Test
    void aClockThatIsBackIsFollowedAgain() {
        shown.addAndGet(HOUR.toMillis());
        clock.millis();
        pass(Duration.ofMinutes(10));
        shown.addAndGet(-HOUR.toMillis());
        assertThat(clock.millis()).isEqualTo(shown.get());
        assertThat(clock.jumpSeconds()).isZero();
    }

    @Test
    void aClockThatIsTrustedAgainIsFollowedWhateverItShows() {
        shown.addAndGet(HOUR.toMillis());
        clock.millis();
        clock.trust();
        assertThat(clock.millis()).isEqualTo(shown.get());
        assertThat(clock.jumpSeconds()).isZero();
        pass(Duration.ofMinutes(10));
        assertThat(clock.millis()).isEqualTo(shown.get());
    }

    @Test
    void holdsOutliveAClockThatJumpsAndEndWhenTheirTimeHasReallyPassed() {
        MemoryLedger ledger = new MemoryLedger(clock);
        Received received = new Received();
        try (Sales sales = new Sales(
                ledger,
                new Ports(ledger, _ -> new InProcessQueue(64), received, clock),
                EngineConfig.DEFAULT,
                Telemetry.NONE)) {
            LiveSale sale = sales.create(SaleSample.terms("s", TakeStock.HOLD, 1));
            Shopper ann = new Shopper(sale.number(), "ann");
            sale.submit(new Envelope(new ReplyAddress(1), ann.buys(1)));
            Await.until("it is held", () -> !received.answers(1).isEmpty());

            shown.addAndGet(HOUR.toMillis());
            sale.submit(new Envelope(new ReplyAddress(2), ann.looks()));
            Await.until("the writer saw the time", () -> !received.answers(2).isEmpty());
            assertThat(status(ledger, sale)).isEqualTo(ReservationStatus.HELD);

            pass(Duration.ofMinutes(16));
            Await.until("its time has passed", () -> status(ledger, sale) == ReservationStatus.EXPIRED);
        }
    }

    private void pass(Duration time) {
        passedNanos.addAndGet(time.toNanos());
        shown.addAndGet(time.toMillis());
    }

    private static ReservationStatus status(MemoryLedger ledger, LiveSale sale) {
        return ledger.reservations(sale.number()).getFirst().status();
    }
}
