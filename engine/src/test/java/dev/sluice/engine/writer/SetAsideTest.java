package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is due by itself and cannot be committed: it is passed over, and harms neither what else is due nor who asks. */
@Timeout(60)
final class SetAsideTest {
    private static final long HOLD_MILLIS = 900_000;
    private static final long AGAIN_MILLIS = 60_000;

    private final TestClock clock = TestClock.runningFrom(SaleSample.NOW_MILLIS + 1);
    private final MemoryLedger memory = new MemoryLedger(clock);
    private final ObservedLedger ledger = new ObservedLedger(memory);
    private final Received received = new Received();
    private final Sales sales = new Sales(
            memory,
            new Ports(ledger, _ -> new InProcessQueue(4_096), received, clock),
            EngineConfig.DEFAULT,
            Telemetry.NONE);
    private LiveSale sale;

    @AfterEach
    void close() {
        sales.close();
    }

    static Stream<Function<String, LedgerException>> failuresOfOneRow() {
        return Stream.of(
                what -> new UnstorableException(what, null),
                what -> new LedgerSlowException(what, null),
                what -> new UnexpectedLedgerException(what, null),
                what -> new LedgerRefusedException(what, null));
    }

    @ParameterizedTest
    @MethodSource("failuresOfOneRow")
    void anEndThatIsNotTakenIsSetAsideAndAllOthersEnd(Function<String, LedgerException> kind) {
        sell(terms(300, 0));
        buy(200);
        failAtMoves(Set.of(id(77)), ReservationStatus.EXPIRED, kind);
        clock.advance(HOLD_MILLIS);

        Await.until("the others end", () -> count(ReservationStatus.EXPIRED) == 199);
        Await.until("it is named", () -> sale.aside().equals(List.of(id(77))));
        assertThat(status(77)).isEqualTo(ReservationStatus.HELD);
        submit(new Shopper(sale.number(), "late").buys(1));
        Await.until("it sells", () -> count(ReservationStatus.HELD) == 2);
        assertThat(sale.state()).isEqualTo(State.RUNNING);
        assertThat(ledger.claimNanos).as("loads").hasSizeLessThan(25);

        memory.inspectCommits(_ -> {});
        clock.advance(AGAIN_MILLIS);
        Await.until("it ends, too", () -> status(77) == ReservationStatus.EXPIRED);
        Await.until("nothing is aside", () -> sale.aside().isEmpty());
    }

    @Test
    void whatFailsAgainIsTriedSeldomAndAlone() {
        sell(terms(300, 0));
        buy(20);
        failAtMoves(Set.of(id(3), id(9)), ReservationStatus.EXPIRED, what -> new UnstorableException(what, null));
        clock.advance(HOLD_MILLIS);
        Await.until("both are aside", () -> sale.aside().size() == 2);
        Await.until("the others end", () -> count(ReservationStatus.EXPIRED) == 18);
        int loads = ledger.claimNanos.size();

        for (int trial = 1; trial <= 3; trial++) {
            clock.advance(AGAIN_MILLIS * 4);
            int expected = loads + trial;
            Await.until("one is tried", () -> ledger.claimNanos.size() >= expected);
            Await.until(
                    "it runs",
                    () -> sale.state() == State.RUNNING && sale.aside().size() == 2);
        }
        assertThat(ledger.claimNanos.size() - loads).isLessThanOrEqualTo(4);
        memory.inspectCommits(_ -> {});
        clock.advance(AGAIN_MILLIS * 15);
        Await.until("one after the other ends", () -> count(ReservationStatus.EXPIRED) == 20);
    }

    @Test
    void anOfferThatIsNotTakenGoesToTheNextAndBlamesNobodyElse() {
        sell(terms(1, 5));
        buy(4);
        failAtMoves(Set.of(id(1)), ReservationStatus.HELD, what -> new LedgerRefusedException(what, null));

        submit(new Shopper(sale.number(), "user0").cancels());

        Await.until("it is cancelled", () -> status(0) == ReservationStatus.CANCELLED);
        Await.until("the next is offered it", () -> status(2) == ReservationStatus.HELD);
        assertThat(status(1)).isEqualTo(ReservationStatus.WAITLISTED);
        assertThat(sale.state()).isEqualTo(State.RUNNING);
        assertThat(received.last(id(0))).isInstanceOf(Outcome.Reserved.class);
        memory.inspectCommits(_ -> {});
        clock.advance(AGAIN_MILLIS);
        submit(new Shopper(sale.number(), "user2").cancels());
        Await.until("who was passed over comes first", () -> status(1) == ReservationStatus.HELD);
        assertThat(status(3)).isEqualTo(ReservationStatus.WAITLISTED);
    }

