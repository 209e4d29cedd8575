package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests that were refused when somebody asked what became of them, and the units that come free afterwards. One unit is for sale. */
final class ToldRefusalsTest {
    private static final long GATEWAY = 1L << 32;
    private static final long OTHER_GATEWAY = 2L << 32;
    private static final Envelope AGAIN = new Envelope(
            new ReplyAddress(1), 1, new Command.Reserve(new UUID(1, 1), new UUID(2, 2), "ann", 0, 1), 0, true);

    private final TestClock clock = TestClock.standingAt(SaleSample.NOW_MILLIS + 1);
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private final int sale =
            ledger.create(SaleSample.terms("s", TakeStock.HOLD, 1)).number();
    private final InProcessQueue queue = new InProcessQueue(1_024);
    private final Received received = new Received();
    private final ToldRefusals told = new ToldRefusals();
    private final SaleWriter writer = writer();
    private final Shopper ann = new Shopper(sale, "ann");
    private final Shopper bob = new Shopper(sale, "bob");

    @Test
    void whatWasToldRefusedStaysSoWhoeverLooksAndWhateverComesFree() {
        buys(bob);
        assertThat(looksAgain(ann, GATEWAY)).isEqualTo(refused(ann, Rejection.SOLD_OUT));
        cancels(bob);

        assertThat(looksAgain(ann, OTHER_GATEWAY)).isEqualTo(refused(ann, Rejection.SOLD_OUT));
        assertThat(looksAgain(ann, GATEWAY)).isEqualTo(refused(ann, Rejection.SOLD_OUT));
        assertThat(ledger.reservations(sale)).hasSize(1);
    }

    @Test
    void itStaysSoForTheReasonThatWasToldFirst() {
        buys(bob);
        looksAgain(ann, GATEWAY);
        cancels(bob);
        put(GATEWAY, new Command.Pause(new UUID(0, 1)), false);

        assertThat(looksAgain(ann, OTHER_GATEWAY)).isEqualTo(refused(ann, Rejection.SOLD_OUT));
    }

    @Test
    void aPurchaseThatIsMadeAnewUnderTheSameKeyIsANewWishAndItsHoldIsFound() {
        buys(bob);
        looksAgain(ann, GATEWAY);
        cancels(bob);

        assertThat(buys(ann)).isEqualTo(ReservationStatus.HELD);
        assertThat(status(looksAgain(ann, OTHER_GATEWAY))).isEqualTo(ReservationStatus.HELD);
        cancels(ann);
        assertThat(status(looksAgain(ann, OTHER_GATEWAY))).isEqualTo(ReservationStatus.CANCELLED);
    }

