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
 * wait, but known before those who wait have waited to their end. It grows at once where somebody waits for less with nearly as many before them as
 * there may be: since it grew last, for others saw fewer. To twice as much where they wait for less than half, else by somewhat less than
 * target / wait. So it begins low and doubles in the time of one wait, as long as waits are short; what an opening takes in before anything is
 * known is decided in time by a slow database, too.
 *
 * <p>A wait that is there without a queue (slow commits, a far Redis, a busy machine) is none that fewer commands make shorter. It is that of
 * commands with few before them, and the target is seven times as much at least, so that commits can be large enough to be worth their time; and
 * three targets at most, for others may have a queue there. Where it gets longer it is believed slowly, and while there are few alone, for
 * others come into the same commit; and less as time goes by, since in an overload that lasts nobody has few before them.
 */
final class DelayLimit {
    /** As many may be under way however long they wait. */
    static final int LEAST = 64;
    /** Before anything is known. */
    static final int FIRST = 256;

    static final int MOST = 1 << 20;
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final double MANY = 0.9;
    private static final double GROW_MOST = 2;
    private static final double MUCH_ROOM = 2;
    private static final double GROW_POWER = 0.75;
    private static final double BELIEVED_HALF_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double LONGER_BELIEVED = 0.1;
    private static final int TARGETS_MOST = 3;
    private static final int QUEUELESS_LEAST = 7;
    private static final long NOBODY = Long.MAX_VALUE;

    private final long targetNanos;
    private double limit = FIRST;
    private double queuelessNanos;
    /** When the limit was changed. */
    private long changedNanos;

    private double perNanoBefore;
    private long standingNanos;

    /** Of those who came after the change with many before them. */
    private long shortestOfManyNanos = NOBODY;

    /** Since then: the shortest waits, of all, and of those with few before them. */
    private long intervalNanos;

    private long shortestNanos = NOBODY;
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

    /** Whether so many do not make one another wait. */
    static boolean isFew(int underWay) {
        return underWay <= LEAST;
    }

    /** Whether so many are nearly as many as there may be. */
    boolean isMany(int underWay) {
        return underWay >= MANY * limit;
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
     * @param few whether {@link #isFew} was so when it was handed in
     * @param many whether {@link #isMany} was so
     */
    void decided(long enteredNanos, boolean few, boolean many, long decidedNanos) {
        long waitNanos = Math.max(0, decidedNanos - enteredNanos);
        decided++;
        shortestNanos = Math.min(shortestNanos, waitNanos);
        if (many && enteredNanos - changedNanos >= 0) {
            shortestOfManyNanos = Math.min(shortestOfManyNanos, waitNanos);
        }
        if (few) {
            shortestOfFewNanos = Math.min(shortestOfFewNanos, waitNanos);
        }
    }

    /** All that are decided at this time were told, the first and the last of a batch. True if with them an interval is over. */
    boolean told(long nowNanos) {
        grow(nowNanos);
        long elapsedNanos = nowNanos - intervalNanos;
        if (shortestNanos == NOBODY || elapsedNanos < INTERVAL_NANOS) {
            return false;
        }
        believe(elapsedNanos);
        double perNano = (double) decided / elapsedNanos;
        shrink(Math.max(perNano, perNanoBefore), nowNanos);
        perNanoBefore = perNano;
        standingNanos = shortestNanos;
        intervalNanos = nowNanos;
        shortestNanos = NOBODY;
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
        } else if (isFew(mostUnderWay)) {
            queuelessNanos += LONGER_BELIEVED * (shortestOfFewNanos - queuelessNanos);
        }
    }

    private void grow(long nowNanos) {
        double target = target();
        if (shortestOfManyNanos < target) {
            double room = target / Math.max(1, shortestOfManyNanos);
            limit = Math.min(MOST, limit * (room > MUCH_ROOM ? GROW_MOST : Math.pow(room, GROW_POWER)));
            changedNanos = nowNanos;
        }
        shortestOfManyNanos = NOBODY;
    }

    private void shrink(double perNano, long nowNanos) {
        double target = target();
        double most = perNano * target;
        if (shortestNanos > target && mostUnderWay > LEAST && most < limit) {
            limit = Math.max(LEAST, most);
            changedNanos = nowNanos;
        }
    }

    private double target() {
        return Math.clamp(QUEUELESS_LEAST * queuelessNanos, (double) targetNanos, (double) TARGETS_MOST * targetNanos);
    }
}
