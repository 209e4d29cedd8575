package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sales with their writers' threads, and ledgers that block, fail and come back. */
@Timeout(60)
final class LiveSaleTest {
    private static final EngineConfig SMALL = new EngineConfig(128, 16, 60_000, 1);
    private static final EngineConfig IMPATIENT = new EngineConfig(128, 16, 50, 600);
    private static final int MENDED = 10;
    private static final long HOUR_MILLIS = 3_600_000;

    private final TestClock clock = TestClock.runningFrom(SaleSample.NOW_MILLIS);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private final Sales sales = sales(SMALL);
    private final LiveSale sale = running(SaleSample.terms("s", TakeStock.HOLD, 1_000));

    @AfterEach
    void everythingAddsUp() {
        ledger.open();
        sales.close();
        long held = memory.reservations(sale.number()).stream()
                .filter(r -> r.status() == ReservationStatus.HELD)
                .mapToLong(r -> r.quantity())
                .sum();
        assertThat(memory.sales().getFirst().tiers().getFirst().held()).isEqualTo(held);
    }

    @Test
    void nothingLeavesWhileTheLedgerHasNotAnswered() {
        ledger.shut();
        submit(1, shopper(1).buys(1));
        Await.until("the commit began", () -> ledger.batches.size() == 1);
        submit(2, shopper(2).buys(1));
        submit(3, shopper(3).looks());
        assertThat(received.replies).isEmpty();
        ledger.open();
        Await.until("all answers", () -> received.replies.size() == 3);
        assertThat(ledger.batches).as("what gathered meanwhile is one batch").hasSize(2);
    }

    /**
     * While what settles a hold is being committed, its sale still shows the hold, and does not say what the buyer has: whoever looks at
     * the view, asks the writer where it shows anything, and reads the ledger then, finds the hold in one of them.
     */
    @Test
    void aHoldThatIsBeingSettledIsNeverNowhere() {
        submit(1, shopper(1).buys(1));
        Await.until("it is held", () -> answered(1));
        ledger.shut();
        submit(2, shopper(1).cancels());
        Await.until("the commit began", () -> ledger.batches.size() == 2);
        Command.FindByBuyer mine =
                new Command.FindByBuyer(new UUID(0, 1), new ReservationIds().buyer(sale.number(), "user1"));
        submit(3, mine);

        assertThat(answered(3)).isFalse();
        assertThat(sale.view().tiers().getFirst().held()).isEqualTo(1);
        assertThat(stored(shopper(1))).isEqualTo(ReservationStatus.HELD);

        ledger.open();
        Await.until("it is answered", () -> answered(3));
        assertThat(received.answers(3).getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Listed.class,
                        listed -> assertThat(listed.reservations()).isEmpty());
        assertThat(stored(shopper(1))).isEqualTo(ReservationStatus.CANCELLED);
    }

