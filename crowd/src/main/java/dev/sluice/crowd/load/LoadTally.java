package dev.sluice.crowd.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one thread of a load saw. Written by that thread, read by others after it ended. */
public final class LoadTally {
    private static final long MAX_LATENCY_NANOS = 60_000_000_000L;

    private final long[] byStatus = new long[1000];
    private final Histogram latencyNanos = new Histogram(MAX_LATENCY_NANOS, 3);
    private final long startNanos;
    private long errors;
    private long reconnects;
    private long lastResponseNanos;

    /** @param startNanos {@link System#nanoTime()} when the load began */
    LoadTally(long startNanos) {
        this.startNanos = startNanos;
        lastResponseNanos = startNanos;
    }

    void response(int status, long startNanos, long endNanos) {
        byStatus[status]++;
        latencyNanos.recordValue(Math.min(endNanos - startNanos, MAX_LATENCY_NANOS));
        lastResponseNanos = endNanos;
    }

    /** A request that got no response. */
    void error() {
        errors++;
    }

    void reconnect() {
        reconnects++;
    }

    void add(LoadTally other) {
        for (int status = 0; status < byStatus.length; status++) {
            byStatus[status] += other.byStatus[status];
        }
        latencyNanos.add(other.latencyNanos);
        errors += other.errors;
        reconnects += other.reconnects;
        if (other.lastResponseNanos - lastResponseNanos > 0) {
            lastResponseNanos = other.lastResponseNanos;
        }
    }

    /** Responses by their status, lowest first, without those that never came. */
    public Map<Integer, Long> statuses() {
        Map<Integer, Long> statuses = new TreeMap<>();
        for (int status = 0; status < byStatus.length; status++) {
            if (byStatus[status] > 0) {
                statuses.put(status, byStatus[status]);
            }
        }
        return statuses;
    }

    public long responses() {
        return latencyNanos.getTotalCount();
    }

    /** The latency that {@code percent} of the responses did not exceed; 0 without responses. */
    public long latencyNanos(double percent) {
        return latencyNanos.getValueAtPercentile(percent);
    }

    public long errors() {
        return errors;
    }

    public long reconnects() {
        return reconnects;
    }

    /** From the start to the last response; 0 without one. */
    public long elapsedNanos() {
        return lastResponseNanos - startNanos;
    }
}