    /** Nobody was told by it that the request came to nothing for good. */
    @Test
    void aPurchaseThatIsRefusedIsNotKept() {
        buys(bob);
        put(GATEWAY, ann.buys(1), false);
        cancels(bob);

        assertThat(status(looksAgain(ann, GATEWAY))).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatWasLostIsPutBackAsEver() {
        assertThat(status(looksAgain(ann, GATEWAY))).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatIsLoadedAgainForgetsNothingThatWasTold() {
        buys(bob);
        looksAgain(ann, GATEWAY);
        cancels(bob);
        writer.unload();
        writer.load();

        assertThat(looksAgain(ann, GATEWAY)).isEqualTo(refused(ann, Rejection.SOLD_OUT));
    }

    /** What it was decided behind came to nothing. */
    @Test
    void aRefusalThatWasNeverToldIsDecidedAnew() {
        ledger.inspectCommits(batch -> {
            if (batch.made().stream().anyMatch(made -> made.user().equals("bob"))) {
                throw new UnstorableException("made by a test", null);
            }
        });
        queue.offer(new Envelope(new ReplyAddress(GATEWAY), 0, bob.buys(1), 0));
        queue.offer(new Envelope(new ReplyAddress(OTHER_GATEWAY), 0, ann.buys(1), 0, true));
        assertThatThrownBy(() -> writer.turn(0)).isInstanceOf(UnstorableException.class);
        assertThat(told.find(again(ann))).as("as it was decided at first").isEqualTo(Rejection.SOLD_OUT);

        while (received.replies.size() < 2) {
            try {
                writer.load();
                while (writer.turn(0)) {}
            } catch (UnstorableException e) {
                assertThat(received.replies).isEmpty();
            }
        }

        assertThat(received.last(bob.reservation())).isEqualTo(refused(bob, Rejection.UNSTORABLE));
        assertThat(status(received.last(ann.reservation()))).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatWasDecidedAndIsNotToldYetIsDecidedTheSameWay() {
        told.decided(AGAIN, refused(Rejection.SOLD_OUT));
        assertThat(told.find(AGAIN)).isEqualTo(Rejection.SOLD_OUT);
        told.giveBack();
        assertThat(told.find(AGAIN)).isNull();
        told.released(AGAIN, refused(Rejection.PAUSED));
        told.giveBack();
        assertThat(told.find(AGAIN)).isEqualTo(Rejection.PAUSED);
    }

    @Test
    void whatMayYetSucceedAndWhatTheLedgerKnowsIsNotKept() {
        for (Rejection reason : Rejection.values()) {
            told.clear();
            told.released(AGAIN, refused(reason));
            boolean kept = reason.isDecided() && reason != Rejection.IDEMPOTENCY_KEY_REUSED;
            assertThat(told.find(AGAIN)).isEqualTo(kept ? reason : null);
        }
        assertThat(Rejection.values())
                .filteredOn(reason -> !reason.isDecided())
                .containsExactly(Rejection.TOO_SLOW, Rejection.UNREADABLE);
    }

    @Test
    void theOldestAreForgottenFirst() {
        for (int i = 0; i <= ToldRefusals.MAX_TOLD; i++) {
            UUID id = new UUID(0, i);
            told.released(again(id), new Outcome.Refused(id, Rejection.SOLD_OUT));
        }
        assertThat(told.find(again(new UUID(0, 0)))).isNull();
        assertThat(told.find(again(new UUID(0, 1)))).isEqualTo(Rejection.SOLD_OUT);
        assertThat(told.find(again(new UUID(0, ToldRefusals.MAX_TOLD)))).isEqualTo(Rejection.SOLD_OUT);
    }

    private SaleWriter writer() {
        SaleWriter made = new SaleWriter(
                sale,
                new Ports(ledger, _ -> queue, received, clock),
                queue,
                new DirectCommits(ledger),
                EngineConfig.DEFAULT,
                Telemetry.NONE,
                (_, _) -> {},
                new StallWatch(500),
                told,
                () -> true);
        made.load();
        return made;
    }

    private ReservationStatus buys(Shopper shopper) {
        return status(put(GATEWAY, shopper.buys(1), false));
    }

    private void cancels(Shopper shopper) {
        put(GATEWAY, shopper.cancels(), false);
    }

    /** As a look with a receipt does. */
    private Outcome looksAgain(Shopper shopper, long gateway) {
        return put(gateway, shopper.buys(1), true);
    }

    private Outcome put(long gateway, Command command, boolean again) {
        received.replies.clear();
        queue.offer(new Envelope(new ReplyAddress(gateway), 0, command, 0, again));
        while (writer.turn(0)) {}
        return received.answers(gateway).getFirst();
    }

    private static ReservationStatus status(Outcome outcome) {
        return ((Outcome.Reserved) outcome).state().status();
    }

    private static Envelope again(Shopper shopper) {
        return again(shopper.reservation());
    }

    private static Envelope again(UUID id) {
        return new Envelope(new ReplyAddress(1), 1, new Command.Reserve(id, id, "ann", 0, 1), 0, true);
    }

    private static Outcome refused(Rejection reason) {
        return new Outcome.Refused(AGAIN.command().id(), reason);
    }

    private static Outcome refused(Shopper shopper, Rejection reason) {
        return new Outcome.Refused(shopper.reservation(), reason);
    }
}
