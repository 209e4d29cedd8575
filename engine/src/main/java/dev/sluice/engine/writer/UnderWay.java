package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.sale.SaleBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What was decided and is not released yet, in order. It releases what is durable, oldest first, and after a failure gives back the
 * commands that are to be decided again. Used by the writer's thread.
 */
final class UnderWay {
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final Watches watches = new Watches();
    private final ToldRefusals told;
    private final CommandQueue queue;
    private final Outcomes outcomes;
    private final Suspects suspects;
    private final Telemetry telemetry;
    private final SaleWriter.Desk desk;
    private final StallWatch stall;
    private final BooleanSupplier owns;
    private long committed;
    private volatile long decided;

    /**
     * @param told is told what was released
     * @param owns whether nobody else can own the sale just now
     */
    UnderWay(
            CommandQueue queue,
            Outcomes outcomes,
            Suspects suspects,
            Telemetry telemetry,
            SaleWriter.Desk desk,
            StallWatch stall,
            ToldRefusals told,
            BooleanSupplier owns) {
        this.queue = queue;
        this.outcomes = outcomes;
        this.suspects = suspects;
        this.telemetry = telemetry;
        this.desk = desk;
        this.stall = stall;
        this.told = told;
        this.owns = owns;
    }

    void add(Decision decision) {
        decisions.add(decision);
    }

    boolean isEmpty() {
        return decisions.isEmpty();
    }

    int size() {
        return decisions.size();
    }

    /** Null if there is none. */
    Decision oldest() {
        return decisions.peek();
    }

    /** Batches that became durable. */
    long commits() {
        return committed;
    }

    /** Commands whose outcomes were released. Any thread may ask. */
    long decided() {
        return decided;
    }

    /** All commands that are under way, in order. */
    List<Envelope> envelopes() {
        List<Envelope> all = new ArrayList<>();
        decisions.forEach(decision -> all.addAll(decision.envelopes()));
        return all;
    }

    /** Forgets what was decided, since it was on a book that may be wrong. Returns the commands, which are to be decided again. */
    List<Envelope> giveBack() {
        List<Envelope> again = envelopes();
        decisions.clear();
        told.giveBack();
        stall.end();
        return again;
    }

    /** Forgets what was decided, and sorts the commands by whether it is certain that nothing came of them. */
    void giveUp(List<Envelope> nothing, List<Envelope> unknown) {
        decisions.forEach(decision -> decision.sort(nothing, unknown));
        decisions.clear();
        told.giveBack();
        stall.end();
    }

    /**
     * Releases what is durable, oldest first. What needed no commit passed no fence, and is not told while somebody else may know better.
     *
     * @throws RuntimeException what the oldest failed by
     */
    void release(SaleBook book, KnownBuyers known) {
        while (!decisions.isEmpty() && decisions.element().isOver()) {
            Decision oldest = decisions.element();
            if (oldest.commit() != null && oldest.commit().failure() != null) {
                stall.end();
                throw failure(oldest.commit().failure());
            }
            if (oldest.commit() == null && !owns.getAsBoolean()) {
                throw new LedgerUnavailableException("the ledger did not say for too long who owns the sale", null);
            }
            decisions.remove();
            release(oldest, book, known);
        }
    }

    private void release(Decision durable, SaleBook book, KnownBuyers known) {
        stall.end();
        if (!decisions.isEmpty()) {
            stall.begin();
        }
        book.dismiss(durable.settlements());
        List<Reply> replies = durable.replies();
        int decided = replies.size();
        count(decided);
        suspects.passed(durable);
        if (durable.commit() != null) {
            committed++;
            telemetry.committed(decided, durable.batch().size(), System.nanoTime() - durable.startedNanos());
        }
        for (int i = 0; i < decided; i++) {
            Envelope envelope = durable.envelopes().get(i);
            watches.begin(envelope, replies.get(i).outcome());
            told.released(envelope, replies.get(i).outcome());
        }
        if (durable.view() != null) {
            desk.show(durable.view(), known, durable.batch());
        }
        for (Reply reply : replies) {
            telemetry.decided(reply.outcome());
        }
        telemetry.released(durable.batch(), replies);
        watches.collect(durable.batch(), durable.nowMillis(), replies);
        if (!replies.isEmpty()) {
            outcomes.publish(replies);
        }
        if (durable.position() != null) {
            queue.forget(durable.position());
        }
    }

    private void count(int more) {
        decided = decided + more; // by this thread alone
    }

    private static RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