    @Test
    void aQueueThatIsFullRefusesAtOnceAndLosesNothingItTook() {
        ledger.shut();
        submit(0, shopper(0).buys(1));
        Await.until("the commit began", () -> ledger.batches.size() == 1);
        for (int i = 1; i <= 16; i++) {
            submit(i, shopper(i).buys(1));
        }
        Await.until("a batch stands in line behind it", () -> sale.queued() == 0);
        int taken = 17;
        while (taken < 1_000 && offer(taken, shopper(taken).buys(1)) == Intake.TAKEN) {
            taken++;
        }
        assertThat(taken)
                .as("one is being committed, a batch is decided, the others wait")
                .isEqualTo(1 + 16 + 128);
        assertThat(offer(taken, shopper(taken).buys(1))).isEqualTo(Intake.FULL);
        ledger.open();
        Await.until("all that were taken are answered", () -> received.replies.size() == 145);
        assertThat(received.replies)
                .extracting(reply -> reply.to().value())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 144).boxed().toList());
    }

    @Test
    void aStalledLookForWhatIsSettledRefusesAtOnceAndIsForgivenWhenItEnds() {
        Sales impatient = sales(IMPATIENT);
        LiveSale stalling = impatient.create(SaleSample.terms("stalling", TakeStock.HOLD, 1_000));
        Shopper first = new Shopper(stalling.number(), "first");
        Shopper second = new Shopper(stalling.number(), "second");
        stalling.submit(new Envelope(new ReplyAddress(1), first.buys(1)));
        stalling.submit(new Envelope(new ReplyAddress(2), first.cancels()));
        Await.until("it is settled", () -> answered(2));
        ledger.shut();
        stalling.submit(new Envelope(new ReplyAddress(3), first.buys(1)));
        Await.until(
                "the stall is seen",
                () -> stalling.submit(new Envelope(new ReplyAddress(4), second.looks())) == Intake.UNAVAILABLE);
        ledger.open();
        Await.until(
                "the sale takes commands again",
                () -> stalling.submit(new Envelope(new ReplyAddress(5), second.buys(1))) == Intake.TAKEN);
        Await.until("both are answered", () -> answered(3) && answered(5));
        impatient.close();
    }

    @Test
    void aStalledCommitRefusesAtOnceAndIsForgivenWhenItEnds() {
        Sales impatient = sales(IMPATIENT);
        LiveSale stalling = impatient.create(SaleSample.terms("stalling", TakeStock.HOLD, 1_000));
        Shopper first = new Shopper(stalling.number(), "first");
        Shopper second = new Shopper(stalling.number(), "second");
        ledger.shut();
        stalling.submit(new Envelope(new ReplyAddress(1), first.buys(1)));
        Await.until(
                "the stall is seen",
                () -> stalling.submit(new Envelope(new ReplyAddress(2), second.looks())) == Intake.UNAVAILABLE);
        assertThat(stalling.state()).isEqualTo(State.RUNNING);
        ledger.open();
        Await.until(
                "the sale takes commands again",
                () -> stalling.submit(new Envelope(new ReplyAddress(3), second.buys(1))) == Intake.TAKEN);
        Await.until("both are answered", () -> answered(1) && answered(3));
        impatient.close();
    }

    @Test
    void aLedgerThatIsAwayMakesTheSaleRefuseAndItRecoversByItself() {
        ledger.beforeCommit(() -> memory.setUnavailable(true));
        submit(1, shopper(1).buys(1));
        Await.until("the loss is seen", () -> sale.state() == State.RECOVERING);
        assertThat(offer(2, shopper(2).buys(1))).isEqualTo(Intake.UNAVAILABLE);
        assertThat(received.replies).isEmpty();
        ledger.beforeCommit(() -> {});
        memory.setUnavailable(false);
        Await.until("the first is answered after all", () -> answered(1));
        Await.until("it takes commands again", () -> sale.state() == State.RUNNING);
        assertThat(memory.reservations(sale.number())).hasSize(1);
        assertThat(ledger.batches.getLast().epoch())
                .isGreaterThan(ledger.batches.getFirst().epoch());
    }

    @Test
    void commandsThatWaitDoNotMakeItHammerALedgerThatIsAway() {
        ledger.shut();
        submit(1, shopper(1).buys(1));
        Await.until("the commit began", () -> ledger.batches.size() == 1);
        submit(2, shopper(2).buys(1));
        memory.setUnavailable(true);
        int before = ledger.claimNanos.size();
        ledger.open();
        Await.until("three more claims", () -> ledger.claimNanos.size() >= before + 3);
        List<Long> nanos = ledger.claimNanos;
        long took = nanos.get(before + 2) - nanos.get(before);
        assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isGreaterThanOrEqualTo(149);
        memory.setUnavailable(false);
        Await.until("both are answered", () -> answered(1) && answered(2));
    }

    @Test
    void aWriterThatWasReplacedStopsAndItsSaleMayHaveAnybody() {
        UUID stranger = new UUID(1, 1);
        assertThat(sale.mayKnow(stranger)).isFalse();
        memory.claim(sale.number(), new SaleSample.Recording());
        submit(1, shopper(1).buys(1));
        Await.until("it stopped", () -> sale.state() == State.REPLACED);
        assertThat(offer(2, shopper(2).buys(1))).isEqualTo(Intake.UNAVAILABLE);
        assertThat(received.replies).isEmpty();
        assertThat(memory.reservations(sale.number())).isEmpty();
        assertThat(sale.mayKnow(stranger)).isTrue();
    }

    @Test
    void aSaleThatWasLostIsDecidedHereAgainOnceItIsTakenOver() {
        memory.claim(sale.number(), new SaleSample.Recording());
        submit(1, shopper(1).buys(1));
        Await.until("it stopped", () -> sale.state() == State.REPLACED);
        sale.start();
        Await.until("what was taken is decided", () -> answered(1));
        submit(2, shopper(2).buys(1));
        Await.until("it decides", () -> answered(2));
    }

    @Test
    void aRefusalByTheLedgersConstraintsStopsTheWriter() {
        stopsBroken(new LedgerRefusedException("a unit was given twice", null));
    }

    @Test
    void aDefectStopsTheWriter() {
        stopsBroken(new IllegalStateException("a defect, made by a test"));
    }

    @Test
    void anErrorOfTheMachineStopsTheWriterInsteadOfLeavingItForDead() {
        stopsBroken(new StackOverflowError("made by a test"));
    }

    @Test
    void aHoldExpiresByItselfWhenItsDeadlineComes() {
        submit(1, shopper(1).buys(1));
        Await.until("it is held", () -> answered(1));
        clock.advance(899_900);
        submit(2, new Command.Find(shopper(1).reservation()));
        Await.until("it expired", () -> stored(shopper(1)) == ReservationStatus.EXPIRED);
    }

    @Test
    void aSaleOpensByItselfWhenItsTimeComes() {
        SaleTerms day = SaleSample.terms("later", TakeStock.HOLD, 10);
        SaleTerms soon = new SaleTerms(
                day.id(),
                day.title(),
                "",
                new Window(clock.millis() + HOUR_MILLIS, clock.millis() + 2 * HOUR_MILLIS),
                day.order(),
                day.rules(),
                day.currency(),
                day.tiers());
        LiveSale later = running(soon);
        assertThat(later.view().status()).isEqualTo(SaleStatus.SCHEDULED);
        clock.advance(HOUR_MILLIS);
        Await.until("its view is open", () -> later.view().status() == SaleStatus.OPEN);
        assertThat(clock.millis()).isGreaterThanOrEqualTo(soon.window().opensAtMillis());
    }

    @Test
    void aSettledSaleLeavesMemoryAndComesBackWhenSomebodyAsks() {
        submit(1, shopper(1).buys(1));
        submit(2, shopper(1).cancels());
        submit(3, new Command.Close(new UUID(0, 1)));
        Await.until("it left memory", () -> sale.state() == State.IDLE);
        submit(4, shopper(1).looks());
        Await.until("it is answered", () -> answered(4));
        assertThat(received.answers(4).getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class,
                        found -> assertThat(found.state().status()).isEqualTo(ReservationStatus.CANCELLED));
    }

    @Test
    void onlySalesThatAreNotSettledAreLoadedAtTheStart() {
        LiveSale over = running(SaleSample.terms("over", TakeStock.HOLD, 5));
        over.submit(new Envelope(new ReplyAddress(9), new Command.Close(new UUID(0, 1))));
        Await.until("it is closed", () -> answered(9));
        sales.close();
        Sales restarted = sales(SMALL);
        restarted.open();
        assertThat(restarted.all()).extracting(LiveSale::state).containsOnly(State.IDLE);
        restarted.startWriters();
        Await.until("the open one runs", () -> restarted.find("s").state() == State.RUNNING);
        assertThat(restarted.find("over").state()).isEqualTo(State.IDLE);
        restarted.close();
    }

    @Test
    void whatWasTakenIsDecidedBeforeTheProcessEnds() {
        ledger.shut();
        submit(1, shopper(1).buys(1));
        Await.until("the commit began", () -> ledger.batches.size() == 1);
        for (int i = 2; i <= 50; i++) {
            submit(i, shopper(i).buys(1));
        }
        Thread closing = Thread.ofPlatform().start(sales::close);
        ledger.open();
        Await.until("it stopped", () -> !closing.isAlive());
        assertThat(received.replies)
                .extracting(reply -> reply.to().value())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(offer(51, shopper(51).buys(1))).isEqualTo(Intake.UNAVAILABLE);
    }

    /** Not while it is loaded, and not once it is: it never has two writers. */
    @Test
    void aBrokenSaleIsMendedOnceHoweverOftenThatIsAskedFor() {
        for (int round = 0; round < MENDED; round++) {
            CompletableFuture<Void> taken = new CompletableFuture<>();
            ledger.beforeCommit(() -> {
                taken.join();
                throw new IllegalStateException("a defect, made by a test");
            });
            submit(2 * round, shopper(round).buys(1));
            submit(2 * round + 1, shopper(round).looks());
            taken.complete(null);
            Await.until("it is broken", () -> sale.state() == State.BROKEN);
            ledger.beforeCommit(() -> {});

            int begun = 0;
            while (sale.state() == State.BROKEN) {
                begun += sale.mend() ? 1 : 0;
            }

            assertThat(begun).isEqualTo(1);
        }
    }

    private void stopsBroken(Throwable thrown) {
        ledger.beforeCommit(() -> {
            switch (thrown) {
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalArgumentException(thrown);
            }
        });
        submit(1, shopper(1).buys(1));
        Await.until("it stopped", () -> sale.state() == State.BROKEN);
        assertThat(offer(2, shopper(2).buys(1))).isEqualTo(Intake.BROKEN);
        assertThat(received.replies).isEmpty();
        assertThat(sale.trouble().why()).isEqualTo(thrown.getMessage());
        Await.until("it is told", () -> sales.troubled().contains(sale));
    }

    private Sales sales(EngineConfig config) {
        Ports ports = new Ports(ledger, _ -> new InProcessQueue(config.queueCapacity()), received, clock);
        return new Sales(memory, ports, config, Telemetry.NONE);
    }

    private LiveSale running(SaleTerms terms) {
        LiveSale made = sales.create(terms);
        Await.until("the sale runs", () -> made.state() == State.RUNNING);
        return made;
    }

    private Shopper shopper(int number) {
        return new Shopper(sale.number(), "user" + number);
    }

    private void submit(int replyTo, Command command) {
        assertThat(offer(replyTo, command)).isEqualTo(Intake.TAKEN);
    }

    private Intake offer(int replyTo, Command command) {
        return sale.submit(new Envelope(new ReplyAddress(replyTo), command));
    }

    private boolean answered(int replyTo) {
        return !received.answers(replyTo).isEmpty();
    }

    private ReservationStatus stored(Shopper shopper) {
        return memory.reservations(sale.number()).stream()
                .filter(r -> r.id().equals(shopper.reservation()))
                .map(r -> r.status())
                .findAny()
                .orElseThrow();
    }
}
