package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;

/** A batch on its way into the ledger. The writer that handed it in may ask any time how it stands. */
final class Commit {
    private final Batch batch;
    private final Runnable whenOver;
    private Throwable failure;
    /** Published last, so that whoever sees it sees the failure. */
    private volatile boolean over;

    /** @param whenOver called once by the thread that committed; quick, and does not throw */
    Commit(Batch batch, Runnable whenOver) {
        this.batch = batch;
        this.whenOver = whenOver;
    }

    Batch batch() {
        return batch;
    }

    /** Whether the attempt to commit has ended. */
    boolean isOver() {
        return over;
    }

    /** Why it may not be durable; null if it is. Asked once it is over. */
    Throwable failure() {
        return failure;
    }

    /** @param cause null if the batch is durable */
    void end(Throwable cause) {
        failure = cause;
        over = true;
        whenOver.run();
    }
}
