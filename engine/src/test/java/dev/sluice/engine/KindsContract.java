package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.Change;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does for kinds of things beside the counted ones. */
public abstract class KindsContract {
    private Ledger ledger;

    /** The ledger under test. It may have other sales already. */
    protected abstract Ledger ledger();

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

    private boolean settled(SaleSample sale) {
        return ledger.sales().stream()
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
