package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.sale.Change;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Of an old and a new writer that meet in the middle of a commit, one wins and the other knows. */
final class FenceTest {
    private static final long MEETING_MILLIS = 200;
    private static final long PATIENCE_SECONDS = 60;

    private final LedgerPorts ledger = TestServer.ledger();
    private final SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);

    @Test
    void claimWaitsForTheCommitUnderWayAndSeesIt() throws Exception {
        Batch batch = sale.batch();
        ReservationState made = sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);
        try (Connection old = TestServer.database().dataSource().getConnection()) {
            old.setAutoCommit(false);
            Fence.pass(old, batch, stored());
            ReservationInsert.unfenced(old, batch);

            CompletableFuture<SaleSample.Recording> claim = CompletableFuture.supplyAsync(sale::claim);
            assertWaits(claim);
            old.commit();

            assertThat(claim.get(PATIENCE_SECONDS, TimeUnit.SECONDS).reservations)
                    .containsExactly(made);
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

    /** A failover lost the claim of this writer, and somebody else claimed with the same epoch. */
    @Test
    void anEpochThatIsGivenTwiceLetsOneWriterCommit() throws Exception {
        Batch batch = sale.batch();
        sale.make(batch, "ann", 0, 1, ReservationStatus.HELD);
        Batch other = sale.batch();
        ReservationState held = sale.make(other, "bob", 0, 1, ReservationStatus.HELD);
        Batch shared = sale.batch();
        sale.make(shared, "cem", 0, 1, ReservationStatus.HELD);
        sale.move(shared, held, ReservationStatus.CANCELLED);
        SaleSample neighbour = SaleSample.in(ledger, TakeStock.HOLD, 5);
        Batch innocent = neighbour.batch();
        neighbour.make(innocent, "dan", 0, 1, ReservationStatus.HELD);
        TestServer.execute("UPDATE writer SET nonce = nonce + 1 WHERE sale = " + sale.number());

        assertThatThrownBy(() -> ledger.writer().commit(batch)).isInstanceOf(StaleEpochException.class);
        assertThatThrownBy(() -> ledger.writer().commit(shared)).isInstanceOf(StaleEpochException.class);
        assertThat(ledger.writer().commitAll(List.of(innocent, other)))
                .satisfiesExactly(
                        first -> assertThat(first).isNull(),
                        second -> assertThat(second).isInstanceOf(StaleEpochException.class));
        assertThat(sale.claim().reservations).isEmpty();
    }

    /** The server that took over does not have the last commit. */
    @Test
    void aLedgerThatLostACommitIsNotCommittedTo() throws Exception {
        sale.make("ann", 0, 1, ReservationStatus.HELD);
        long before = TestServer.database().setBack();
        TestServer.execute("UPDATE writer SET commits = commits - 1 WHERE sale = " + sale.number());
        Batch batch = sale.batch();
        sale.make(batch, "bob", 0, 1, ReservationStatus.HELD);

        assertThatThrownBy(() -> sale.commit(batch)).isInstanceOf(LedgerUnavailableException.class);

        long epoch = sale.claim().claim.epoch();
        assertThat(TestServer.database().setBack()).isEqualTo(before + 1);
        assertThat(TestServer.database().lostCommits()).isPositive();
        assertThat(epoch).isGreaterThan(batch.epoch());
    }

    @Test
    void epochsOfAProcessGrowThoughTheLedgerLostSome() throws Exception {
        long epoch = sale.claim().claim.epoch();
        TestServer.execute("UPDATE writer SET epoch = 0 WHERE sale = " + sale.number());

        assertThat(sale.claim().claim.epoch()).isGreaterThan(epoch);
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

            assertThatThrownBy(() -> commit.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StaleEpochException.class);
        }
        assertThat(sale.claim().reservations).isEqualTo(before.reservations);
    }

    private Tenancy stored() throws Exception {
        String row = TestServer.query(
                "SELECT concat_ws(' ', epoch, nonce, commits) FROM writer WHERE sale = " + sale.number());
        String[] numbers = row.split(" ");
        return new Tenancy(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private static void assertWaits(CompletableFuture<?> work) {
        assertThatThrownBy(() -> work.get(MEETING_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }
}
