package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerConflictException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerForbiddenException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that the ledger does not take, and ledgers that take nothing: who pays for it, and how often it is tried. */
@Timeout(60)
final class PoisonTest {
    private static final int CROWD = 500;
    private static final long HOLD_MILLIS = 900_000;

    private final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS + 1);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private final Sales sales = new Sales(
            memory,
            new Ports(ledger, _ -> new InProcessQueue(4_096), received, clock),
            EngineConfig.DEFAULT,
            Telemetry.NONE);
    private final LiveSale sale = sales.create(SaleSample.terms("s", TakeStock.HOLD, 10_000));

    @AfterEach
    void close() {
        ledger.open();
        sales.close();
    }

    static Stream<Function<String, LedgerException>> failuresOfOneCommand() {
        return Stream.of(
                what -> new UnstorableException(what, null),
                what -> new LedgerSlowException(what, null),
                what -> new UnexpectedLedgerException(what, null));
    }

    @ParameterizedTest
    @MethodSource("failuresOfOneCommand")
    void oneCommandThatIsNotTakenIsRefusedAndAllOthersAreDecided(Function<String, LedgerException> kind) {
        failAt(Set.of("user77"), kind);

        submitCrowd();

        Await.until("all are answered", () -> received.replies.size() == CROWD);
        Rejection expected = kind.apply("") instanceof LedgerSlowException ? Rejection.TOO_SLOW : Rejection.UNSTORABLE;
        assertThat(received.answers(77)).containsExactly(refused(77, expected));
        assertThat(memory.reservations(sale.number()))
                .hasSize(CROWD - 1)
                .allMatch(made -> made.status() == ReservationStatus.HELD);
        assertThat(ledger.claimNanos).as("loads").hasSizeLessThan(20);
        Await.until("it takes commands", () -> sale.state() == State.RUNNING);
    }

    @Test
    void severalThatAreNotTakenAreFoundOneAfterTheOther() {
        failAt(Set.of("user3", "user4", "user250", "user499"), what -> new UnstorableException(what, null));

        submitCrowd();

        Await.until("all are answered", () -> received.replies.size() == CROWD);
        for (int at : new int[] {3, 4, 250, 499}) {
            assertThat(received.answers(at)).containsExactly(refused(at, Rejection.UNSTORABLE));
        }
        assertThat(memory.reservations(sale.number())).hasSize(CROWD - 4);
    }

    @Test
    void answersKeepTheirOrderAroundTheOneThatIsRefused() {
        failAt(Set.of("user77"), what -> new UnstorableException(what, null));

        submitCrowd();

        Await.until("all are answered", () -> received.replies.size() == CROWD);
        assertThat(received.replies)
                .extracting(reply -> reply.to().value())
                .containsExactlyElementsOf(
                        IntStream.range(0, CROWD).mapToObj(i -> (long) i).toList());
    }

    @Test
    void whatWasRefusedOnceIsRefusedAgainWithoutAskingTheLedger() {
        failAt(Set.of("user1"), what -> new UnstorableException(what, null));
        submit(1);
        Await.until("it is refused", () -> !received.answers(1).isEmpty());
        int loads = ledger.claimNanos.size();

        for (int i = 0; i < 100; i++) {
            submit(1);
        }

        Await.until("all are refused", () -> received.answers(1).size() == 101);
        assertThat(received.answers(1)).containsOnly(refused(1, Rejection.UNSTORABLE));
        assertThat(ledger.claimNanos).hasSize(loads);
    }

    @Test
    void whatIsDueUnaskedAndNotTakenIsSetAsideAndCommandsGoOn() {
        submit(1);
        submit(2);
        Await.until("both are held", () -> received.replies.size() == 2);
        memory.inspectCommits(batch -> {
            if (batch.moved().stream().anyMatch(moved -> moved.status() == ReservationStatus.EXPIRED)) {
                throw new UnstorableException("an end, made to fail by a test", null);
            }
        });
        clock.advance(HOLD_MILLIS);

        for (int i = 10; i < 60; i++) {
            submit(i);
        }

        Await.until("commands are decided", () -> received.replies.size() == 52);
        assertThat(status(1)).isEqualTo(ReservationStatus.HELD);
        Await.until("both are aside", () -> sale.aside().size() == 2);
        memory.inspectCommits(_ -> {});
        clock.advance(60_000);
        Await.until("they end at last", () -> {
            sale.submit(new Envelope(new ReplyAddress(0), new Shopper(sale.number(), "nobody").looks()));
            return status(1) == ReservationStatus.EXPIRED && status(2) == ReservationStatus.EXPIRED;
        });
    }

    @Test
    void aLedgerThatTakesNothingIsNotLoadedFromAgainAndAgainWhateverItSays() {
        List<Function<String, LedgerException>> kinds = List.of(
                what -> new LedgerFullException(what, null),
                what -> new LedgerReadOnlyException(what, null),
                what -> new LedgerForbiddenException(what, null),
                what -> new LedgerUnavailableException(what, null),
                what -> new LedgerConflictException(what, null));
        int user = 0;
        for (Function<String, LedgerException> kind : kinds) {
            Await.until("it runs", () -> sale.state() == State.RUNNING);
            int before = ledger.claimNanos.size();
            memory.inspectCommits(_ -> {
                throw kind.apply("made by a test");
            });
            int asked = user++;
            submit(asked);
            Await.until("the fifth load", () -> ledger.claimNanos.size() >= before + 5);
            assertThat(Duration.ofNanos(ledger.claimNanos.get(before + 4) - ledger.claimNanos.get(before)))
                    .as("between the first and the fifth")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(740));
            assertThat(sale.state()).isEqualTo(State.RECOVERING);
            assertThat(offer(9_999)).isEqualTo(Intake.UNAVAILABLE);
            memory.inspectCommits(_ -> {});
            Await.until(
                    "it is answered after all", () -> !received.answers(asked).isEmpty());
        }
    }

    @Test
    void whoeverBringsOneAfterTheOtherThatIsNotTakenDoesNotKeepTheWriterLoading() {
        memory.inspectCommits(batch -> {
            throw new UnstorableException("made by a test", null);
        });
        long beganNanos = System.nanoTime();

        submitCrowd();

        Await.until("some are refused", () -> received.replies.size() >= 4);
        long millis = Duration.ofNanos(System.nanoTime() - beganNanos).toMillis();
        assertThat(ledger.claimNanos).as("loads in %d ms", millis).hasSizeLessThan(30 + (int) (millis / 50));
    }

    private void failAt(Set<String> users, Function<String, LedgerException> kind) {
        memory.inspectCommits(batch -> {
            if (batch.made().stream().anyMatch(made -> users.contains(made.user()))) {
                throw kind.apply("made by a test");
            }
        });
    }

    /** All at once, so that they are decided together. */
    private void submitCrowd() {
        Await.until("it runs", () -> sale.state() == State.RUNNING);
        ledger.shut();
        for (int i = 0; i < CROWD; i++) {
            submit(i);
        }
        ledger.open();
    }

    private void submit(int user) {
        Await.until("it is taken", () -> offer(user) == Intake.TAKEN);
    }

    private Intake offer(int user) {
        return sale.submit(new Envelope(new ReplyAddress(user), buys(user)));
    }

    private Command buys(int user) {
        return new Shopper(sale.number(), "user" + user).buys(1);
    }

    private Outcome refused(int user, Rejection reason) {
        return new Outcome.Refused(buys(user).id(), reason);
    }

    private ReservationStatus status(int user) {
        return memory.reservations(sale.number()).stream()
                .filter(made -> made.id().equals(buys(user).id()))
                .map(ReservationState::status)
                .findAny()
                .orElseThrow();
    }
}
