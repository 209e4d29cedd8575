package dev.sluice.engine.port;

import java.util.List;

/** The commands of one sale, in the order in which they will be decided. Many threads put in, one takes out. */
public interface CommandQueue {
    /** Puts a command last. False if the queue is full; then nothing happened. */
    boolean offer(Envelope envelope);

    /** Takes up to {@code max} commands out, the oldest first, and adds them to {@code batch}. Returns how many. */
    int drainTo(List<Envelope> batch, int max);

    /**
     * The position of the last command that was drained: a text that means nothing to others, and that
     * {@link #resumeAfter} understands.
     */
    String position();

    /**
     * Lets the queue drop everything up to this position: it is decided, answered, and durable where it changed something.
     * Called by the one who takes out.
     */
    void forget(String position);

    /** Begins behind a position that was committed. What lies before it need not be delivered again. */
    void resumeAfter(String position);

    /**
     * Nobody takes out here any more, until {@link #resumeAfter} is called again: somebody else may, elsewhere. What was not taken out yet is
     * not lost by it where somebody else can.
     */
    default void leave() {}

    /** Whether what was put in, and not forgotten since, is found by whoever resumes, here or in another process. */
    default boolean keeps() {
        return false;
    }

    /** About how many commands wait. */
    int size();

    /**
     * Blocks the one who takes out until about so many commands wait, the time is over, or {@link #wake} is called.
     *
     * @param nanos the time; {@code Long.MAX_VALUE} is never over
     */
    void await(long nanos, int commands);

    /** Ends an {@link #await} early: the one that blocks now, or otherwise the next. */
    void wake();
}
