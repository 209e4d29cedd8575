package dev.sluice.app;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.WriterLedger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The ledger of a process that hangs: it says nothing of itself any more, so that others take its sales. */
final class HangingLedger extends PassingLedger {
    private final CountDownLatch woken = new CountDownLatch(1);
    private volatile boolean silent;
    private volatile boolean commitsHang;

    HangingLedger(WriterLedger real) {
        super(real);
    }

    /** It hangs, but for what its writers do: of a process that was stopped, and of which they wake up first. */
    void fallSilent() {
        silent = true;
    }

    /** It hangs in the midst of its next commit. */
    void hangInCommit() {
        commitsHang = true;
        silent = true;
    }

    /** What hung in the midst of a commit goes on. It may find out only now that it was replaced. */
    void wake() {
        woken.countDown();
    }

    @Override
    public boolean renew(Duration lease, Duration alone, long load) {
        requireAwake();
        return super.renew(lease, alone, load);
    }

    @Override
    public List<Integer> lost(List<Integer> sales) {
        requireAwake();
        return super.lost(sales);
    }

    @Override
    public List<Integer> free(List<Integer> sales) {
        requireAwake();
        return super.free(sales);
    }

    @Override
    public void commit(Batch batch) {
        if (commitsHang) {
            try {
                woken.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a commit", e);
            }
        }
        super.commit(batch);
    }

    private void requireAwake() {
        if (silent) {
            throw new LedgerUnavailableException("hangs", null);
        }
    }
}
