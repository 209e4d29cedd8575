package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of all sales without walking along them is what a walk would find. */
@Timeout(60)
final class CensusTest {
    private static final EngineConfig RETIRES_SOON = new EngineConfig(64, 64, 500, 1);
    private static final long HOUR_MILLIS = 3_600_000;

    private final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private Sales sales;

    @AfterEach
    void close() {
        sales.close();
    }

    @Test
    void salesThatAreOverAreNotAmongThoseThatAreNot() {
        ledger.create(sale("past", -2, -1));
        ledger.create(sale("open", -1, 1));
        ledger.create(sale("next", 1, 2));

        open();

        assertThat(sales.unsettled()).extracting(LiveSale::id).containsExactlyInAnyOrder("open", "next");
        assertThat(sales.count(LiveSale.State.IDLE)).isEqualTo(3);
    }

    @Test
    void writersAreCountedByTheirStates() {
        ledger.create(sale("past", -2, -1));
        ledger.create(sale("open", -1, 1));
        ledger.create(sale("next", 1, 2));
        open();

        sales.startWriters();

        Await.until("both have loaded", () -> sales.count(LiveSale.State.RUNNING) == 2);
        assertThat(sales.count(LiveSale.State.IDLE)).isEqualTo(1);
        assertThat(sales.count(LiveSale.State.LOADING)).isZero();
    }

    @Test
    void saleThatIsOverComesBackWhileSomebodyAsksSomethingOfIt() {
        ledger.create(sale("past", -2, -1));
        open();
        LiveSale past = sales.find("past");

        past.submit(new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(0, 1))));

        Await.until("it has loaded", () -> past.state() == LiveSale.State.RUNNING);
        assertThat(sales.unsettled()).containsExactly(past);
        Await.until("it has left memory", () -> {
            retire();
            return past.state() == LiveSale.State.IDLE;
        });
        assertThat(sales.unsettled()).isEmpty();
        assertThat(sales.count(LiveSale.State.IDLE)).isEqualTo(1);
        assertThat(sales.count(LiveSale.State.RUNNING)).isZero();
    }

    /** However many are asked something at once that takes a writer: their books may be large. */
    @Test
    void onlySoManySalesThatAreOverComeBackAtOnce() {
        for (int i = 0; i < 3 * Census.MAX_WOKEN; i++) {
            ledger.create(sale("past-" + i, -2, -1));
        }
        open();
        Command.Find look = new Command.Find(new UUID(0, 1));

        List<Intake> intakes = sales.all().stream()
                .map(sale -> sale.submit(new Envelope(ReplyAddress.NOBODY, look)))
                .toList();

        assertThat(Collections.frequency(intakes, Intake.TAKEN)).isEqualTo(Census.MAX_WOKEN);
        assertThat(Collections.frequency(intakes, Intake.FULL)).isEqualTo(2 * Census.MAX_WOKEN);
        Await.until("they have left memory", () -> {
            retire();
            return sales.count(LiveSale.State.IDLE) == 3 * Census.MAX_WOKEN;
        });
        LiveSale last = sales.find("past-" + (3 * Census.MAX_WOKEN - 1));
        assertThat(last.submit(new Envelope(ReplyAddress.NOBODY, look))).isEqualTo(Intake.TAKEN);
    }

    /** Whoever is idle by now has been for long enough; before a test says so, nobody has. */
    private void retire() {
        clock.advance(1_000);
    }

    private void open() {
        sales = sales();
        sales.open();
    }

    private Sales sales() {
        Ports ports = new Ports(ledger, _ -> new InProcessQueue(4), _ -> {}, clock);
        return new Sales(ledger, ports, RETIRES_SOON, Telemetry.NONE);
    }

    /** Of which the window is said in hours from now. */
    private static SaleTerms sale(String id, int opens, int closes) {
        SaleTerms terms = SaleSample.terms(id, TakeStock.HOLD, 10);
        return new SaleTerms(
                id,
                terms.title(),
                "",
                new Window(SaleSample.NOW_MILLIS + opens * HOUR_MILLIS, SaleSample.NOW_MILLIS + closes * HOUR_MILLIS),
                terms.order(),
                terms.rules(),
                terms.currency(),
                terms.tiers());
    }
}
