package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The writer turn by turn, on the test's own thread. */
@Timeout(60)
final class SaleWriterTest {
    private static final long HOLD_MILLIS = 900_000;

    private final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private final List<SaleView> views = new ArrayList<>();
    private final SaleTerms terms = SaleSample.terms("s", TakeStock.HOLD, 3);
    private final int sale = memory.create(terms).number();
    private final Shopper ann = new Shopper(sale, "ann");
    private final Shopper bob = new Shopper(sale, "bob");
    private CommandQueue queue = new InProcessQueue(1_024);
    private SaleWriter writer = loadedWriter(ledger);

    @Test
    void releasesNothingBeforeItsCommit() {
        ledger.beforeCommit(() -> assertThat(received.replies).isEmpty());
        put(1, ann.buys(1));
        put(2, ann.looks());
        writer.turn(0);
        assertThat(ledger.batches).hasSize(1);
        assertThat(received.replies).extracting(reply -> reply.to().value()).containsExactly(1L, 2L);
    }

    @Test
    void refusalsAndReadingsAloneCommitNothing() {
        put(1, ann.buys(99));
        put(2, ann.looks());
        assertThat(writer.turn(0)).isTrue();
        assertThat(received.answers(1)).containsExactly(refused(ann, Rejection.LIMIT_EXCEEDED));
        assertThat(received.answers(2)).containsExactly(refused(ann, Rejection.NOT_FOUND));
        assertThat(ledger.batches).isEmpty();
    }

