package dev.sluice.crowd.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What an open loop saw. Written by one thread, read by others after it ended. */
public final class PacedTally {
    private static final long MAX_NANOS = 60_000_000_000L;

    private final Map<Integer, Histogram> latencies = new TreeMap<>();
    private final Histogram lateness = new Histogram(MAX_NANOS, 3);
    private long sent;
    private long waited;
    private long unsent;
    private long errors;
    private int reconnects;

    PacedTally() {}

    /** @param lateNanos after its time */
    void sent(long lateNanos, boolean waitedForConnection) {
        sent++;
        waited += waitedForConnection ? 1 : 0;
        lateness.recordValue(Math.clamp(lateNanos, 0, MAX_NANOS));
    }

    void response(int status, long dueNanos, long nowNanos) {
        latencies
                .computeIfAbsent(status, _ -> new Histogram(MAX_NANOS, 3))
                .recordValue(Math.clamp(nowNanos - dueNanos, 0, MAX_NANOS));
    }

    void error() {
        errors++;
    }

    void reconnect() {
        reconnects++;
    }

    void unsent(long many) {
        unsent = many;
    }

    /** Responses with this status. */
    public long responses(int status) {
        Histogram latency = latencies.get(status);
        return latency == null ? 0 : latency.getTotalCount();
    }

    /** Responses by their status, lowest first. */
    public Map<Integer, Long> statuses() {
        Map<Integer, Long> statuses = new TreeMap<>();
        latencies.forEach((status, latency) -> statuses.put(status, latency.getTotalCount()));
        return statuses;
    }

    /** How long after their time {@code percent} of the responses with this status had come; 0 without any. */
    public long latencyNanos(int status, double percent) {
        Histogram latency = latencies.get(status);
        return latency == null ? 0 : latency.getValueAtPercentile(percent);
    }

    /** How long after their time {@code percent} of the requests were sent: what this client itself, or a lack of connections, adds to every latency. */
    public long latenessNanos(double percent) {
        return lateness.getValueAtPercentile(percent);
    }

    public long sent() {
        return sent;
    }

    /** Of those that were sent: how many waited since every connection had a request in flight. */
    public long waited() {
        return waited;
    }

    /** Requests whose time came and that were not sent when all was over. */
    public long unsent() {
        return unsent;
    }

    /** Requests that were sent and got no response. */
    public long errors() {
        return errors;
    }

    public int reconnects() {
        return reconnects;
    }
}
