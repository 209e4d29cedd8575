package dev.sluice.bench;

import java.util.Arrays;

/**
 * What it took to bring commands to a ticket service, and their outcomes back.
 *
 * @param commands how many
 * @param entries of how many commands the entries were that took them there; 0 where there were none
 * @param seconds from the first to the last
 * @param redisSeconds processor time of Redis
 * @param ownSeconds processor time of the process that measures, which is gateway and ticket service at once
 * @param p50Millis from a command to its outcome
 */
record Passage(
        long commands,
        double entries,
        double seconds,
        double redisSeconds,
        double ownSeconds,
        double p50Millis,
        double p99Millis) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLION = 1e6;

    /** @param nanos of each that is counted; sorted here */
    static Passage of(
            long commands, double entries, double seconds, double redisSeconds, double ownSeconds, long[] nanos) {
        Arrays.sort(nanos);
        return new Passage(
                commands,
                entries,
                seconds,
                redisSeconds,
                ownSeconds,
                nanos[nanos.length / 2] / NANOS_PER_MILLI,
                nanos[(int) (nanos.length * 0.99)] / NANOS_PER_MILLI);
    }

    double redisSecondsAMillion() {
        return redisSeconds * MILLION / commands;
    }

    double ownSecondsAMillion() {
        return ownSeconds * MILLION / commands;
    }

    double commandsASecond() {
        return commands / seconds;
    }
}
