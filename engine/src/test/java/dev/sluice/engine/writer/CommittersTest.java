package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CommittersTest {
    private final Gated ledger = new Gated();
    private final Committers committers = new Committers(ledger, 1);
    private final List<Commit> commits = new ArrayList<>();

    @AfterEach
    void close() {
        ledger.gate.countDown();
        ledger.hanging.countDown();
        committers.close();
    }

    @Test
    void whatWaitsOfSeveralSalesSharesATransaction() {
        submit(new CommitLine(), batch(1, 1));
        Await.until("the first is under way", () -> ledger.groups.size() == 1);
        submit(new CommitLine(), batch(2, 1));
        submit(new CommitLine(), batch(3, 1));
        ledger.gate.countDown();
        awaitAll();
        assertThat(salesOfGroups()).containsExactly(List.of(1), List.of(2, 3));
        assertThat(commits).extracting(Commit::failure).containsOnlyNulls();
    }

    @Test
    void batchesThatTookTooLongTogetherAreTriedAlone() {
        submit(new CommitLine(), batch(1, 1));
        Await.until("the first is under way", () -> ledger.groups.size() == 1);
        ledger.slow = 3;
        submit(new CommitLine(), batch(2, 1));
        submit(new CommitLine(), batch(3, 1));
        submit(new CommitLine(), batch(4, 1));
        ledger.gate.countDown();
        awaitAll();
        assertThat(salesOfGroups()).containsExactly(List.of(1), List.of(2, 3, 4), List.of(2), List.of(3), List.of(4));
        assertThat(commits)
                .extracting(Commit::failure)
                .satisfiesExactly(
                        first -> assertThat(first).isNull(),
                        second -> assertThat(second).isNull(),
                        third -> assertThat(third).isInstanceOf(LedgerSlowException.class),
                        fourth -> assertThat(fourth).isNull());
    }

    /** There is one thread for all others. */
    @Test
    void aSaleThatTookTooLongKeepsNobodyWaitingAnyMore() {
        ledger.gate.countDown();
        CommitLine sick = new CommitLine();
        ledger.slow = 1;
        submit(sick, batch(1, 1));
        awaitAll();
        CountDownLatch hangs = new CountDownLatch(1);
        ledger.hanging = hangs;
        submit(sick, batch(1, 2));
        Await.until("it is tried again", () -> ledger.groups.size() == 2);

        submit(new CommitLine(), batch(2, 1));
        Await.until("the other sale is committed", () -> commits.getLast().isOver());

        assertThat(commits.get(1).isOver()).isFalse();
        ledger.slow = 0;
        hangs.countDown();
        awaitAll();
        submit(sick, batch(1, 2));
        awaitAll();
        assertThat(commits.getLast().failure()).isNull();
    }

    @Test
    void batchesOfOneSaleAreCommittedOneAfterTheOther() {
        CommitLine line = new CommitLine();
        for (int i = 0; i < 3; i++) {
            submit(line, batch(1, 1));
        }
        submit(new CommitLine(), batch(2, 1));
        ledger.gate.countDown();
        awaitAll();
        assertThat(ledger.groups)
                .allSatisfy(group -> assertThat(group).extracting(Batch::sale).doesNotHaveDuplicates());
        assertThat(ledger.groups.stream().flatMap(List::stream).filter(batch -> batch.sale() == 1))
                .containsExactly(
                        commits.get(0).batch(),
                        commits.get(1).batch(),
                        commits.get(2).batch());
    }

    /** However many batches of it wait: each comes after those of others that wait by then. */
    @Test
    void aHotSaleTakesTurnsWithTheOthers() {
        CommitLine hot = new CommitLine();
        for (int i = 0; i < 5; i++) {
            submit(hot, batch(1, 1));
        }
        Await.until("the first is under way", () -> ledger.groups.size() == 1);
        submit(new CommitLine(), batch(2, 1));
        ledger.gate.countDown();
        awaitAll();
        assertThat(salesOfGroups()).startsWith(List.of(1), List.of(2, 1)).hasSize(5);
    }

    @Test
    void whatComesAfterABatchThatFailedIsNotTriedUntilItsSaleIsClaimedAgain() {
        CommitLine line = new CommitLine();
        ledger.failing = 1;
        submit(line, batch(1, 1));
        submit(line, batch(1, 1));
        ledger.gate.countDown();
        awaitAll();
        submit(line, batch(1, 1));
        submit(line, batch(1, 2));
        awaitAll();
        assertThat(ledger.groups).hasSize(2);
        assertThat(commits.subList(0, 3))
                .extracting(Commit::failure)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(LedgerUnavailableException.class));
        assertThat(commits.get(3).failure()).isNull();
    }

    @Test
    void eachCommitTellsOnceThatItIsOver() {
        AtomicInteger told = new AtomicInteger();
        ledger.gate.countDown();
        committers.submit(new CommitLine(), new Commit(batch(1, 1), told::incrementAndGet));
        Await.until("it is over", () -> told.get() > 0);
        assertThat(told).hasValue(1);
    }

    @Test
    void nothingIsTakenOnceItIsClosed() {
        committers.close();
        submit(new CommitLine(), batch(1, 1));
        assertThat(commits.getFirst().failure()).isInstanceOf(LedgerUnavailableException.class);
        assertThat(ledger.groups).isEmpty();
    }

    private void submit(CommitLine line, Batch batch) {
        Commit commit = new Commit(batch, () -> {});
        commits.add(commit);
        committers.submit(line, commit);
    }

    private void awaitAll() {
        Await.until("all are over", () -> commits.stream().allMatch(Commit::isOver));
    }

    private List<List<Integer>> salesOfGroups() {
        return ledger.groups.stream()
                .map(group -> group.stream().map(Batch::sale).toList())
                .toList();
    }

    private static Batch batch(int sale, long epoch) {
        return new Batch(sale, epoch, 0);
    }

    /** Waits at its gate, and then writes nothing, or fails as often as it is told to. */
    private static final class Gated implements WriterLedger {
        final List<List<Batch>> groups = new CopyOnWriteArrayList<>();
        final CountDownLatch gate = new CountDownLatch(1);
        volatile int failing;
        /** The sale that takes too long, and what it waits for before. */
        volatile int slow;

        volatile CountDownLatch hanging = new CountDownLatch(0);

        @Override
        public Claim claim(int sale, Reader reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Settled> find(int sale, List<UUID> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RuntimeException> commitAll(List<Batch> batches) {
            groups.add(batches);
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (slow != 0 && batches.stream().anyMatch(batch -> batch.sale() == slow)) {
                awaitHanging();
                if (slow != 0) {
                    throw new LedgerSlowException("too slow", null);
                }
            }
            if (failing-- > 0) {
                throw new LedgerUnavailableException("away", null);
            }
            return Collections.nCopies(batches.size(), null);
        }

        private void awaitHanging() {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