    @Test
    void aCommitThatWasNotWrittenIsDecidedAgain() {
        memory.failNextCommit(MemoryLedger.Fault.BEFORE);
        put(1, ann.buys(2));
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(received.replies).isEmpty();
        writer.load();
        writer.turn(0);
        assertThat(received.answers(1)).containsExactly(new Outcome.Reserved(stored(0), true));
        assertThat(lastView().tiers().getFirst().available()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundByItsId() {
        memory.failNextCommit(MemoryLedger.Fault.AFTER);
        put(1, ann.buys(2));
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        writer.load();
        writer.turn(0);
        assertThat(received.answers(1)).containsExactly(new Outcome.Reserved(stored(0), false));
        assertThat(memory.reservations(sale)).hasSize(1);
        assertThat(lastView().tiers().getFirst().available()).isEqualTo(1);
    }

    @Test
    void whatIsSettledIsFetchedOnceForABatchAndOnlyWhenSomebodyAsks() {
        put(1, ann.buys(1));
        put(2, bob.buys(1));
        put(3, ann.cancels());
        put(4, ann.buys(1));
        writer.turn(0);
        assertThat(received.answers(4)).containsExactly(new Outcome.Reserved(stored(0), false));
        clock.advance(HOLD_MILLIS);
        writer.turn(0);
        assertThat(ledger.asked).isEmpty();
        put(5, ann.buys(1));
        put(6, ann.looks());
        put(7, bob.cancels());
        put(8, new Shopper(sale, "cat").looks());
        writer.turn(0);
        assertThat(ledger.asked).hasSize(1);
        assertThat(ledger.asked.getFirst()).containsOnly(ann.reservation(), bob.reservation());
        assertThat(received.answers(5)).containsExactly(new Outcome.Reserved(stored(0), false));
        assertThat(received.answers(6)).containsExactly(new Outcome.Reserved(stored(0), false));
        assertThat(received.answers(7)).containsExactly(refused(bob, Rejection.NOT_CANCELLABLE));
        put(9, ann.looks());
        writer.turn(0);
        assertThat(ledger.asked).hasSize(2);
    }

    @Test
    void aLatePaymentFindsItsHoldAfterARestart() {
        put(1, ann.buys(2));
        put(2, new Command.OpenPayment(ann.reservation(), ann.buyer(), "sandbox", 0));
        writer.turn(0);
        clock.advance(HOLD_MILLIS);
        writer.turn(0);
        writer = loadedWriter(ledger);
        UUID payment = ReservationIds.payment(ann.reservation(), 1, 0);
        put(3, new Command.PaymentSucceeded(payment, "ref", 2 * SaleSample.PRICE, "CNY"));
        writer.turn(0);
        assertThat(stored(0).status()).isEqualTo(ReservationStatus.CONFIRMED);
        put(4, new Command.Refund(ann.reservation()));
        writer.turn(0);
        assertThat(memory.refundOrders(sale))
                .extracting(order -> order.payment().id())
                .containsExactly(payment);
        assertThat(lastView().tiers().getFirst().available()).isEqualTo(3);
    }

    @Test
    void aLedgerThatIsLostWhileFetchingIsAskedAgain() {
        put(1, ann.buys(1));
        put(2, ann.cancels());
        writer.turn(0);
        memory.setUnavailable(true);
        put(3, ann.looks());
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        memory.setUnavailable(false);
        writer.load();
        writer.turn(0);
        assertThat(received.answers(3)).containsExactly(new Outcome.Reserved(stored(0), false));
    }

    @Test
    void theQueueIsToldWhatItNeedNotKeepOnceThatIsAnswered() {
        ObservedQueue observed = new ObservedQueue();
        queue = observed;
        writer = loadedWriter(ledger);
        put(1, ann.looks());
        writer.turn(0);
        memory.failNextCommit(MemoryLedger.Fault.BEFORE);
        put(2, ann.buys(2));
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(observed.forgotten).containsExactly("1");
        writer.load();
        writer.turn(0);
        assertThat(observed.forgotten).containsExactly("1", "2");
    }

    @Test
    void whatWasUnderWayWhenTheSaleWasLoadedAgainIsDecidedAgain() {
        List<Commit> held = new ArrayList<>();
        SaleWriter waiting = loadedWriter(ledger, (_, commit) -> held.add(commit));
        put(1, ann.buys(1));
        assertThat(waiting.turn(0)).isTrue();
        waiting.load();
        held.getFirst().end(new StaleEpochException(sale, 1, null));
        assertThat(waiting.turn(0))
                .as("the batch of the old epoch is nobody's any more")
                .isTrue();
        assertThat(held).hasSize(2);
        memory.commit(held.getLast().batch());
        held.getLast().end(null);
        waiting.turn(0);
        assertThat(received.answers(1)).containsExactly(new Outcome.Reserved(stored(0), true));
    }

    @Test
    void aSecondBatchIsDecidedWhileTheFirstCommitsAndReleasedAfterIt() {
        List<Commit> held = new ArrayList<>();
        SaleWriter busy = loadedWriter(ledger, (_, commit) -> held.add(commit));
        put(1, ann.buys(1));
        busy.turn(0);
        put(2, bob.buys(1));
        for (int i = 3; i < 200; i++) {
            put(i, bob.looks());
        }
        busy.turn(0);
        assertThat(held).hasSize(2);
        held.get(1).end(null);
        assertThat(received.replies).as("the first is not durable yet").isEmpty();
        held.get(0).end(null);
        busy.turn(0);
        assertThat(received.replies).extracting(reply -> reply.to().value()).startsWith(1L, 2L, 3L);
    }

    @Test
    void eachLoadTakesANewEpochAndTheOldWriterIsRefused() {
        SaleWriter successor = loadedWriter(ledger);
        put(1, ann.buys(1));
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(StaleEpochException.class);
        assertThat(memory.reservations(sale)).isEmpty();
        put(2, bob.buys(1));
        successor.turn(0);
        assertThat(ledger.batches.getLast().epoch())
                .isEqualTo(ledger.batches.getFirst().epoch() + 1);
        assertThat(received.answers(2)).hasSize(1);
    }

    @Test
    void whatTheMerchantChangesIsCommittedAlone() {
        put(1, ann.buys(1));
        put(2, new Command.ChangeCapacity(new UUID(0, 1), 0, 5));
        put(3, new Command.Pause(new UUID(0, 2)));
        put(4, bob.buys(1));
        while (writer.turn(0)) {}
        assertThat(ledger.batches)
                .extracting(batch -> batch.made().size(), batch -> batch.saleState() != null)
                .containsExactly(tuple(1, false), tuple(0, true), tuple(0, true));
        assertThat(received.replies).extracting(reply -> reply.to().value()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(received.answers(4)).containsExactly(refused(bob, Rejection.PAUSED));
    }

    @Test
    void aBatchSaysHowFarTheQueueIsDecidedAndNotFurther() {
        put(1, ann.buys(1));
        put(2, new Command.ChangeCapacity(new UUID(0, 1), 0, 5));
        put(3, bob.buys(1));
        while (writer.turn(0)) {}
        assertThat(ledger.batches).extracting(Batch::position).containsExactly("", "", "3");
    }

    @Test
    void aQueueGoesOnWhereTheLastCommitLeftIt() {
        put(1, ann.buys(1));
        put(2, ann.looks());
        writer.turn(0);
        queue = new InProcessQueue(1_024);
        writer = loadedWriter(ledger);
        put(3, bob.buys(1));
        writer.turn(0);
        assertThat(ledger.batches).extracting(Batch::position).containsExactly("2", "3");
    }

    @Test
    void aSaleOpensByTheWritersClockToTheMillisecond() {
        long untilOpening = terms.window().opensAtMillis() - clock.millis();
        clock.advance(untilOpening - 1);
        writer = loadedWriter(ledger);
        put(1, ann.buys(1));
        writer.turn(0);
        assertThat(received.answers(1)).containsExactly(refused(ann, Rejection.NOT_OPEN));
        clock.advance(1);
        put(2, ann.buys(1));
        writer.turn(0);
        assertThat(received.answers(2)).containsExactly(new Outcome.Reserved(stored(0), true));
    }

    @Test
    void timeDoesNotRunBackwardsWithinASale() {
        put(1, ann.buys(1));
        writer.turn(0);
        clock.advance(-3_600_000);
        put(2, bob.buys(1));
        writer.turn(0);
        assertThat(stored(1).createdAtMillis()).isEqualTo(stored(0).createdAtMillis());
        writer = loadedWriter(ledger);
        put(3, new Shopper(sale, "cat").buys(1));
        writer.turn(0);
        assertThat(stored(2).createdAtMillis())
                .as("nor across a restart, or where another process takes over")
                .isEqualTo(stored(0).createdAtMillis());
        clock.advance(3_600_001);
        put(4, new Shopper(sale, "dan").looks());
        writer.turn(0);
        assertThat(lastView().status()).isEqualTo(SaleStatus.OPEN);
    }

    @Test
    void theViewOpensAndClosesWithoutACommandAndWithoutACommit() {
        clock.advance(terms.window().opensAtMillis() - 1 - clock.millis());
        writer = loadedWriter(ledger);
        writer.turn(0);
        assertThat(lastView().status()).isEqualTo(SaleStatus.SCHEDULED);
        clock.advance(1);
        assertThat(writer.turn(Long.MAX_VALUE)).isFalse();
        assertThat(lastView().status()).isEqualTo(SaleStatus.OPEN);
        clock.advance(terms.window().closesAtMillis() - clock.millis());
        assertThat(writer.turn(Long.MAX_VALUE)).isFalse();
        assertThat(lastView().status()).isEqualTo(SaleStatus.CLOSED);
        assertThat(ledger.batches).isEmpty();
    }

    @Test
    void holdsEndAtTheirDeadlineAndNotBefore() {
        put(1, ann.buys(3));
        writer.turn(0);
        clock.advance(HOLD_MILLIS - 1);
        assertThat(writer.turn(0)).isFalse();
        clock.advance(1);
        assertThat(writer.turn(Long.MAX_VALUE)).isTrue();
        assertThat(stored(0).status()).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(lastView().tiers().getFirst().available()).isEqualTo(3);
    }

    @Test
    void holdsKeepTheirDeadlineWhenAnotherWriterTakesOver() {
        put(1, ann.buys(3));
        writer.turn(0);
        clock.advance(HOLD_MILLIS - 1);
        writer = loadedWriter(ledger);
        assertThat(writer.turn(0)).isFalse();
        clock.advance(1);
        assertThat(writer.turn(0)).isTrue();
        assertThat(stored(0).status()).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void whoWatchesIsToldOfTheNextChangeOnce() {
        put(1, ann.buys(1));
        writer.turn(0);
        watch(2, ann, HOLD_MILLIS * 2);
        writer.turn(0);
        assertThat(received.updates(2)).isEmpty();
        put(3, ann.cancels());
        writer.turn(0);
        put(4, ann.cancels());
        writer.turn(0);
        assertThat(received.updates(2)).containsExactly(new Outcome.Reserved(stored(0), false));
        assertThat(stored(0).status()).isEqualTo(ReservationStatus.CANCELLED);
    }

    @Test
    void whoWatchesIsNotToldWhatTheyWereJustAnswered() {
        put(1, ann.buys(1));
        watch(2, ann, HOLD_MILLIS * 2);
        writer.turn(0);
        assertThat(received.updates(2)).isEmpty();
        clock.advance(HOLD_MILLIS);
        writer.turn(0);
        assertThat(received.updates(2)).hasSize(1);
    }

    @Test
    void whoWatchesIsToldOnceAlthoughTheirBatchWasDecidedTwice() {
        memory.failNextCommit(MemoryLedger.Fault.BEFORE);
        put(1, ann.buys(1));
        watch(2, ann, HOLD_MILLIS * 2);
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(LedgerUnavailableException.class);
        writer.load();
        writer.turn(0);
        put(3, ann.cancels());
        writer.turn(0);
        assertThat(received.updates(2)).hasSize(1);
    }

    @Test
    void whoeverStoppedWatchingIsNotTold() {
        put(1, ann.buys(1));
        watch(2, ann, 1_000);
        writer.turn(0);
        clock.advance(1_001);
        writer.turn(0);
        put(3, ann.cancels());
        writer.turn(0);
        assertThat(received.updates(2)).isEmpty();
    }

    @Test
    void aLedgerWhoseCountsAreNotItsRowsIsNotTrusted() {
        WriterLedger lying = new MiscountingLedger(memory);
        assertThatThrownBy(() -> loadedWriter(lying)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void onlyASaleThatIsOverAndIdleIsSettled() {
        put(1, ann.buys(1));
        writer.turn(0);
        clock.advance(terms.window().closesAtMillis() - clock.millis() - 1);
        writer.turn(0);
        assertThat(writer.isSettled()).isFalse();
        clock.advance(1);
        assertThat(writer.isSettled()).isTrue();
    }

    private SaleWriter loadedWriter(WriterLedger from) {
        return loadedWriter(from, new DirectCommits(from));
    }

    private SaleWriter loadedWriter(WriterLedger from, Commits commits) {
        SaleWriter made = new SaleWriter(
                sale,
                new Ports(from, _ -> queue, received, clock),
                queue,
                commits,
                EngineConfig.DEFAULT,
                Telemetry.NONE,
                (view, _) -> views.add(view),
                new StallWatch(500),
                new ToldRefusals(),
                () -> true);
        made.load();
        return made;
    }

    private void put(long replyTo, Command command) {
        assertThat(queue.offer(new Envelope(new ReplyAddress(replyTo), command)))
                .isTrue();
    }

    private void watch(int replyTo, Shopper shopper, long forMillis) {
        queue.offer(new Envelope(new ReplyAddress(replyTo), 0, shopper.looks(), clock.millis() + forMillis));
    }

    private SaleView lastView() {
        return views.getLast();
    }

    private ReservationState stored(int index) {
        return memory.reservations(sale).get(index);
    }

    private static Outcome refused(Shopper shopper, Rejection reason) {
        return new Outcome.Refused(shopper.reservation(), reason);
    }
}
