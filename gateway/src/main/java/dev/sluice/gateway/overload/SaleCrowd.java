package dev.sluice.gateway.overload;

import java.util.concurrent.TimeUnit;

/**
 * Those of one sale whose commands one event loop handed in and of whom nothing was decided yet, in their order; and who is told to come back
 * while they are too many. What is decided of one says that nothing more will be heard of those before it, and what nobody hears of for long is
 * given up, so nothing that gets lost on the way counts for ever. Used by that loop.
 */
final class SaleCrowd {
    static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final int LONGEST_SECONDS = 30;

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SMALLEST = 64;
    private static final long FEW = 1;
    private static final long MANY = 2;
    /** So many times as many may be under way for whoever may have something in the sale. */
    private static final int KNOWN = 2;
    /** And so many in any case, however few others may be. */
    static final int KNOWN_LEAST = 1_024;

    private final DelayLimit limit;
    /** Numbers of requests, and when they were handed in, by turns; the last bits of that say how many were under way then. */
    private long[] ring = new long[2 * SMALLEST];

    private long first;
    private long end;
    private long lastNanos;
    private int refused;
    private int decided;
    private double pressure;

    SaleCrowd(OverloadConfig config, long nowNanos) {
        limit = new DelayLimit(config.targetNanos(), nowNanos);
        lastNanos = nowNanos;
    }

    /** @param known whether whoever comes may have something in the sale: they come back for it rather than for more */
    boolean isFull(boolean known) {
        return underWay() >= (known ? Math.max(KNOWN_LEAST, KNOWN * limit.limit()) : limit.limit());
    }

    /**
     * Turns away who comes.
     *
     * @param chance from 0 to 1, so that not all come back at once
     * @return after how many seconds to come back: on the average there is room then, if as many were turned away as lately
     */
    int turnAway(double chance, long nowNanos) {
        lastNanos = nowNanos;
        refused++;
        limit.refused();
        return retrySeconds(chance);
    }

    /** After how many seconds to come back who is not taken in for another reason. Parameter as above. */
    int retrySeconds(double chance) {
        double now = Math.max(pressure, (double) refused / Math.max(limit.limit(), decided));
        return spread(now, chance);
    }

    /** Seconds, where so many are turned away for each who is served. */
    static int spread(double pressure, double chance) {
        int spread = (int) Math.clamp(Math.ceil(2 * pressure), 2, LONGEST_SECONDS);
        return 1 + (int) Math.min(spread - 1, chance * spread);
    }

    /** A command was handed in. Numbers of requests only grow. */
    void entered(long request, long nowNanos) {
        if (underWay() == capacity()) {
            grow();
        }
        int at = slot(end++);
        ring[at] = request;
        int underWay = underWay();
        ring[at + 1] =
                nowNanos & ~(FEW | MANY) | (DelayLimit.isFew(underWay) ? FEW : 0) | (limit.isMany(underWay) ? MANY : 0);
        lastNanos = nowNanos;
        limit.entered(underWay);
    }

    /** A command was decided at this time; {@link #told} is to be called when all were told that were decided with it. */
    void decided(long request, long atNanos) {
        long entered = leave(request);
        if (entered < 0) {
            return;
        }
        decided++;
        long enteredNanos = ring[slot(entered) + 1];
        limit.decided(enteredNanos & ~(FEW | MANY), (enteredNanos & FEW) != 0, (enteredNanos & MANY) != 0, atNanos);
    }

    void told(long atNanos) {
        if (limit.told(atNanos)) {
            pressure = (double) refused / Math.max(1, decided);
            refused = 0;
            decided = 0;
        }
    }

    /** A command is never decided. */
    void lost(long request) {
        leave(request);
    }

    /** Takes out all up to this one. Returns its place, which may be overwritten by the next; less than 0 if it was out before. */
    private long leave(long request) {
        long found = -1;
        while (first < end && ring[slot(first)] <= request) {
            found = ring[slot(first)] == request ? first : -1;
            first++;
        }
        return found;
    }

    /** Gives up what was lost. False if nothing has happened here for so long that nothing need be remembered. */
    boolean isNeeded(long nowNanos) {
        while (first < end && nowNanos - ring[slot(first) + 1] > LOST_NANOS) {
            first++;
        }
        return first < end || nowNanos - lastNanos < IDLE_NANOS;
    }

    int underWay() {
        return (int) (end - first);
    }

    int limit() {
        return limit.limit();
    }

    long standingNanos() {
        return limit.standingNanos();
    }

    private int capacity() {
        return ring.length / 2;
    }

    private int slot(long place) {
        return 2 * (int) (place & capacity() - 1);
    }

    private void grow() {
        long[] larger = new long[2 * ring.length];
        int count = underWay();
        for (int i = 0; i < count; i++) {
            System.arraycopy(ring, slot(first + i), larger, 2 * i, 2);
        }
        ring = larger;
        first = 0;
        end = count;
    }
}
