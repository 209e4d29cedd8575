package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More comes free, or comes due, at once than goes into a turn; on the test's own thread. */
@Timeout(60)
final class LongLineTest {
    private static final int MAX_BATCH = 100;
    private static final int WAITING = 600;
    private static final int HOLD_MILLIS = 900_000;

    private final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private final int sale = memory.create(terms()).number();
    private final InProcessQueue queue = new InProcessQueue(2_048);
    private final Shopper late = new Shopper(sale, "late");
    private SaleWriter writer;

    /** One unit, which somebody holds; everybody else waits. */
    @BeforeEach
    void wait600() {
        writer = load(new DirectCommits(ledger));
        for (int i = 0; i <= WAITING; i++) {
            put(i, new Shopper(sale, "user" + i).buys(1));
        }
        rest();
        ledger.batches.clear();
        assertThat(with(ReservationStatus.WAITLISTED)).isEqualTo(WAITING);
    }

    @Test
    void offersAreMadePortionByPortionAndOthersAreAnsweredInBetween() {
        put(1_000, capacity(1_000));
        writer.turn(0);
        assertThat(received.answers(1_000)).hasSize(1);
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + SaleBook.OFFERS_AT_ONCE);
        int turns = 0;
        while (with(ReservationStatus.WAITLISTED) > 0) {
            put(2_000 + turns, late.looks());
            assertThat(writer.turn(Long.MAX_VALUE)).isTrue();
            assertThat(received.answers(2_000 + turns)).hasSize(1);
            turns++;
        }
        assertThat(turns).isGreaterThanOrEqualTo((WAITING - SaleBook.OFFERS_AT_ONCE) / (MAX_BATCH / 2));
        assertThat(ledger.batches).extracting(Batch::size).allMatch(size -> size <= MAX_BATCH);
        assertThat(offered()).as("in the order of their places").isSorted().hasSize(WAITING);
    }

    @Test
    void whoComesAnewWaitsBehindThoseForWhomThereIsEnough() {
        put(1_000, capacity(WAITING + 1));
        put(1_001, late.buys(1));
        writer.turn(0);
        writer.turn(0);
        assertThat(answer(1_001).status()).isEqualTo(ReservationStatus.WAITLISTED);
        rest();
        assertThat(with(ReservationStatus.HELD)).isEqualTo(WAITING + 1);
        assertThat(with(ReservationStatus.WAITLISTED)).as("late").isEqualTo(1);
        put(1_002, new Shopper(sale, "user9").cancels());
        rest();
        assertThat(with(ReservationStatus.WAITLISTED)).isZero();
    }

    @Test
    void aPauseDoesNotWaitUntilEverythingIsOffered() {
        put(1_000, capacity(1_000));
        put(1_001, new Command.Pause(new UUID(0, 2)));
        writer.turn(0);
        writer.turn(0);
        assertThat(received.answers(1_001)).hasSize(1);
        rest();
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + SaleBook.OFFERS_AT_ONCE);
        put(1_002, new Command.Resume(new UUID(0, 3)));
        rest();
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + WAITING);
    }

    @Test
    void holdsThatEndTogetherEndPortionByPortion() {
        put(1_000, capacity(1_000));
        rest();
        ledger.batches.clear();
        clock.advance(HOLD_MILLIS);
        put(1_001, late.looks());
        writer.turn(0);
        assertThat(received.answers(1_001)).hasSize(1);
        assertThat(with(ReservationStatus.EXPIRED)).isBetween(1L, MAX_BATCH / 2L);
        rest();
        assertThat(with(ReservationStatus.EXPIRED)).isEqualTo(1 + WAITING);
        assertThat(ledger.batches).extracting(Batch::size).allMatch(size -> size <= MAX_BATCH);
    }

    @Test
    void manyWhoGiveBackFillABatchAndNoMore() {
        put(1_000, capacity(1 + WAITING / 2));
        rest();
        ledger.batches.clear();
        for (int i = 0; i <= WAITING / 2; i++) {
            put(2_000 + i, new Shopper(sale, "user" + i).cancels());
        }
        rest();
        assertThat(ledger.batches)
                .extracting(Batch::size)
                .allMatch(size -> size <= MAX_BATCH + SaleBook.OFFERS_AT_ONCE);
        assertThat(with(ReservationStatus.HELD)).isEqualTo(WAITING / 2);
    }

    @Test
    void whatIsLeftToOfferIsGoneOnWithAfterALoss() {
        put(1_000, capacity(1_000));
        writer.turn(0);
        writer.turn(0);
        memory.failNextCommit(MemoryLedger.Fault.BEFORE);
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        writer.load();
        writer.turn(0);
        assertThat(with(ReservationStatus.WAITLISTED)).isBetween(1L, (long) WAITING);
        writer = load(new DirectCommits(ledger));
        rest();
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + WAITING);
        memory.reservations(sale)
                .forEach(state -> assertThat(state.expiresAtMillis()).isEqualTo(SaleSample.NOW_MILLIS + HOLD_MILLIS));
    }

    @Test
    void aWriterThatFinishesDecidesWhatWasAskedAndLeavesTheRestToTheNext() {
        put(1_000, capacity(1_000));
        put(1_001, late.looks());
        writer.finish();
        rest();
        assertThat(received.answers(1_001)).hasSize(1);
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + SaleBook.OFFERS_AT_ONCE);
        writer = load(new DirectCommits(ledger));
        rest();
        assertThat(with(ReservationStatus.HELD)).isEqualTo(1 + WAITING);
    }

    @Test
    void theNextPortionIsDecidedWhileOneCommits() {
        List<Commit> held = new ArrayList<>();
        writer = load((_, commit) -> held.add(commit));
        put(1_000, capacity(1_000));
        writer.turn(0);
        writer.turn(0);
        assertThat(held).hasSize(2);
        assertThat(held.getLast().batch().moved()).hasSizeBetween(1, MAX_BATCH / 2);
    }

    private SaleWriter load(Commits commits) {
        SaleWriter made = new SaleWriter(
                sale,
                new Ports(ledger, _ -> queue, received, clock),
                queue,
                commits,
                new EngineConfig(2_048, MAX_BATCH, 500, 600),
                Telemetry.NONE,
                (_, _) -> {},
                new StallWatch(500),
                new ToldRefusals(),
                () -> true);
        made.load();
        return made;
    }

    /** Until nothing is left to do. */
    private void rest() {
        while (writer.turn(0)) {}
    }

    private void put(long replyTo, Command command) {
        assertThat(queue.offer(new Envelope(new ReplyAddress(replyTo), command)))
                .isTrue();
    }

    private static Command capacity(long capacity) {
        return new Command.ChangeCapacity(new UUID(0, 1), 0, capacity);
    }

    private ReservationState answer(long replyTo) {
        return ((Outcome.Reserved) received.answers(replyTo).getFirst()).state();
    }

    private long with(ReservationStatus status) {
        return memory.reservations(sale).stream()
                .filter(state -> state.status() == status)
                .count();
    }

    /** Ordinals of those who were made an offer, in the order of the offers. */
    private List<Long> offered() {
        return ledger.batches.stream()
                .flatMap(batch -> batch.moved().stream())
                .map(ReservationState::ordinal)
                .toList();
    }

    private static SaleTerms terms() {
        SaleTerms terms = SaleSample.terms("s", TakeStock.HOLD, 1);
        return new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                terms.window(),
                terms.order(),
                new PurchaseRules(10, HOLD_MILLIS / 1_000, TakeStock.HOLD, 100, 1_000),
                terms.currency(),
                terms.tiers());
    }
}
