package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How far apart a sale's entries are. Each entry costs the gateway, Redis and the writer what does not depend on how many commands are in it; where
 * the answer takes long, nobody feels a part of that time spent on gathering more of them. So one command at a time is watched until its answer
 * comes, and entries are an eighth of that time apart, within bounds. Any thread may use it.
 */
final class Pace {
    /**
     * Whoever comes first goes at once; behind it, a gateway that could send each few commands alone would cost Redis much more than they gain.
     */
    static final long LEAST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Entries are this part of the time to an answer apart. */
    static final int PARTS = 8;

    /** One time counts for this part of what is known. */
    private static final int SMOOTHING = 4;

    /** What was not answered by then is not watched any more: it says nothing of what is usual. */
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Watched(long address, long request, long sentNanos) {
        boolean isAnsweredBy(Reply reply) {
            return reply.request() == request && reply.to().value() == address;
        }
    }

    private volatile Watched watched;
    private volatile long apartNanos = LEAST_NANOS;

    /** The time between two entries. */
    long apartNanos() {
        return apartNanos;
    }

    /** These are sent now, with addresses as this process gave them out. */
    void sent(List<Envelope> envelopes, long nowNanos) {
        Watched now = watched;
        if (now != null && nowNanos - now.sentNanos < GIVE_UP_NANOS) {
            return;
        }
        for (Envelope envelope : envelopes) {
            if (envelope.replyTo().value() >= 0) {
                watched = new Watched(envelope.replyTo().value(), envelope.request(), nowNanos);
                return;
            }
        }
    }

    /** These came, with addresses as this process gave them out. */
    void answered(List<Reply> replies, long nowNanos) {
        Watched now = watched;
        if (now == null) {
            return;
        }
        for (Reply reply : replies) {
            if (now.isAnsweredBy(reply)) {
                watched = null;
                took(nowNanos - now.sentNanos);
                return;
            }
        }
    }

    private void took(long nanos) {
        long wanted = Math.clamp(nanos / PARTS, LEAST_NANOS, MOST_NANOS);
        apartNanos += (wanted - apartNanos) / SMOOTHING;
    }
}
