package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A ledger whose calls a test sees, and can hold up or replace. Any thread may use it. */
final class ObservedLedger implements WriterLedger {
    /** Every batch that was to be committed, whatever became of it. */
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    /** When the sale was to be claimed, in {@link System#nanoTime}. */
    final List<Long> claimNanos = new CopyOnWriteArrayList<>();

    /** What was to be found each time. */
    final List<List<UUID>> asked = new CopyOnWriteArrayList<>();

    final MemoryLedger memory;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable beforeClaim = () -> {};

    ObservedLedger(MemoryLedger memory) {
        this.memory = memory;
    }

    /** Commits, and looks for what is settled, wait from here on. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Runs on the writer's thread before each commit; what it throws, the commit throws. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** The same before each claim. */
    void beforeClaim(Runnable action) {
        beforeClaim = action;
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        claimNanos.add(System.nanoTime());
        beforeClaim.run();
        return memory.claim(sale, reader);
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        asked.add(List.copyOf(ids));
        awaitGate();
        return memory.find(sale, ids);
    }

    @Override
    public void commit(Batch batch) {
        batches.add(batch);
        beforeCommit.run();
        awaitGate();
        memory.commit(batch);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