    @Test
    void aPauseThatEndsIsNotRefusedForAnOfferThatIsNotTaken() {
        sell(terms(1, 5));
        buy(3);
        submit(new Command.Pause(UUID.randomUUID()));
        submit(new Shopper(sale.number(), "user0").cancels());
        Await.until("it is cancelled", () -> status(0) == ReservationStatus.CANCELLED);
        failAtMoves(Set.of(id(1)), ReservationStatus.HELD, what -> new UnstorableException(what, null));
        Command resume = new Command.Resume(UUID.randomUUID());

        submit(resume);

        Await.until("the pause is over", () -> received.last(resume.id()) instanceof Outcome.Administered);
        Await.until("the next is offered it", () -> status(2) == ReservationStatus.HELD);
    }

    @Test
    void whatAKindDoesAtItsTimeIsSetAside() {
        SaleTerms counted = terms(5, 0);
        sell(new SaleTerms(
                "packet",
                "Packet",
                "",
                counted.window(),
                counted.order(),
                new PurchaseRules(1, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                List.of(new TierTerms("share", "Share", 0, 5)),
                new RedPacketTerms(500, 5, Split.UNIFORM_CUTS, 7, -8)));
        buy(2);
        memory.inspectCommits(batch -> {
            if (batch.saleState() != null) {
                throw new UnstorableException("a return, made to fail by a test", null);
            }
        });
        clock.advance(86_400_000);

        Await.until("it is named", () -> sale.aside().equals(List.of(SetAside.KIND)));
        submit(new Shopper(sale.number(), "user0").looks());
        Await.until("it answers", () -> received.replies.size() == 3);
        memory.inspectCommits(_ -> {});
        clock.advance(AGAIN_MILLIS);
        Await.until("it is done after all", () -> sale.aside().isEmpty());
    }

    @Test
    void whereNothingThatIsDueIsTakenCommandsGoOnAndLoadsAreFew() {
        sell(terms(2_000, 0));
        buy(500);
        memory.inspectCommits(batch -> {
            if (batch.moved().stream().anyMatch(moved -> moved.status() == ReservationStatus.EXPIRED)) {
                throw new UnstorableException("an end, made to fail by a test", null);
            }
        });
        clock.advance(HOLD_MILLIS);
        Await.until("some are aside", () -> sale.aside().size() >= 5);
        int loads = ledger.claimNanos.size();
        for (int i = 1_000; i < 1_200; i++) {
            int next = i;
            submit(new Shopper(sale.number(), "user" + next).buys(1));
            Await.until("it is decided", () -> received.last(id(next)) != null);
        }
        assertThat(ledger.claimNanos.size() - loads).as("loads meanwhile").isLessThan(8);
    }

    private void sell(SaleTerms terms) {
        sale = sales.create(terms);
        Await.until("it runs", () -> sale.state() == State.RUNNING);
    }

    private static SaleTerms terms(long capacity, int waitlist) {
        SaleTerms plain = SaleSample.terms("s", TakeStock.HOLD, capacity);
        return new SaleTerms(
                plain.id(),
                plain.title(),
                "",
                plain.window(),
                plain.order(),
                new PurchaseRules(10, (int) (HOLD_MILLIS / 1_000), TakeStock.HOLD, 100, waitlist),
                plain.currency(),
                plain.tiers());
    }

    private void buy(int users) {
        for (int i = 0; i < users; i++) {
            submit(new Shopper(sale.number(), "user" + i).buys(1));
        }
        Await.until("all are answered", () -> received.replies.size() == users);
    }

    private void submit(Command command) {
        Await.until("it is taken", () -> sale.submit(new Envelope(new ReplyAddress(1), command)) == Intake.TAKEN);
    }

    private void failAtMoves(Set<UUID> ids, ReservationStatus to, Function<String, LedgerException> kind) {
        Predicate<Batch> isBad =
                batch -> batch.moved().stream().anyMatch(moved -> ids.contains(moved.id()) && moved.status() == to);
        memory.inspectCommits(batch -> {
            if (isBad.test(batch)) {
                throw kind.apply("made by a test");
            }
        });
    }

    private UUID id(int user) {
        return new Shopper(sale.number(), "user" + user).reservation();
    }

    private ReservationStatus status(int user) {
        return memory.reservations(sale.number()).stream()
                .filter(made -> made.id().equals(id(user)))
                .map(ReservationState::status)
                .findAny()
                .orElseThrow();
    }

    private long count(ReservationStatus status) {
        return memory.reservations(sale.number()).stream()
                .filter(made -> made.status() == status)
                .count();
    }
}
