package dev.sluice.engine.writer;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import java.util.List;

/**
 * What a writer decided at once, until it is durable and released: the commands, what came of them, and what that changed.
 *
 * @param envelopes in the order in which they were decided
 * @param replies an outcome for each of them
 * @param unasked things that were done without a command
 * @param batch may be empty
 * @param settlements of the book, once all of this is decided: those up to here are durable with it
 * @param view how the sale looks afterwards; null if everybody knows that already
 * @param position of the queue, where everything up to it is decided with this; null where it is not
 * @param commit null if there is nothing to commit
 * @param startedNanos when it was handed to be committed, in {@link System#nanoTime}
 */
record Decision(
        List<Envelope> envelopes,
        List<Reply> replies,
        int unasked,
        Batch batch,
        long settlements,
        SaleView view,
        String position,
        Commit commit,
        long startedNanos) {

    boolean isOver() {
        return commit == null || commit.isOver();
    }

    long nowMillis() {
        return batch.decidedAtMillis();
    }
}
