package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.Change;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Units;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with what writers commit and claim. */
public abstract class LedgerContract {
    private LedgerPorts ledger;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    @BeforeEach
    void openLedger() {
        ledger = ledger();
    }

    @Test
    void claimReadsOutWhatWasCommitted() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10, 20);
        Batch first = sale.batch();
        ReservationState held = sale.make(first, "ann", 0, 2, ReservationStatus.HELD);
        ReservationState waiting = sale.make(first, "bob", 1, 3, ReservationStatus.WAITLISTED);
        ReservationState confirmed = sale.make(first, "çağ 票", 1, 4, ReservationStatus.CONFIRMED);
        PaymentState declined = sale.pay(first, held, 1, PaymentStatus.DECLINED);
        PaymentState paid = sale.pay(first, confirmed, 1, PaymentStatus.PAID);
        first.reach("17");
        sale.commit(first);
        Batch second = sale.batch();
        PaymentState pending = sale.pay(second, held, 2, PaymentStatus.PENDING);
        second.reach("18");
        sale.commit(second);

        SaleSample.Recording read = sale.claim();

        assertThat(read.sale).isEqualTo(sale.created());
        assertThat(read.reservations).containsExactly(held, waiting, confirmed);
        assertThat(read.payments).containsExactly(declined, pending);
        assertThat(ledger.writer().find(sale.number(), List.of(confirmed.id())))
                .containsExactly(new Settled(confirmed, List.of(paid)));
        assertThat(read.claim.position()).isEqualTo("18");
        assertCounts(read.claim.tiers().get(0), 2, 0, 0);
        assertCounts(read.claim.tiers().get(1), 0, 4, 1);
    }

    @Test
    void claimTellsOfWhoHasNothingOnlyWhoItIs() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
        List<ReservationStatus> ends = List.of(
                ReservationStatus.EXPIRED,
                ReservationStatus.CANCELLED,
                ReservationStatus.REJECTED,
                ReservationStatus.REFUNDED);
        List<ReservationState> made = ends.stream()
                .map(_ -> sale.make("ann", 0, 1, ReservationStatus.HELD))
                .toList();
        Batch batch = sale.batch();
        for (int i = 0; i < ends.size(); i++) {
            sale.move(batch, made.get(i), ends.get(i));
            sale.pay(batch, made.get(i), 1, PaymentStatus.DECLINED);
        }
        sale.commit(batch);
        ReservationState held = sale.make("bob", 0, 1, ReservationStatus.HELD);

        SaleSample.Recording read = sale.claim();

        assertThat(read.ended)
                .containsExactlyElementsOf(made.stream()
                        .map(r -> List.<Object>of(r.ordinal(), r.id(), r.buyer()))
                        .toList());
        assertThat(read.reservations).containsExactly(held);
        assertThat(read.payments).isEmpty();
    }

    @Test
    void amongManySalesThatAreClaimedTheDefectiveOneFailsAlone() {
        SaleSample first = SaleSample.in(ledger, TakeStock.HOLD, 10);
        SaleSample defective = SaleSample.in(ledger, TakeStock.HOLD, 10);
        SaleSample last = SaleSample.in(ledger, TakeStock.HOLD, 10);
        ReservationState ofFirst = first.make("ann", 0, 1, ReservationStatus.HELD);
        defective.make("ann", 0, 1, ReservationStatus.HELD);
        ReservationState ofLast = last.make("ann", 0, 2, ReservationStatus.HELD);
        RuntimeException defect = new IllegalStateException("a row that makes no sense");
        Claimed wellBefore = new Claimed(first.number(), new SaleSample.Recording());
        Claimed ill = new Claimed(defective.number(), new SaleSample.Recording() {
            @Override
            public void reservation(ReservationState state) {
                throw defect;
            }
        });
        Claimed missing = new Claimed(ReservationIds.MAX_SALE_NUMBER, new SaleSample.Recording());
        Claimed wellBehind = new Claimed(last.number(), new SaleSample.Recording());

        ledger.writer().claimAll(List.of(wellBehind, ill, missing, wellBefore));

        assertThat(ill.failure).isSameAs(defect);
        assertThat(missing.failure).isNotNull();
        assertThat(wellBefore.recording.claim.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(wellBefore.recording.reservations).containsExactly(ofFirst);
        assertThat(wellBehind.recording.claim.epoch()).isEqualTo(last.epoch() + 1);
        assertThat(wellBehind.recording.reservations).containsExactly(ofLast);
    }

    /** Whoever claims a sale beside others, and what became of it. */
    private static final class Claimed implements WriterLedger.Claimant {
        final SaleSample.Recording recording;
        final int sale;
        RuntimeException failure;

        Claimed(int sale, SaleSample.Recording recording) {
            this.sale = sale;
            this.recording = recording;
        }

        @Override
        public int sale() {
            return sale;
        }

        @Override
        public WriterLedger.Reader reader() {
            return recording;
        }

        @Override
        public void claimed(WriterLedger.Claim claim) {
            recording.claim = claim;
        }

        @Override
        public void failed(RuntimeException why) {
            failure = why;
        }
    }

    @Test
    void settledReservationsAreFoundByTheirIdsAndByTheirPayments() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 20);
        SaleSample other = SaleSample.in(ledger, TakeStock.HOLD, 20);
        Batch first = sale.batch();
        ReservationState held = sale.make(first, "ann", 0, 1, ReservationStatus.HELD);
        ReservationState bought = sale.make(first, "bob", 0, 2, ReservationStatus.CONFIRMED);
        ReservationState late = sale.make(first, "çağ 票", 0, 3, ReservationStatus.HELD);
        ReservationState never = sale.make(first, "dan", 0, 1, ReservationStatus.CONFIRMED);
        PaymentState open = sale.pay(first, held, 1, PaymentStatus.PENDING);
        PaymentState declined = sale.pay(first, late, 1, PaymentStatus.DECLINED);
        PaymentState pending = sale.pay(first, late, 2, PaymentStatus.PENDING);
        PaymentState paid = sale.pay(first, bought, 1, PaymentStatus.PAID);
        sale.commit(first);
        Batch second = sale.batch();
        ReservationState rejected =
                sale.move(second, late, ReservationStatus.REJECTED, Rejection.SOLD_OUT, late.units());
        sale.commit(second);
        UUID stranger = UUID.randomUUID();
        List<UUID> ids = List.of(held.id(), bought.id(), declined.id(), pending.id(), open.id(), stranger, paid.id());

        assertThat(ledger.writer().find(sale.number(), ids))
                .containsExactlyInAnyOrder(
                        new Settled(bought, List.of(paid)), new Settled(rejected, List.of(declined, pending)));
        assertThat(ledger.writer().find(sale.number(), List.of(never.id())))
                .containsExactly(new Settled(never, List.of()));
        assertThat(ledger.writer().find(sale.number(), List.of(stranger))).isEmpty();
        assertThat(ledger.writer().find(other.number(), ids)).isEmpty();
    }

    @Test
    void unclaimedSaleHasNoPosition() {
        assertThat(SaleSample.in(ledger, TakeStock.HOLD, 1).claim().claim.position())
                .isEmpty();
    }

    @Test
    void everyClaimHasANewerEpoch() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 1);

        long before = sale.epoch();

        assertThat(sale.claim().claim.epoch()).isGreaterThan(before);
    }

    @Test
    void replacedWriterWritesNothing() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
        Batch made = sale.batch();
        sale.make(made, "ann", 0, 1, ReservationStatus.HELD);
        Batch changed = sale.batch();
        changed.accept(new Change.SaleChanged(sale.closed()));
        sale.claim();

        assertThatThrownBy(() -> sale.commit(made)).isInstanceOf(StaleEpochException.class);
        assertThatThrownBy(() -> sale.commit(changed)).isInstanceOf(StaleEpochException.class);

        SaleSample.Recording read = sale.claim();
        assertThat(read.reservations).isEmpty();
        assertThat(read.sale).isEqualTo(sale.created());
    }

    @Test
    void batchesOfSeveralSalesAreWrittenTogether() {
        List<SaleSample> sales = List.of(
                SaleSample.in(ledger, TakeStock.HOLD, 10),
                SaleSample.in(ledger, TakeStock.HOLD, 10, 5),
                SaleSample.in(ledger, TakeStock.PAYMENT, 3));
        ReservationState old = sales.get(1).make("ann", 1, 1, ReservationStatus.HELD);
        Batch made = sales.get(0).batch();
        sales.get(0).make(made, "ann", 0, 1, ReservationStatus.HELD);
        sales.get(0).make(made, "bob", 0, 2, ReservationStatus.WAITLISTED);
        made.reach("7");
        Batch moved = sales.get(1).batch();
        sales.get(1).move(moved, old, ReservationStatus.CANCELLED);
        Batch paid = sales.get(2).batch();
        sales.get(2).make(paid, "ann", 0, 3, ReservationStatus.CONFIRMED);

        assertThat(ledger.writer().commitAll(List.of(made, moved, paid))).containsOnlyNulls();

        SaleSample.Recording first = sales.get(0).claim();
        assertThat(first.reservations)
                .extracting(ReservationState::status)
                .containsExactly(ReservationStatus.HELD, ReservationStatus.WAITLISTED);
        assertThat(first.claim.position()).isEqualTo("7");
        assertCounts(first.claim.tiers().getFirst(), 1, 0, 1);
        assertCounts(sales.get(1).claim().claim.tiers().getLast(), 0, 0, 0);
        assertCounts(sales.get(2).claim().claim.tiers().getFirst(), 0, 3, 0);
    }

    @Test
    void batchThatIsRefusedTakesNoOtherSaleWithIt() {
        List<SaleSample> sales = List.of(
                SaleSample.in(ledger, TakeStock.HOLD, 10),
                SaleSample.in(ledger, TakeStock.HOLD, 1),
                SaleSample.in(ledger, TakeStock.HOLD, 10),
                SaleSample.in(ledger, TakeStock.HOLD, 10));
        List<Batch> batches = sales.stream().map(SaleSample::batch).toList();
        for (int i = 0; i < sales.size(); i++) {
            sales.get(i).make(batches.get(i), "ann", 0, 2, ReservationStatus.HELD);
        }
        sales.get(2).claim();

        List<RuntimeException> failures = ledger.writer().commitAll(batches);

        assertThat(failures.get(0)).isNull();
        assertThat(failures.get(1)).isInstanceOf(LedgerRefusedException.class);
        assertThat(failures.get(2)).isInstanceOf(StaleEpochException.class);
        assertThat(failures.get(3)).isNull();
        assertThat(sales).extracting(sale -> sale.claim().reservations.size()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void batchThatSellsOneUnitTooManyIsRefusedWhole() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 3, ReservationStatus.HELD);
        sale.make(batch, "bob", 0, 3, ReservationStatus.HELD);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);

        SaleSample.Recording read = sale.claim();
        assertThat(read.reservations).isEmpty();
        assertCounts(read.claim.tiers().getFirst(), 0, 0, 0);
    }

    @Test
    void unitsCanBeFreedAndGivenInOneBatch() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 3);
        ReservationState held = sale.make("ann", 0, 3, ReservationStatus.HELD);
        ReservationState waiting = sale.make("bob", 0, 2, ReservationStatus.WAITLISTED);
        Batch batch = sale.batch();
        ReservationState offered = sale.move(batch, waiting, ReservationStatus.HELD);
        ReservationState made = sale.make(batch, "cem", 0, 1, ReservationStatus.HELD);
        ReservationState expired = sale.move(batch, held, ReservationStatus.EXPIRED);

        sale.commit(batch);

        assertThat(sale.stored()).containsExactly(expired, offered, made);
        assertCounts(sale.claim().claim.tiers().getFirst(), 3, 0, 0);
    }

    @Test
    void confirmedUnitsAreSoldAndRefundedOnesComeBack() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.ORDER, 3);
        ReservationState held = sale.make("ann", 0, 3, ReservationStatus.HELD);
        Batch confirm = sale.batch();
        ReservationState confirmed = sale.move(confirm, held, ReservationStatus.CONFIRMED);
        sale.pay(confirm, held, 1, PaymentStatus.PAID);
        sale.commit(confirm);
        assertCounts(sale.claim().claim.tiers().getFirst(), 0, 3, 0);
        Batch refund = sale.batch();
        ReservationState refunded = sale.move(refund, confirmed, ReservationStatus.REFUNDED);
        PaymentState due = sale.pay(refund, held, 1, PaymentStatus.REFUND_DUE);

        sale.commit(refund);

        SaleSample.Recording read = sale.claim();
        assertCounts(read.claim.tiers().getFirst(), 0, 0, 0);
        assertThat(ledger.writer().find(sale.number(), List.of(held.id())))
                .containsExactly(new Settled(refunded, List.of(due)));
    }

    @Test
    void someTicketsComeBackAndTheOthersStay() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);
        ReservationState held = sale.make("ann", 0, 3, ReservationStatus.HELD);
        Batch confirm = sale.batch();
        ReservationState confirmed = sale.move(confirm, held, ReservationStatus.CONFIRMED);
        sale.pay(confirm, held, 1, PaymentStatus.PAID);
        sale.commit(confirm);

        Batch first = sale.batch();
        ReservationState two = sale.takeBack(first, confirmed, 2);
        Charge.Part due = new Charge.Part(SaleSample.PRICE, false);
        PaymentState paid = sale.payInParts(first, held, SaleSample.inParts(held, ChargeStatus.KEPT, due), 1);
        sale.commit(first);
        SaleSample.Recording read = sale.claim();
        assertThat(read.reservations).containsExactly(two);
        assertCounts(read.claim.tiers().getFirst(), 0, 2, 0);
        assertThat(ledger.writer().find(sale.number(), List.of(paid.id())))
                .containsExactly(new Settled(two, List.of(paid)));

        Batch second = sale.batch();
        ReservationState one = sale.takeBack(second, two, 1);
        Charge.Part back = new Charge.Part(SaleSample.PRICE, true);
        PaymentState more = sale.payInParts(second, held, SaleSample.inParts(held, ChargeStatus.KEPT, back, due), 2);
        sale.commit(second);
        assertThat(ledger.writer().find(sale.number(), List.of(held.id())))
                .containsExactly(new Settled(one, List.of(more)));

        Batch last = sale.batch();
        ReservationState none = sale.move(last, one, ReservationStatus.REFUNDED);
        PaymentState all =
                sale.payInParts(last, held, SaleSample.inParts(held, ChargeStatus.REFUND_DUE, back, due, due), 3);
        sale.commit(last);
        assertCounts(sale.claim().claim.tiers().getFirst(), 0, 0, 0);
        assertThat(ledger.writer().find(sale.number(), List.of(held.id())))
                .containsExactly(new Settled(none, List.of(all)));
    }

    @Test
    void anOrderOfSeveralTiersIsCountedInEach() {
        SaleSample sale = SaleSample.mixed(ledger);
        Batch first = sale.batch();
        ReservationState held = sale.mix(first, "ann", ReservationStatus.HELD, 2, 2);
        ReservationState plain = sale.make(first, "bob", 0, 3, ReservationStatus.HELD);
        sale.commit(first);
        SaleSample.Recording read = sale.claim();
        assertThat(read.reservations).containsExactly(held, plain);
        assertCounts(read.claim.tiers().getFirst(), 5, 0, 0);
        assertCounts(read.claim.tiers().getLast(), 2, 0, 0);

        Batch tooMany = sale.batch();
        sale.make(tooMany, "cem", 1, 2, ReservationStatus.HELD);
        assertThatThrownBy(() -> sale.commit(tooMany)).isInstanceOf(LedgerRefusedException.class);
        sale.claim();

        // What is free in a tier is given in the same batch in which it comes free.
        Batch second = sale.batch();
        ReservationState confirmed = sale.move(second, held, ReservationStatus.CONFIRMED);
        sale.pay(second, held, 1, PaymentStatus.PAID);
        ReservationState expired = sale.move(second, plain, ReservationStatus.EXPIRED);
        sale.commit(second);
        Batch third = sale.batch();
        ReservationState kept = sale.takeBack(third, confirmed, 3);
        Charge.Part due = new Charge.Part(SaleSample.PRICE * 3 / 2, false);
        sale.payInParts(third, held, SaleSample.inParts(held, ChargeStatus.KEPT, due), 1);
        sale.commit(third);
        assertThat(kept.items()).isEqualTo(Units.of(2, 1));
        assertThat(sale.stored()).containsExactly(kept, expired);
        assertCounts(sale.claim().claim.tiers().getFirst(), 0, 2, 0);
        assertCounts(sale.claim().claim.tiers().getLast(), 0, 1, 0);
        Batch fourth = sale.batch();
        sale.mix(fourth, "dee", ReservationStatus.HELD, 3, 2);
        sale.commit(fourth);
        Batch last = sale.batch();
        sale.move(last, kept, ReservationStatus.REFUNDED);
        sale.payInParts(
                last,
                held,
                SaleSample.inParts(
                        held, ChargeStatus.REFUND_DUE, due, new Charge.Part(SaleSample.PRICE * 7 / 2, false)),
                2);
        sale.commit(last);
        assertCounts(sale.claim().claim.tiers().getFirst(), 3, 0, 0);
        assertCounts(sale.claim().claim.tiers().getLast(), 2, 0, 0);
    }

    /** As where a writer decides again what was lost. */
    @Test
    void whatIsBoughtPaidAndRefundedInPartInOneBatchIsKept() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);
        Batch batch = sale.batch();
        ReservationState held = sale.make(batch, "ann", 0, 3, ReservationStatus.HELD);
        ReservationState confirmed = sale.move(batch, held, ReservationStatus.CONFIRMED);
        ReservationState two = sale.takeBack(batch, confirmed, 3);
        Charge.Part back = new Charge.Part(SaleSample.PRICE, true);
        PaymentState paid = sale.payInParts(batch, held, SaleSample.inParts(held, ChargeStatus.KEPT, back), 1);

        sale.commit(batch);

        assertCounts(sale.claim().claim.tiers().getFirst(), 0, 2, 0);
        assertThat(ledger.writer().find(sale.number(), List.of(held.id())))
                .containsExactly(new Settled(two, List.of(paid)));
    }

    @Test
    void everyChargeOfAPaymentIsKeptInItsOrder() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 3);
        ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
        Batch wrong = sale.batch();
        Charge other = new Charge("z ch!1", 7, "EUR", ChargeStatus.REFUND_DUE, SaleSample.NOW_MILLIS + 1);
        PaymentState due = sale.pay(wrong, held, 1, other);
        sale.commit(wrong);
        assertThat(sale.claim().payments).containsExactly(due);

        Batch right = sale.batch();
        ReservationState confirmed = sale.move(right, held, ReservationStatus.CONFIRMED);
        Charge back = new Charge("z ch!1", 7, "EUR", ChargeStatus.REFUNDED, SaleSample.NOW_MILLIS + 1);
        PaymentState paid = sale.pay(right, held, 1, back, SaleSample.charge(held, "a ch", ChargeStatus.KEPT));
        sale.commit(right);

        assertThat(ledger.writer().find(sale.number(), List.of(paid.id())))
                .containsExactly(new Settled(confirmed, List.of(paid)));
    }

    @Test
    void reasonOfARefusalIsKept() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.PAYMENT, 3);
        Batch first = sale.batch();
        ReservationState ann = sale.make(first, "ann", 0, 1, ReservationStatus.HELD);
        ReservationState bob = sale.make(first, "bob", 0, 1, ReservationStatus.HELD);
        ReservationState refusedAtOnce = sale.move(first, ann, ReservationStatus.REJECTED, Rejection.SOLD_OUT);
        sale.commit(first);
        assertThat(sale.stored()).containsExactly(refusedAtOnce, bob);
        Batch second = sale.batch();
        ReservationState refusedLater = sale.move(second, bob, ReservationStatus.REJECTED, Rejection.SOLD_OUT);

        sale.commit(second);

        assertThat(sale.stored()).containsExactly(refusedAtOnce, refusedLater);
    }

    @Test
    void stockTakenAtPaymentLimitsWhatIsSoldNotWhatIsHeld() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.PAYMENT, 2);
        ReservationState ann = sale.make("ann", 0, 2, ReservationStatus.HELD);
        ReservationState bob = sale.make("bob", 0, 2, ReservationStatus.HELD);
        Batch annPays = sale.batch();
        sale.move(annPays, ann, ReservationStatus.CONFIRMED);
        sale.commit(annPays);
        Batch bobPays = sale.batch();
        sale.move(bobPays, bob, ReservationStatus.CONFIRMED);

        assertThatThrownBy(() -> sale.commit(bobPays)).isInstanceOf(LedgerRefusedException.class);

        assertCounts(sale.claim().claim.tiers().getFirst(), 0, 2, 0);
    }

    @Test
    void ordinalIsGivenOnce() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);
        sale.commit(batch);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);

        assertThat(sale.claim().reservations).hasSize(1);
    }

    @Test
    void reservationOfATierThatIsNotThereIsRefused() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);

        assertThatThrownBy(() -> sale.make("ann", 1, 1, ReservationStatus.HELD))
                .isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void moveOfAReservationThatIsNotThereIsRefused() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
        ReservationState never = sale.make(sale.batch(), "ann", 0, 1, ReservationStatus.HELD);
        Batch batch = sale.batch();
        sale.move(batch, never, ReservationStatus.CANCELLED);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void capacityBelowWhatIsTakenIsRefused() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
        sale.make("ann", 0, 4, ReservationStatus.HELD);
        SaleState created = sale.created();
        Batch batch = sale.batch();
        batch.accept(new Change.SaleChanged(
                new SaleState(created.number(), created.terms().withCapacity(0, 3), false, false, 2)));

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void moreCapacityGoesToThoseWhoWaitInTheSameBatch() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 0);
        ReservationState waiting = sale.make("ann", 0, 4, ReservationStatus.WAITLISTED);
        SaleState created = sale.created();
        Batch batch = sale.batch();
        sale.move(batch, waiting, ReservationStatus.HELD);
        batch.accept(new Change.SaleChanged(
                new SaleState(created.number(), created.terms().withCapacity(0, 4), false, false, 2)));

        sale.commit(batch);

        assertCounts(sale.claim().claim.tiers().getFirst(), 4, 0, 0);
    }

    private static void assertCounts(TierState tier, long held, long sold, int waiting) {
        assertThat(List.of(tier.held(), tier.sold(), (long) tier.waiting()))
                .containsExactly(held, sold, (long) waiting);
    }
}
