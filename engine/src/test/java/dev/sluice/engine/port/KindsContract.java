package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.Change;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does for kinds of things beside the counted ones. */
public abstract class KindsContract {
    private LedgerPorts ledger;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    @BeforeEach
    void openLedger() {
        ledger = ledger();
    }

    @Test
    void packetAndItsSharesAreReadAsTheyWereWritten() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch batch = sale.batch();
        ReservationState ann = sale.grab(batch, "ann", 1);
        ReservationState bob = sale.grab(batch, "bob", 98);
        sale.commit(batch);
        Batch last = sale.batch();
        ReservationState cem = sale.grab(last, "cem", 1);

        sale.commit(last);

        SaleSample.Recording read = sale.claim();
        assertThat(read.sale).isEqualTo(sale.created());
        assertThat(read.reservations).containsExactly(ann, bob, cem);
        assertThat(read.claim.tiers().getFirst().sold()).isEqualTo(3);
    }

    @Test
    void shareThatLeavesTooLittleForThoseWhoFollowIsRefused() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch batch = sale.batch();
        sale.grab(batch, "ann", 99);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);

        assertThat(sale.claim().reservations).isEmpty();
    }

    @Test
    void shareOfNothingIsRefused() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch batch = sale.batch();
        sale.grab(batch, "ann", 0);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void sharesThatAreNotTheTotalAreRefused() {
        SaleSample sale = SaleSample.packet(ledger, 100, 2);
        Batch batch = sale.batch();
        sale.grab(batch, "ann", 50);
        sale.commit(batch);
        Batch last = sale.batch();
        sale.grab(last, "bob", 49);

        assertThatThrownBy(() -> sale.commit(last)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void moreSharesThanThereAreAreRefused() {
        SaleSample sale = SaleSample.packet(ledger, 100, 1);
        Batch batch = sale.batch();
        sale.grab(batch, "ann", 50);
        sale.grab(batch, "bob", 50);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void restReturnsAndIsReadAsItWasWritten() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch grab = sale.batch();
        sale.grab(grab, "ann", 60);
        sale.commit(grab);
        SaleState closed = returning(sale, 40);
        Batch close = sale.batch();
        close.accept(new Change.SaleChanged(closed));

        sale.commit(close);

        assertThat(sale.claim().sale).isEqualTo(closed);
        Batch late = sale.batch();
        sale.grab(late, "bob", 10);
        assertThatThrownBy(() -> sale.commit(late)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void restThatIsNotWhatIsLeftIsRefused() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch grab = sale.batch();
        sale.grab(grab, "ann", 60);
        sale.commit(grab);
        Batch close = sale.batch();
        close.accept(new Change.SaleChanged(returning(sale, 41)));

        assertThatThrownBy(() -> sale.commit(close)).isInstanceOf(LedgerRefusedException.class);

        assertThat(sale.claim().sale).isEqualTo(sale.created());
    }

    @Test
    void closedPacketIsSettledOnceItsRestHasReturned() {
        SaleSample sale = SaleSample.packet(ledger, 100, 3);
        Batch close = sale.batch();
        SaleState created = sale.created();
        close.accept(new Change.SaleChanged(
                new SaleState(created.number(), created.terms(), false, true, created.version() + 1)));
        sale.commit(close);
        assertThat(settled(sale)).isFalse();
        Batch emptied = sale.batch();
        emptied.accept(new Change.SaleChanged(returning(sale, 100)));

        sale.commit(emptied);

        assertThat(settled(sale)).isTrue();
    }

    @Test
    void seatsAndTheirMapAreReadAsTheyWereWritten() {
        SaleSample sale = SaleSample.hall(ledger);
        Batch batch = sale.batch();
        ReservationState ann = sale.sit(batch, "ann", 0, 1);
        ReservationState bob = sale.sit(batch, "bob", 7);

        sale.commit(batch);

        SaleSample.Recording read = sale.claim();
        assertThat(read.sale).isEqualTo(sale.created());
        assertThat(read.reservations).containsExactly(ann, bob);
        assertThat(read.claim.tiers().getFirst().held()).isEqualTo(3);
        assertThat(read.claim.tiers().getFirst().withheld()).isEqualTo(1);
    }

    @Test
    void seatThatSomebodyHasIsRefused() {
        SaleSample sale = SaleSample.hall(ledger);
        Batch first = sale.batch();
        sale.sit(first, "ann", 0, 1);
        sale.commit(first);
        Batch second = sale.batch();
        sale.sit(second, "bob", 1, 2);

        assertThatThrownBy(() -> sale.commit(second)).isInstanceOf(LedgerRefusedException.class);

        assertThat(sale.claim().reservations).hasSize(1);
    }

    @Test
    void seatThatIsGivenTwiceInOneBatchIsRefused() {
        SaleSample sale = SaleSample.hall(ledger);
        Batch batch = sale.batch();
        sale.sit(batch, "ann", 4);
        sale.sit(batch, "bob", 4);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void withheldSeatIsRefused() {
        SaleSample sale = SaleSample.hall(ledger);
        Batch batch = sale.batch();
        sale.sit(batch, "ann", 9);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void seatThatCameFreeCanBeGivenInTheSameBatch() {
        SaleSample sale = SaleSample.hall(ledger);
        Batch first = sale.batch();
        ReservationState ann = sale.sit(first, "ann", 3, 4);
        sale.commit(first);
        Batch batch = sale.batch();
        ReservationState expired = sale.move(batch, ann, ReservationStatus.EXPIRED);
        ReservationState bob = sale.sit(batch, "bob", 4);

        sale.commit(batch);

        assertThat(sale.stored()).containsExactly(expired, bob);
    }

    @Test
    void releasedSeatCanBeSold() {
        SaleSample sale = SaleSample.hall(ledger);
        SaleState created = sale.created();
        SaleTerms terms = created.terms();
        SeatedTerms released = ((SeatedTerms) terms.inventory()).with(Units.of(9), -1, SeatChange.RELEASE);
        Batch release = sale.batch();
        release.accept(new Change.SaleChanged(new SaleState(
                created.number(), terms.withInventory(terms.tiers(), released), false, false, created.version() + 1)));
        sale.commit(release);
        Batch batch = sale.batch();
        sale.sit(batch, "ann", 9);

        sale.commit(batch);

        assertThat(sale.claim().reservations).hasSize(1);
    }

    @Test
    void journeyWithItsTrainAndItsSeatsIsReadAsItWasWritten() {
        SaleSample sale = SaleSample.journey(ledger);
        Batch batch = sale.batch();
        ReservationState ann = sale.ride(batch, "ann", 0, 2, 2, 0, 1);
        ReservationState bob = sale.ride(batch, "bob", 2, 4, 1);
        sale.commit(batch);
        Batch number = sale.batch();
        ReservationState numbered = sale.move(number, bob, ReservationStatus.HELD, null, Units.of(1));

        sale.commit(number);

        SaleSample.Recording read = sale.claim();
        assertThat(read.sale).isEqualTo(sale.created());
        assertThat(read.reservations).containsExactly(ann, numbered);
        assertThat(read.claim.tiers().getFirst().held()).isEqualTo(6);
    }

    @Test
    void stretchesOfASeatThatOverlapAreRefused() {
        SaleSample sale = SaleSample.journey(ledger);
        Batch batch = sale.batch();
        sale.ride(batch, "ann", 0, 2, 1, 0);
        sale.ride(batch, "bob", 2, 4, 1, 0);
        sale.commit(batch);
        Batch both = sale.batch();
        sale.ride(both, "cem", 1, 3, 1, 0);

        assertThatThrownBy(() -> sale.commit(both)).isInstanceOf(LedgerRefusedException.class);

        assertThat(sale.claim().reservations).hasSize(2);
    }

    @Test
    void cancelledStretchCanBeSoldAgainInTheSameBatch() {
        SaleSample sale = SaleSample.journey(ledger);
        Batch first = sale.batch();
        ReservationState ann = sale.ride(first, "ann", 0, 3, 2, 0, 1);
        sale.commit(first);
        Batch batch = sale.batch();
        sale.move(batch, ann, ReservationStatus.CANCELLED);
        sale.ride(batch, "bob", 1, 4, 2, 1, 0);

        sale.commit(batch);

        assertThat(sale.claim().claim.tiers().getFirst().held()).isEqualTo(6);
    }

    @Test
    void hopWithMorePassengersThanSeatsIsRefusedWithoutNumbersToo() {
        SaleSample sale = SaleSample.journey(ledger);
        Batch batch = sale.batch();
        sale.ride(batch, "ann", 0, 2, 1);
        sale.ride(batch, "bob", 1, 3, 1);
        sale.commit(batch);
        Batch third = sale.batch();
        sale.ride(third, "cem", 1, 2, 1);

        assertThatThrownBy(() -> sale.commit(third)).isInstanceOf(LedgerRefusedException.class);
    }

    private boolean settled(SaleSample sale) {
        return ledger.catalogue().sales().stream()
                .filter(catalogued -> catalogued.sale().number() == sale.number())
                .findAny()
                .orElseThrow()
                .settled();
    }

    /** The sale, closed, after so much went back. */
    private static SaleState returning(SaleSample sale, long returned) {
        SaleState created = sale.created();
        SaleTerms terms = created.terms();
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        RedPacketTerms emptied = new RedPacketTerms(
                packet.total(), packet.shares(), packet.split(), packet.seedHigh(), packet.seedLow(), returned);
        return new SaleState(
                created.number(), terms.withInventory(terms.tiers(), emptied), false, true, created.version() + 1);
    }
}
