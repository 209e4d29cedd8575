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
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lottery whose commits fail before or after they take effect, and whose writer is lost at any time. A failure names its seed. */
@Timeout(60)
final class FaultyDrawProperties {
    private static final int RUNS = 200;
    private static final int FEW = 30;
    /** More than a slice has of anything that is worked out. */
    private static final int MANY = 2_500;

    private static final long CAPACITY = 9;
    private static final long UNTIL = SaleSample.NOW_MILLIS + 10_000;
    private static final long OPENS = SaleSample.NOW_MILLIS + 20_000;
    private static final List<String> SECRETS = List.of("one", "two");

    private final ReservationIds ids = new ReservationIds();
    private final Map<UUID, EntryState> answered = new HashMap<>();
    private Random random;
    private TestClock clock;
    private MemoryLedger ledger;
    private InProcessQueue queue;
    private SaleWriter writer;
    private SaleTerms terms;
    private int sale;
    private int asked;
    private int users;

    @Test
    void allWhoWereAnsweredAreServedOnceInTheOrderThatWasDrawn() {
        for (long seed = 1; seed <= RUNS; seed++) {
            run(seed, FEW);
        }
    }

    @Test
    void manyAreServedOnceInTheOrderThatWasDrawnThoughWritersAreLostInTheMiddleOfASlice() {
        for (long seed = 1; seed <= 3; seed++) {
            run(seed, MANY);
        }
    }

    private void run(long seed, int among) {
        random = new Random(seed);
        users = among;
        Received received = new Received();
        begin(received);
        for (int i = 0; i < 2 * users; i++) {
            ask(command());
            clock.advance(random.nextInt(6_000 / users));
            if (random.nextInt(3) == 0) {
                turn();
            }
        }
        rest();
        clock.advance(UNTIL - clock.millis());
        ask(command());
        rest();
        SECRETS.forEach(secret -> ask(new Command.EnterSecret(UUID.randomUUID(), secret)));
        clock.advance(OPENS - clock.millis());
        rest();

        assertThat(received.replies)
                .as("seed %d", seed)
                .extracting(Reply::to)
                .hasSize(asked)
                .doesNotHaveDuplicates();
        answered.clear();
        for (Reply reply : received.replies) {
            if (reply.outcome() instanceof Outcome.Entered entered) {
                answered.put(entered.state().buyer(), entered.state());
            }
        }
        List<ReservationState> reservations = ledger.reservations(sale);
        assertThat(reservations)
                .as("seed %d", seed)
                .extracting(ReservationState::id)
                .isEqualTo(order());
        long held = reservations.stream()
                .filter(r -> r.status() == ReservationStatus.HELD)
                .mapToLong(ReservationState::quantity)
                .sum();
        assertThat(held).as("seed %d", seed).isBetween(CAPACITY - 1, CAPACITY);
    }

    private void begin(Received received) {
        asked = 0;
        clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
        ledger = new MemoryLedger(clock);
        SaleTerms sample = SaleSample.terms("s", TakeStock.HOLD, CAPACITY);
        Fairness fair =
                new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
        terms = new SaleTerms(
                sample.id(),
                sample.title(),
                "",
                new Window(OPENS, OPENS + 3_600_000),
                new Order.Lottery(SaleSample.NOW_MILLIS, UNTIL, 600, fair),
                sample.rules(),
                sample.currency(),
                sample.tiers());
        sale = ledger.create(terms).number();
        queue = new InProcessQueue(1_024);
        writer = new SaleWriter(
                sale,
                new Ports(ledger, _ -> queue, received, clock),
                queue,
                new DirectCommits(ledger),
                new EngineConfig(1_024, 1 + random.nextInt(20), 500, 600),
                Telemetry.NONE,
                (_, _) -> {},
                new StallWatch(500),
                new ToldRefusals(),
                () -> true);
        writer.load();
    }

    private void ask(Command command) {
        queue.offer(new Envelope(new ReplyAddress(asked++), command));
    }

    private Command command() {
        String user = "user" + random.nextInt(users);
        UUID buyer = ids.buyer(sale, user);
        UUID id = ids.entry(sale, buyer);
        UUID blind = new UUID(random.nextLong(), random.nextLong());
        return random.nextInt(6) == 0
                ? new Command.Withdraw(id, buyer)
                : new Command.Enter(
                        id, buyer, user, 0, 1 + random.nextInt(2), Selection.ANY, blind, random.nextBoolean());
    }

    /** Works until nothing is left to do now. */
    private void rest() {
        while (turn() || writer.hasWork()) {}
    }

    /** As whoever runs a writer does: loads again when a commit failed. */
    private boolean turn() {
        if (random.nextInt(4) == 0) {
            ledger.failNextCommit(MemoryLedger.Fault.values()[random.nextInt(3)]);
        }
        if (random.nextInt(10) == 0) {
            writer.load();
        }
        try {
            return writer.turn(0);
        } catch (LedgerUnavailableException e) {
            writer.load();
            return true;
        }
    }

    /** The ids of those whose last answer was that they are in, as whoever checks the draw puts them in order. */
    private List<UUID> order() {
        SaleSample.Recording stored = new SaleSample.Recording();
        ledger.claim(sale, stored);
        List<DrawEntry> published = new ArrayList<>();
        Map<String, UUID> byEntrant = new HashMap<>();
        for (int i = 0; i < users; i++) {
            EntryState entry = answered.get(ids.buyer(sale, "user" + i));
            if (entry != null && !entry.withdrawn()) {
                published.add(entry.published(terms, "user" + i));
                byEntrant.put(published.getLast().entrant(), entry.id());
            }
        }
        return DrawArchive.of(stored.draw.draw(), published).entries().stream()
                .sorted(Comparator.comparingInt(DrawArchive.Placed::place))
                .map(placed -> byEntrant.get(placed.entry().entrant()))
                .toList();
    }
}
