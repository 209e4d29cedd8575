package dev.sluice.engine.port;

import java.util.List;

/** The commands of one sale, in the order in which they will be decided. Many put in, one takes out. */
public interface CommandQueue {
    /** Puts a command last. False if the queue is full; then nothing happened. */
    boolean offer(Envelope envelope);

    /** Moves up to {@code max} commands, first come first, to the end of {@code batch}. Returns how many. */
    int drainTo(List<Envelope> batch, int max);

    /**
     * Where the queue stands after what was drained last: an opaque text of the queue's own, which it understands again in
     * {@link #resumeAfter}.
     */
    String position();

    /**
     * Everything up to this position is decided, is durable where it changed something, and was answered: it need not be kept.
     * Called by the one who takes out.
     */
    void forget(String position);

    /** Begins after a position that was committed; what lies before it need not be delivered again. */
    void resumeAfter(String position);

    /** Commands that wait, about. */
    int size();

    /**
     * Blocks the one who takes out until about so many commands wait, the time is over ({@code Long.MAX_VALUE} never is), or
     * {@link #wake} is called.
     */
    void await(long nanos, int commands);

    /** Ends an {@link #await} early: the one under way, or else the next. */
    void wake();
}
