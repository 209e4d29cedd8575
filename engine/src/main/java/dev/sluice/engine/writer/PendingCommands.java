package dev.sluice.engine.writer;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that a writer took from its queue and that are not decided yet, in order, and how far in the queue all is decided. Used by the
 * writer's thread.
 */
final class PendingCommands {
    private final CommandQueue queue;
    private final List<Envelope> pending = new ArrayList<>();

    /** So many of them, from the first, were decided before, and nobody knows whether that became durable. */
    private int doubtful;

    private String position = "";
    /**
     * Whether the queue was told where to begin. It is told once; later it, and {@link #pending}, know better than the ledger, until somebody else
     * may have decided.
     */
    private boolean resumed;

    private boolean takesMore = true;

    PendingCommands(CommandQueue queue) {
        this.queue = queue;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Commands that wait, here or in the queue. */
    int waiting() {
        return pending.size() + queue.size();
    }

    /** These were decided, and nobody knows whether that became durable: they are to be decided again, before all others. */
    void takeBack(List<Envelope> decided) {
        pending.addAll(0, decided);
        doubtful += decided.size();
    }

    /** From here on more is taken from the queue, until {@link #takeNoMore}. */
    void takeMore() {
        takesMore = true;
    }

    /** From here on nothing is taken from the queue. */
    void takeNoMore() {
        takesMore = false;
    }

    /** The ledger has all that was decided up to this position of the queue. */
    void resumeAfter(String committed) {
        if (!resumed) {
            queue.resumeAfter(committed);
            resumed = true;
        }
        position = committed;
    }

    /** Somebody else may take from the queue. */
    void leave() {
        resumed = false;
        queue.leave();
    }

    /** Those that are next, which wait until they are {@link #decided}: as many as there are, up to a limit. */
    List<Envelope> next(int limit) {
        queue.drainTo(pending, takesMore ? Math.max(0, limit - pending.size()) : 0);
        return first(Math.min(limit, pending.size()));
    }

    /** The first of those that were taken. */
    List<Envelope> first(int count) {
        return pending.subList(0, count);
    }

    /** So many of them are decided now, and do not wait any more. Returns these. */
    List<Envelope> decided(int count) {
        List<Envelope> decided = new ArrayList<>(first(count));
        first(count).clear();
        doubtful = Math.max(0, doubtful - count);
        return decided;
    }

    /** Up to where in the queue all is decided. */
    String position() {
        if (pending.isEmpty()) {
            position = queue.position();
        }
        return position;
    }

    /**
     * Gives up all that waits, and all that is under way, unless the queue keeps it. Returns that of which it is certain that nothing came of it. What
     * may be durable stays, and is decided again should this writer ever load the sale again.
     */
    List<Envelope> giveUp(UnderWay underWay) {
        if (queue.keeps()) {
            return List.of();
        }
        List<Envelope> nothing = new ArrayList<>();
        List<Envelope> unknown = new ArrayList<>();
        underWay.giveUp(nothing, unknown);
        first(doubtful).forEach(one -> (Decision.reads(one) ? nothing : unknown).add(one));
        nothing.addAll(pending.subList(doubtful, pending.size()));
        pending.clear();
        doubtful = 0;
        takeBack(unknown);
        queue.drainTo(nothing, Integer.MAX_VALUE);
        return nothing;
    }
}
