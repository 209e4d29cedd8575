package dev.sluice.engine.port;

import java.util.List;

/** The trail of who did what. Any thread may use it; all of it blocks, and fails with {@link LedgerException}. */
public interface Deeds {
    /**
     * Which are looked for.
     *
     * @param tenant only what this subject did, or was done with its keys; null for everybody
     * @param sale the id of a sale; null for any
     * @param subject null for any
     * @param fromMillis since when
     * @param untilMillis until before when
     */
    record Filter(String tenant, String sale, String subject, long fromMillis, long untilMillis) {
        public static final Filter ALL = new Filter(null, null, null, 0, Long.MAX_VALUE);
    }

    /** Writes one down that is about to be done. Returns its number. */
    long begin(Deed deed);

    /** Writes down one detail more, before it is done. */
    void add(long number, String detail);

    /** Writes down what came of it, once. */
    void end(long number, Deed.Result result);

    /** Newest first. */
    List<Deed.Entry> list(Filter filter, long beforeNumber, int limit);

    /** Forgets what was done before that time, some of it at once. Returns how much; less than {@code limit} if that was all. */
    int forget(long beforeMillis, int limit);
}
