package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoadingTest {
    /** Claims that are under way at once. */
    private static final int LOADERS = 4;

    private final Gated ledger = new Gated();
    private final Map<Integer, Long> rows = new ConcurrentHashMap<>();
    private final Loading loading = new Loading(ledger, sale -> rows.getOrDefault(sale, 1L));
    private final List<CompletableFuture<WriterLedger.Claim>> claims = new ArrayList<>();

    @AfterEach
    void open() {
        ledger.gate.countDown();
    }

    @Test
    void whatWaitsIsClaimedTogether() {
        occupyLoaders();
        claim(5, 6, 7, 8, 9);

        awaitClaims();

        assertThat(laterGroups()).containsExactly(List.of(5, 6, 7, 8, 9));
        assertThat(claims).extracting(CompletableFuture::join).doesNotContainNull();
    }

    @Test
    void saleThatSomebodyAsksForGoesToTheFront() {
        occupyLoaders();
        claim(5, 6, 7);

        loading.hurry(7);
        loading.hurry(99);
        awaitClaims();

        assertThat(laterGroups()).containsExactly(List.of(7, 5, 6));
    }

    @Test
    void largeSaleIsReadAlone() {
        rows.put(6, 1_000_000L);
        occupyLoaders();
        claim(5, 6, 7);

        awaitClaims();

        assertThat(laterGroups()).containsExactlyInAnyOrder(List.of(5), List.of(6), List.of(7));
    }

    @Test
    void saleThatCannotBeClaimedFailsAlone() {
        RuntimeException defect = new IllegalStateException("rows that make no sense");
        ledger.failures.put(6, defect);
        occupyLoaders();
        claim(5, 6, 7);

        awaitClaims();

        assertThatThrownBy(() -> claims.get(LOADERS + 1).join()).hasCause(defect);
        assertThat(claims.get(LOADERS).join()).isNotNull();
        assertThat(claims.get(LOADERS + 2).join()).isNotNull();
    }

    @Test
    void nobodyBehindAnErrorIsLeftWaiting() {
        ledger.errorsUpTo = LOADERS;
        occupyLoaders();
        claim(5, 6);

        awaitClaims();

        assertThat(claims.subList(0, LOADERS))
                .allSatisfy(claim -> assertThatThrownBy(claim::join).hasRootCauseInstanceOf(StackOverflowError.class));
        assertThat(claims.subList(LOADERS, claims.size()))
                .extracting(CompletableFuture::join)
                .doesNotContainNull();
        claim(7);
        assertThat(claims.getLast().join()).isNotNull();
    }

    @Test
    void claimThatTheLedgerForgetsFails() {
        ledger.forgotten = 5;
        claim(5);

        awaitClaims();

        assertThatThrownBy(() -> claims.getFirst().join()).hasCauseInstanceOf(IllegalStateException.class);
    }

    /** A group that fails for what one of them has is claimed one by one. */
    @Test
    void saleThatLetsItsWholeGroupFailFailsAlone() {
        ledger.poisonous = 6;
        occupyLoaders();
        claim(5, 6, 7);

        awaitClaims();

        assertThatThrownBy(() -> claims.get(LOADERS + 1).join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(claims.get(LOADERS).join()).isNotNull();
        assertThat(claims.get(LOADERS + 2).join()).isNotNull();
    }

    /** One that is too slow to be read together with others does not keep them for ever. */
    @Test
    void behindAGroupThatIsLostTheNextIsSmaller() {
        ledger.unavailableUpTo = LOADERS;
        occupyLoaders();
        claim(IntStream.rangeClosed(5, 24).toArray());

        awaitClaims();

        assertThat(laterGroups().getFirst()).hasSize(1);
        assertThat(laterGroups())
                .extracting(List::size)
                .anySatisfy(size -> assertThat(size).isGreaterThan(1));
    }

    /** Each has one claim, and waits. */
    private void occupyLoaders() {
        for (int sale = 1; sale <= LOADERS; sale++) {
            int busy = sale;
            claim(sale);
            Await.until(busy + " loaders are busy", () -> ledger.groups.size() == busy);
        }
    }

    private void claim(int... sales) {
        for (int sale : sales) {
            CompletableFuture<WriterLedger.Claim> claim = new CompletableFuture<>();
            claims.add(claim);
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    claim.complete(loading.claim(sale, null));
                } catch (RuntimeException e) {
                    claim.completeExceptionally(e);
                }
            });
            Await.until(
                    "the claim of " + sale + " stands in line",
                    () -> claim.isDone() || waiting.getState() == Thread.State.WAITING);
        }
    }

    private void awaitClaims() {
        ledger.gate.countDown();
        Await.until("all claims are over", () -> claims.stream().allMatch(CompletableFuture::isDone));
    }

    /** What was claimed together after the first of each loader. */
    private List<List<Integer>> laterGroups() {
        return ledger.groups.subList(LOADERS, ledger.groups.size());
    }

    /** Waits at its gate, and then grants every claim, or fails as it is told to. */
    private static final class Gated implements WriterLedger {
        final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
        final Map<Integer, RuntimeException> failures = new ConcurrentHashMap<>();
        final CountDownLatch gate = new CountDownLatch(1);
        /** Groups that begin with a sale up to these fail. */
        int errorsUpTo;

        int unavailableUpTo;
        int forgotten;
        /** Every group that it is in fails with a defect. */
        int poisonous;

        @Override
        public void claimAll(List<? extends Claimant> claimants) {
            groups.add(claimants.stream().map(Claimant::sale).toList());
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            fail(claimants.getFirst().sale());
            if (claimants.stream().anyMatch(one -> one.sale() == poisonous)) {
                throw new IllegalStateException("of what one of them has");
            }
            claimants.stream().filter(one -> one.sale() != forgotten).forEach(this::tell);
        }

        private void fail(int first) {
            if (first <= errorsUpTo) {
                throw new StackOverflowError("of a defect");
            }
            if (first <= unavailableUpTo) {
                throw new LedgerUnavailableException("away", null);
            }
        }

        private void tell(Claimant claimant) {
            RuntimeException failure = failures.get(claimant.sale());
            if (failure == null) {
                claimant.claimed(new Claim(1, "", List.of(), 0));
            } else {
                claimant.failed(failure);
            }
        }

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
    }
}
