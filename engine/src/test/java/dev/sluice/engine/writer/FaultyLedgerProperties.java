package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random crowds and commits that fail before or after they take effect. A failure names its seed. */
@Timeout(60)
final class FaultyLedgerProperties {
    private static final int RUNS = 300;
    private static final int COMMANDS = 120;
    private static final long CAPACITY = 12;

    @Test
    void everyCommandIsAnsweredOnceAndTheAnswersAreInTheLedger() {
        for (long seed = 1; seed <= RUNS; seed++) {
            runs(seed);
        }
    }

    private static void runs(long seed) {
        Random random = new Random(seed);
        TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
        MemoryLedger ledger = new MemoryLedger(clock);
        int sale =
                ledger.create(SaleSample.terms("s", TakeStock.HOLD, CAPACITY)).number();
        Received received = new Received();
        InProcessQueue queue = new InProcessQueue(1_024);
        EngineConfig config = new EngineConfig(1_024, 1 + random.nextInt(20), 500, 600);
        SaleWriter writer = new SaleWriter(
                sale,
                new Ports(ledger, _ -> queue, received, clock),
                queue,
                new DirectCommits(ledger),
                config,
                Telemetry.NONE,
                (_, _) -> {},
                new StallWatch(500),
                new ToldRefusals(),
                () -> true);
        writer.load();
        for (int i = 0; i < COMMANDS; i++) {
            queue.offer(new Envelope(
                    new ReplyAddress(i), command(new Shopper(sale, "user" + random.nextInt(20)), random)));
            if (random.nextInt(4) == 0) {
                ledger.failNextCommit(MemoryLedger.Fault.values()[random.nextInt(3)]);
            }
            if (random.nextInt(6) == 0) {
                clock.advance(random.nextInt(500_000));
            }
            if (random.nextInt(3) == 0) {
                turn(writer);
            }
        }
        while (turn(writer)) {}
        assertThat(received.replies)
                .as("seed %d", seed)
                .extracting(Reply::to)
                .hasSize(COMMANDS)
                .doesNotHaveDuplicates();
        List<ReservationState> stored = ledger.reservations(sale);
        long held = stored.stream()
                .filter(r -> r.status() == ReservationStatus.HELD)
                .mapToLong(ReservationState::quantity)
                .sum();
        assertThat(held).as("seed %d", seed).isLessThanOrEqualTo(CAPACITY);
        for (Reply reply : received.replies) {
            if (reply.outcome() instanceof Outcome.Reserved answer) {
                assertThat(stored)
                        .as("seed %d", seed)
                        .extracting(ReservationState::id)
                        .contains(answer.state().id());
            }
        }
    }

    private static Command command(Shopper shopper, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> shopper.cancels();
            case 1 -> shopper.looks();
            default -> shopper.buys(1 + random.nextInt(3) / 2);
        };
    }

    /** As whoever runs a writer does: loads again when a commit failed. */
    private static boolean turn(SaleWriter writer) {
        try {
            return writer.turn(0);
        } catch (LedgerUnavailableException e) {
            writer.load();
            return true;
        }
    }
}
