package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.Allowances;
import java.util.concurrent.TimeUnit;

/**
 * How much work the next proof is: as much more as more people ask than in calm, and for whoever asks again and again as many times more. So nobody lays
 * in a stock of them, and one who asks all the time makes it theirs, and hardly that of others. What was asked for is forgotten by and by, to a third
 * in ten seconds. Any thread may use it.
 */
final class Effort {
    private static final int FADES_SECONDS = 10;
    private static final double FADES_NANOS = TimeUnit.SECONDS.toNanos(FADES_SECONDS);

    /** One in ten seconds is like the first. */
    private static final Quota.Limit OFTEN = new Quota.Limit(64, 640);

    private static final int USERS = 50_000;

    private final CaptchaConfig config;
    private final Allowances users;
    private double recent;
    private long atNanos;

    /** @param nanoTime now */
    Effort(CaptchaConfig config, long nanoTime) {
        this.config = config;
        this.users = new Allowances(USERS, nanoTime);
        this.atNanos = nanoTime;
    }

    /**
     * Counts one that is asked for. Returns its hashes at most.
     *
     * @param user a hash of theirs
     */
    int next(long user, long nanoTime) {
        long ahead = users.take(user, OFTEN, 1, nanoTime);
        double times = ahead < 0 ? OFTEN.units() : Math.max(1, ahead / (double) OFTEN.nanosOf(1));
        return bounded(crowd(1 / times, nanoTime) * times);
    }

    private synchronized double crowd(double more, long nanoTime) {
        long passed = Math.max(0, nanoTime - atNanos);
        recent = recent * Math.exp(-passed / FADES_NANOS) + more;
        atNanos += passed;
        return crowd();
    }

    private double crowd() {
        return Math.max(1, recent / FADES_SECONDS / config.calmPerSecond());
    }

    /** Of somebody who asked for the first time when the last one was asked for. */
    synchronized int now() {
        return bounded(crowd());
    }

    private int bounded(double times) {
        return (int) Math.min(config.work() * times, config.mostWork());
    }
}
