package dev.sluice.gateway.overload;

import java.util.concurrent.TimeUnit;

/**
 * How many commands of one sale may be under way at once, so that none waits for much longer than a target, and as many are as that leaves
 * room for.
 *
 * <p>What is looked at is what CoDel looks at: the shortest wait of an interval. A burst is worked off within one, and somebody in it waits for
 * hardly anything; a queue that stands makes everybody wait (K. Nichols and V. Jacobson, "Controlling Queue Delay", ACM Queue 10(5), 2012).
 * What is done about it is not CoDel's: to drop a little more often each time is for senders that then send less, and a crowd does not. The
 * number under way is bounded instead, as Netflix's concurrency-limits do it, which multiply the bound by long-term / present time
 * (Gradient2Limit, 2018). Here the target stands for the long-term time, which follows the present one in an overload that lasts and takes bound
 * and waits with it. Where all wait for longer, the bound is what is decided in the target's time: by Little's law the same as bound × target /
 * wait, but known before those who wait have waited to their end. Where somebody waits for less, it grows by the square root of target / wait, by
 * half at most, and, as there, only while half of it is used; by the waits of those who came since it grew last, for others saw fewer before them.
 *
 * <p>A wait that is there without a queue (slow commits, a far Redis, a busy machine) is none that fewer commands make shorter. It is that of
 * commands with few before them, and the target is four times as much at least, so that commits can be large enough to be worth their time; and
 * three targets at most, for others may have a queue there. It is believed slowly where it gets longer, and less as time goes by, since in an
 * overload that lasts nobody has few before them.
 */
final class DelayLimit {
    /** As many may be under way however long they wait. */
    static final int LEAST = 64;
    /** Before anything is known. */
    static final int FIRST = 1_000;

    static final int MOST = 1 << 20;
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final double GROW_MOST = 1.5;
    private static final double BELIEVED_HALF_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double LONGER_BELIEVED = 0.1;
    private static final int TARGETS_MOST = 3;
    private static final int QUEUELESS_LEAST = 4;
    private static final long NOBODY = Long.MAX_VALUE;

    private final long targetNanos;
    private double limit = FIRST;
    private double queuelessNanos;
    /** When the limit was changed. */
    private long changedNanos;

    private double perNanoBefore;
    private long standingNanos;

    /** Since then: the shortest waits, of all, of those who came after the change, and of those with few before them. */
    private long intervalNanos;

    private long shortestNanos = NOBODY;
    private long shortestNewNanos = NOBODY;
    private long shortestOfFewNanos = NOBODY;
    private int mostUnderWay;
    private long decided;

    DelayLimit(long targetNanos, long nowNanos) {
        this.targetNanos = targetNanos;
        this.changedNanos = nowNanos;
        this.intervalNanos = nowNanos;
    }

    int limit() {
        return (int) limit;
    }

    /** How long everybody waited in the last interval that told anything. */
    long standingNanos() {
        return standingNanos;
    }

    /** One more was handed in, with which so many are under way. */
    void entered(int underWay) {
        mostUnderWay = Math.max(mostUnderWay, underWay);
    }

    /** Somebody was told to come back: all of the limit is used. */
    void refused() {
        mostUnderWay = Math.max(mostUnderWay, limit());
    }

    /**
     * One was decided.
     *
     * @param few whether {@link #LEAST} at most were under way with it when it was handed in
     */
    void decided(long enteredNanos, boolean few, long decidedNanos) {
        long waitNanos = Math.max(0, decidedNanos - enteredNanos);
        decided++;
        shortestNanos = Math.min(shortestNanos, waitNanos);
        if (enteredNanos - changedNanos >= 0) {
            shortestNewNanos = Math.min(shortestNewNanos, waitNanos);
        }
        if (few) {
            shortestOfFewNanos = Math.min(shortestOfFewNanos, waitNanos);
        }
    }

    /** All that are decided at this time were told, the first and the last of a batch. True if with them an interval is over. */
    boolean told(long nowNanos) {
        long elapsedNanos = nowNanos - intervalNanos;
        if (shortestNanos == NOBODY || elapsedNanos < INTERVAL_NANOS) {
            return false;
        }
        believe(elapsedNanos);
        double perNano = (double) decided / elapsedNanos;
        change(Math.max(perNano, perNanoBefore), nowNanos);
        perNanoBefore = perNano;
        standingNanos = shortestNanos;
        intervalNanos = nowNanos;
        shortestNanos = NOBODY;
        shortestNewNanos = NOBODY;
        shortestOfFewNanos = NOBODY;
        mostUnderWay = 0;
        decided = 0;
        return true;
    }

    private void believe(long elapsedNanos) {
        if (shortestOfFewNanos == NOBODY) {
            queuelessNanos *= Math.pow(0.5, elapsedNanos / BELIEVED_HALF_NANOS);
        } else if (queuelessNanos == 0 || shortestOfFewNanos < queuelessNanos) {
            queuelessNanos = shortestOfFewNanos;
        } else {
            queuelessNanos += LONGER_BELIEVED * (shortestOfFewNanos - queuelessNanos);
        }
    }

    private void change(double perNano, long nowNanos) {
        double target =
                Math.clamp(QUEUELESS_LEAST * queuelessNanos, (double) targetNanos, (double) TARGETS_MOST * targetNanos);
        double before = limit;
        if (shortestNanos > target && mostUnderWay > LEAST) {
            limit = Math.clamp(perNano * target, LEAST, limit);
        } else if (shortestNewNanos < target && mostUnderWay >= limit / 2) {
            limit = Math.min(MOST, limit * Math.min(GROW_MOST, Math.sqrt(target / Math.max(1, shortestNewNanos))));
        }
        changedNanos = limit == before ? changedNanos : nowNanos;
    }
}
