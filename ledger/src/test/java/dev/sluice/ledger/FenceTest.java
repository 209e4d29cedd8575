package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.sale.Change;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Of an old and a new writer that meet in the middle of a commit, one wins and the other knows. */
final class FenceTest {
    private static final long MEETING_MILLIS = 200;

    private final LedgerPorts ledger = TestServer.ledger();
    private final SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);

    @Test
    void claimWaitsForTheCommitUnderWayAndSeesIt() throws Exception {
        Batch batch = sale.batch();
        ReservationState made = sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);
        try (Connection old = TestServer.database().dataSource().getConnection()) {
            old.setAutoCommit(false);
            Fence.pass(old, batch);
            ReservationInsert.unfenced(old, batch);

            CompletableFuture<SaleSample.Recording> claim = CompletableFuture.supplyAsync(sale::claim);
            assertWaits(claim);
            old.commit();

            assertThat(claim.get(2, TimeUnit.SECONDS).reservations).containsExactly(made);
        }
    }

    @Test
    void commitOfNewReservationsBehindAClaimIsRefused() throws Exception {
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);

        assertRefusedBehindAClaim(batch);
    }

    @Test
    void commitOfOtherChangesBehindAClaimIsRefused() throws Exception {
        ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
        Batch batch = sale.batch();
        sale.move(batch, held, ReservationStatus.CANCELLED);

        assertRefusedBehindAClaim(batch);
    }

    @Test
    void claimThatFailsInTheMiddleHasReplacedTheOldWriterNevertheless() {
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);
        assertThatThrownBy(() -> ledger.writer().claim(sale.number(), null)).isInstanceOf(NullPointerException.class);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(StaleEpochException.class);
    }

    private void assertRefusedBehindAClaim(Batch batch) throws Exception {
        SaleSample.Recording before = sale.claim();
        Batch old = new Batch(sale.number(), before.claim.epoch(), batch.decidedAtMillis());
        batch.made().forEach(old::accept);
        batch.moved().forEach(moved -> old.accept(new Change.Moved(moved)));
        try (Connection claiming = TestServer.connect();
                Statement statement = claiming.createStatement()) {
            claiming.setAutoCommit(false);
            statement.executeUpdate("UPDATE writer SET epoch = epoch + 1 WHERE sale = " + sale.number());

            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> sale.commit(old));
            assertWaits(commit);
            claiming.commit();

            assertThatThrownBy(() -> commit.get(2, TimeUnit.SECONDS)).hasCauseInstanceOf(StaleEpochException.class);
        }
        assertThat(sale.claim().reservations).isEqualTo(before.reservations);
    }

    private static void assertWaits(CompletableFuture<?> work) {
        assertThatThrownBy(() -> work.get(MEETING_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }
}
