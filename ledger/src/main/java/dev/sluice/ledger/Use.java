package dev.sluice.ledger;

import java.util.EnumMap;
import java.util.Map;

/**
 * What connections are for. Each use has connections of its own, so that whatever waits, waits for its own kind: a report never keeps a
 * commit waiting, nor somebody who looks at what they bought.
 */
enum Use {
    COMMITS(Pool.WRITERS, Use.AS_LONG_AS_IT_TAKES, "commits"),
    /** Books on their way into memory. */
    LOADS(Pool.WRITERS, Use.AS_LONG_AS_IT_TAKES, "sales that load"),
    /** What has left the book of a sale and is asked for by its writer. */
    RECALLS(Pool.WRITERS, Use.AS_LONG_AS_IT_TAKES, "writers that look something up"),
    /** What merchants create. */
    MERCHANTS(Pool.WRITERS, 10, "changes by merchants"),
    /** What people read of their own, and what everybody may see. */
    PEOPLE(Pool.READERS, 2, "people who look at what is theirs"),
    /** What merchants read. */
    REPORTS(Pool.READERS, 10, "reports"),
    AUDITS(Pool.READERS, 30, "audits"),
    /** The outbox. */
    DELIVERIES(Pool.READERS, 30, "deliveries"),
    /** What payment providers keep here. */
    PROVIDERS(Pool.PROVIDERS, 2, "payment providers"),
    /** Whether the database answers. */
    HEALTH(Pool.READERS, 2, "checks of health");

    /** Those of one pool plan their statements alike. */
    enum Pool {
        WRITERS,
        READERS,
        /** Without {@link Share}: they are given the pool itself. */
        PROVIDERS
    }

    /** One for each use, and one more for providers, who bring their own schema up to date while they hold a lock. */
    static final int MIN_CONNECTIONS = values().length + 1;

    private static final int AS_LONG_AS_IT_TAKES = Integer.MAX_VALUE;

    /**
     * Who gets what is left when each has one, over and over again. Four commits are made side by side: three, and one of a sale that is
     * suspected of what fails, which takes none from the others.
     */
    private static final Use[] NEXT = {
        COMMITS, COMMITS, COMMITS, LOADS, PEOPLE, LOADS, REPORTS, PEOPLE, DELIVERIES, RECALLS
    };

    private final Pool pool;
    private final int patienceSeconds;
    private final String what;

    Use(Pool pool, int patienceSeconds, String what) {
        this.pool = pool;
        this.patienceSeconds = patienceSeconds;
        this.what = what;
    }

    /** How the connections of all uses share a number, which is {@link #MIN_CONNECTIONS} at least. */
    static Map<Use, Integer> deal(int connections) {
        Map<Use, Integer> shares = new EnumMap<>(Use.class);
        for (Use use : values()) {
            shares.put(use, use == PROVIDERS ? 2 : 1);
        }
        for (int i = 0; i < connections - MIN_CONNECTIONS; i++) {
            shares.merge(NEXT[i % NEXT.length], 1, Integer::sum);
        }
        return shares;
    }

    Pool pool() {
        return pool;
    }

    /** How long one waits for others of the kind. */
    int patienceSeconds() {
        return patienceSeconds;
    }

    /** In words, for who waited too long. */
    String what() {
        return what;
    }
}
