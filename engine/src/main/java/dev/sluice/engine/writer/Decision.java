package dev.sluice.engine.writer;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import java.util.List;
import java.util.UUID;

/**
 * What a writer decided at once, until it is durable and released: the commands, what came of them, and what that changed.
 *
 * @param envelopes in the order in which they were decided
 * @param replies an outcome for each of them
 * @param apart whether nothing was done with a command but what it says itself
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
        boolean apart,
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

    /** Whether things may have been done for others together with the commands, since these made them possible. */
    boolean servesOthers() {
        return !apart && !batch.moved().isEmpty();
    }

    /** What was done for whom, where that is one thing without a command: the id of a reservation, or {@link SetAside#KIND}. */
    UUID unaskedFor() {
        return batch.saleState() != null
                        || batch.draw() != null
                        || batch.room() != null
                        || batch.moved().isEmpty()
                ? SetAside.KIND
                : batch.moved().iterator().next().id();
    }

    /** Sorts its commands by whether it is certain that nothing came of them, durable or not. */
    void sort(List<Envelope> nothing, List<Envelope> unknown) {
        for (int i = 0; i < envelopes.size(); i++) {
            Envelope envelope = envelopes.get(i);
            boolean refused = envelope.command() instanceof Command.Reserve
                    && replies.get(i).outcome() instanceof Outcome.Refused;
            (refused || reads(envelope) ? nothing : unknown).add(envelope);
        }
    }

    /** Whether the command asks, and changes nothing. */
    static boolean reads(Envelope envelope) {
        return switch (envelope.command()) {
            case Command.Find _, Command.FindByBuyer _, Command.FindPayment _ -> true;
            case Command.FindEntry _, Command.FindDraw _ -> true;
            case Command.Enter _, Command.Withdraw _, Command.EnterSecret _, Command.EnterBeacon _ -> false;
            case Command.Join _, Command.Arrive _ -> false;
            case Command.Reserve _,
                    Command.Cancel _,
                    Command.OpenPayment _,
                    Command.PaymentSucceeded _,
                    Command.PaymentDeclined _,
                    Command.RefundSettled _,
                    Command.Refund _,
                    Command.Administer _ -> false;
        };
    }

    long nowMillis() {
        return batch.decidedAtMillis();
    }
}
