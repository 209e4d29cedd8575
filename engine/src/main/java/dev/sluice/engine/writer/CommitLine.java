package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerUnavailableException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The batches of one sale on their way to the ledger, in their order: one is being committed, the others wait. If a batch
 * fails, those behind it are not tried, since they were decided on top of it. Guarded by its {@link Committers}.
 */
final class CommitLine {
    final Queue<Commit> waiting = new ArrayDeque<>();
    /** Whether it stands in the committers' queue or one of its batches is being committed. */
    boolean busy;
    /** Whether its next batch shares no transaction, since one that it shared took too long. */
    boolean alone;
    /** Whether its last batch failed for what may be in it. Until one succeeds it waits for none but its like. */
    boolean suspect;
    /** What failed last, until batches of a newer epoch come. */
    private long failedEpoch = -1;

    boolean accepts(Batch batch) {
        return batch.epoch() > failedEpoch;
    }

    void fail(long epoch) {
        failedEpoch = Math.max(failedEpoch, epoch);
    }

    static LedgerUnavailableException notTried() {
        return new LedgerUnavailableException("the batch before it was not committed", null);
    }
}
