package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.PassingQueue;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.TakeStock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a sale that breaks or is lost: who is told that nothing happened, and who is not, since nobody knows. */
@Timeout(60)
final class TurnedAwayTest {
    private static final int BATCH = 16;
    private static final int ROUNDS = 50;
    private static final EngineConfig CONFIG = new EngineConfig(128, BATCH, 60_000, 600);

    private final TestClock clock = TestClock.runningFrom(SaleSample.NOW_MILLIS);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private volatile boolean keeps;
    private volatile BooleanSupplier offering = () -> true;
    private final Sales sales =
            new Sales(memory, new Ports(ledger, _ -> new Queue(), received, clock), CONFIG, Telemetry.NONE);
    private final LiveSale sale = sales.create(SaleSample.terms("s", TakeStock.HOLD, 1_000));

    /** One into which something is put when a test says so. */
    private final class Queue extends PassingQueue {
        Queue() {
            super(new InProcessQueue(128));
        }

        @Override
        public boolean offer(Envelope envelope) {
            Await.until("it may be put in", offering);
            return super.offer(envelope);
        }

        @Override
        public boolean keeps() {
            return keeps;
        }
    }

    @AfterEach
    void close() {
        ledger.open();
        sales.close();
    }

    @Test
    void whoWaitsInASaleThatBreaksIsToldUnlessItsPurchaseMayBeDurable() {
        commits(1);
        buy(2);
        submit(3, shopper(1).looks());
        submit(4, shopper(1).cancels());

        breaks();

        assertThat(received.away(NotQueued.BROKEN)).containsExactly(2L, 3L, 4L);
        assertThat(received.replies).isEmpty();
    }

    @Test
    void ofWhatIsInLineBehindACommitOnlyWhatChangesNothingIsToldOf() {
        commits(1);
        for (int i = 2; i < BATCH; i++) {
            buy(i);
        }
        submit(50, shopper(1).looks());
        submit(51, new Command.Reserve(shopper(2).reservation(), shopper(2).buyer(), "user2", 0, 2));
        Await.until("a batch stands in line", () -> sale.queued() == 0);
        buy(60);

        breaks();

        assertThat(received.away(NotQueued.BROKEN)).containsExactly(50L, 51L, 60L);
    }

    @Test
    void whatMayBeDurableSinceBeforeASaleWasLoadedAgainIsNotSaidToBeNothing() {
        commits(1);
        buy(2);
        memory.failNextCommit(MemoryLedger.Fault.AFTER);
        ledger.beforeClaim(() -> {
            throw new IllegalStateException("made by a test");
        });
        ledger.open();

        Await.until("who waited is told", () -> !received.away(NotQueued.BROKEN).isEmpty());
        assertThat(sale.state()).isEqualTo(State.BROKEN);
        assertThat(memory.reservations(sale.number())).as("is durable").hasSize(1);
        assertThat(received.away(NotQueued.BROKEN)).containsExactly(2L);
    }

    @Test
    void whoWaitsInASaleThatWasLostIsToldAndNothingOfTheirsHappensLater() {
        commits(1);
        buy(2);
        submit(3, shopper(1).looks());
        memory.claim(sale.number(), new SaleSample.Recording());
        ledger.open();

        Await.until("they are told", () -> received.away(NotQueued.AWAY).size() == 2);
        assertThat(received.away(NotQueued.AWAY)).containsExactly(2L, 3L);
        Await.until("it stopped", () -> sale.state() == State.REPLACED);
        sale.start();
        Await.until("what was under way is decided", () -> !received.answers(1).isEmpty());
        assertThat(memory.reservations(sale.number())).hasSize(1);
        assertThat(received.answers(2)).isEmpty();
    }

    @Test
    void whatAQueueKeepsIsDecidedLaterAndNobodyIsToldOtherwise() {
        keeps = true;
        commits(1);
        buy(2);

        refuseCommits();
        ledger.open();

        Await.until("it stopped", () -> sales.troubled().contains(sale));
        sales.close();
        assertThat(received.away).isEmpty();
    }

    @Test
    void whoComesInAtTheVeryEndIsToldAsWell() {
        comesInAtTheEnd(State.BROKEN, NotQueued.BROKEN, this::refuseCommits);
    }

    @Test
    void whoComesInWhenTheSaleIsLostIsToldAsWell() {
        comesInAtTheEnd(State.REPLACED, NotQueued.AWAY, () -> memory.claim(sale.number(), new SaleSample.Recording()));
    }

    /** However late: nobody's look waits for a writer that has gone, nor for the next one. */
    @Test
    void whoLooksAgainAndAgainWhileASaleBreaksIsToldEachTime() {
        int looks = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Await.until("it runs", () -> sale.state() == State.RUNNING);
            refuseCommits();
            buy(round);
            while (sale.submit(new Envelope(new ReplyAddress(ROUNDS), shopper(0).looks())) == Intake.TAKEN) {
                looks++;
            }
            int taken = looks;
            Await.until("each is answered or told", () -> received.replies.size() + away() == taken);
            assertThat(sale.state()).isEqualTo(State.BROKEN);
            memory.inspectCommits(_ -> {});
            assertThat(sale.mend()).isTrue();
        }
    }

    private int away() {
        return received.away(NotQueued.BROKEN).size();
    }

    private void comesInAtTheEnd(State end, NotQueued why, Runnable fault) {
        commits(1);
        Thread late = Thread.ofPlatform().unstarted(() -> {
            assertThat(sale.submit(new Envelope(new ReplyAddress(2), shopper(2).buys(1))))
                    .isEqualTo(Intake.TAKEN);
        });
        offering = () -> Thread.currentThread() != late || sale.state() == end;
        late.start();
        Await.until("it is about to be put in", () -> late.getState() == Thread.State.TIMED_WAITING);
        fault.run();
        ledger.open();

        Await.until("it is told", () -> received.away(why).equals(List.of(2L)));
        assertThat(memory.reservations(sale.number())).isEmpty();
    }

    /** Begins to buy, and waits until that is being committed, which takes as long as the ledger is shut. */
    private void commits(int user) {
        Await.until("it runs", () -> sale.state() == State.RUNNING);
        ledger.shut();
        buy(user);
        Await.until("the commit began", () -> ledger.batches.size() == 1);
    }

    private void refuseCommits() {
        memory.inspectCommits(_ -> {
            throw new LedgerRefusedException("made by a test", null);
        });
    }

    private void breaks() {
        refuseCommits();
        ledger.open();
        Await.until("somebody is told", () -> !received.away(NotQueued.BROKEN).isEmpty());
        assertThat(sale.state()).isEqualTo(State.BROKEN);
    }

    private void buy(int user) {
        submit(user, shopper(user).buys(1));
    }

    private void submit(int replyTo, Command command) {
        assertThat(sale.submit(new Envelope(new ReplyAddress(replyTo), command)))
                .isEqualTo(Intake.TAKEN);
    }

    private Shopper shopper(int number) {
        return new Shopper(sale.number(), "user" + number);
    }
}
