package dev.sluice.gateway.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much memory bodies may take that come in piece by piece, of all connections together. What comes whole, in one piece, as purchases
 * do, is read at once and takes none. Shared by all event loops; any thread may use it.
 */
public final class BodyRoom {
    private final long max;
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    /** @param max bytes */
    public BodyRoom(long max) {
        this.max = max;
    }

    /** Bytes that are taken now. */
    public long taken() {
        return taken.get();
    }

    /** Bodies for which there was no room, so far. */
    public long refused() {
        return refused.sum();
    }

    /** Of one request. */
    public Share share() {
        return new Share();
    }

    /** What one request takes of it. Used by its event loop. */
    public final class Share {
        private long bytes;
        private boolean over;

        private Share() {}

        /**
         * Takes more.
         *
         * @throws ProblemException if there is no room for that
         */
        void take(int more) {
            if (over) {
                return;
            }
            if (taken.addAndGet(more) > max) {
                taken.addAndGet(-more);
                refused.increment();
                throw new ProblemException(Problem.busy("too many long bodies come in at once"));
            }
            bytes += more;
        }

        /** Gives all of it back, and takes no more. */
        public void giveBack() {
            if (bytes > 0) { // all event loops write to the count, and purchases take nothing
                taken.addAndGet(-bytes);
                bytes = 0;
            }
            over = true;
        }
    }
}
