package dev.sluice.gateway.overload;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/**
 * A sale's writer in a time of its own: it takes all that waits, up to a batch, and answers it when its commit is durable. People come by
 * chance at a rate, whatever becomes of those before them.
 */
final class Counter {
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;
    private static final int MAX_BATCH = 4_096;

    private final Random random;
    private final SaleCrowd crowd;
    private final Deque<long[]> waiting = new ArrayDeque<>();
    private final Deque<long[]> batch = new ArrayDeque<>();
    private long nowNanos;
    private long batchEndsNanos = Long.MAX_VALUE;
    private long requests;
    private long came;
    private long turnedAway;
    private long[] waits = new long[1024];
    private int served;
    private int maxBatch = MAX_BATCH;

    /** What a commit of so many takes. */
    record Commits(long fixedNanos, long eachNanos, int mostEach) {
        Commits(long fixedNanos, long eachNanos) {
            this(fixedNanos, eachNanos, MAX_BATCH);
        }

        long nanos(long many) {
            return fixedNanos + many * eachNanos;
        }

        /** Served a second, at most, with commits of half a second at most. */
        double capacity() {
            long many = Math.min(mostEach, (SECOND / 2 - fixedNanos) / eachNanos);
            return (double) many * SECOND / nanos(many);
        }
    }

    /** What happened in a while. */
    record Seen(double servedPerSecond, double turnedAwayShare, double p50Millis, double p99Millis) {}

    /** @param crowd null to take in everybody */
    Counter(SaleCrowd crowd, long seed) {
        this.crowd = crowd;
        this.random = new Random(seed);
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Goes on for so long with people who come at this rate. */
    Seen run(double seconds, double ratePerSecond, Commits commits) {
        maxBatch = commits.mostEach;
        return run(seconds, ratePerSecond, commits::nanos);
    }

    Seen run(double seconds, double ratePerSecond, LongUnaryOperator commitNanos) {
        long began = nowNanos;
        long ends = nowNanos + (long) (seconds * SECOND);
        came = 0;
        turnedAway = 0;
        served = 0;
        long nextNanos = nowNanos + pause(ratePerSecond);
        while (Math.min(nextNanos, batchEndsNanos) < ends) {
            if (batchEndsNanos <= nextNanos) {
                nowNanos = batchEndsNanos;
                answer();
            } else {
                nowNanos = nextNanos;
                nextNanos += pause(ratePerSecond);
                come();
            }
            if (batch.isEmpty() && !waiting.isEmpty()) {
                take(commitNanos);
            }
        }
        nowNanos = ends;
        long[] sorted = Arrays.copyOf(waits, served);
        Arrays.sort(sorted);
        return new Seen(
                served * (double) SECOND / (ends - began),
                came == 0 ? 0 : (double) turnedAway / came,
                served == 0 ? 0 : sorted[served / 2] / (double) MILLI,
                served == 0 ? 0 : sorted[(int) (served * 0.99)] / (double) MILLI);
    }

    private long pause(double ratePerSecond) {
        return Math.max(1, (long) (-Math.log(1 - random.nextDouble()) * SECOND / ratePerSecond));
    }

    private void come() {
        came++;
        if (crowd != null && crowd.isFull(false)) {
            crowd.turnAway(random.nextDouble(), nowNanos);
            turnedAway++;
            return;
        }
        long request = ++requests;
        if (crowd != null) {
            crowd.entered(request, nowNanos);
        }
        waiting.add(new long[] {request, nowNanos});
    }

    private void take(LongUnaryOperator commitNanos) {
        while (batch.size() < maxBatch && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        batchEndsNanos = nowNanos + commitNanos.applyAsLong(batch.size());
    }

    private void answer() {
        batchEndsNanos = Long.MAX_VALUE;
        while (!batch.isEmpty()) {
            long[] one = batch.remove();
            if (served == waits.length) {
                waits = Arrays.copyOf(waits, 2 * served);
            }
            waits[served++] = nowNanos - one[1];
            if (crowd != null) {
                crowd.decided(one[0], nowNanos);
            }
        }
        if (crowd != null) {
            crowd.told(nowNanos);
        }
    }
}
