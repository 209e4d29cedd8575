package dev.sluice.bench;

/** What came of one scene of {@code bench fairness} in all rounds. Of two figures, the first is of bots, the second of humans. */
final class FairTally {
    private final long[] takingPart = new long[2];
    private final long[] requests = new long[2];
    private final long[] hashes = new long[2];
    private long botUnits;
    private long units;
    private double expected;
    private double variance;

    /** @param given units that bots have, and all that somebody has */
    void add(long[] given, long[] takingPart, long[] requests, long[] hashes) {
        botUnits += given[0];
        units += given[1];
        add(this.takingPart, takingPart);
        add(this.requests, requests);
        add(this.hashes, hashes);
        double accounts = takingPart[0] + takingPart[1];
        double bots = takingPart[0] / accounts;
        double drawn = Math.min(given[1], accounts);
        expected += drawn * bots;
        // Of a draw without replacement: the hypergeometric distribution.
        variance += drawn * bots * (1 - bots) * (accounts - drawn) / Math.max(1, accounts - 1);
    }

    private static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /** In percent. */
    double shareOfUnits() {
        return 100.0 * botUnits / units;
    }

    /** Of the accounts that took part, in percent. */
    double shareOfAccounts() {
        return 100.0 * takingPart[0] / (takingPart[0] + takingPart[1]);
    }

    /** By how many standard errors of a draw the bots have more than their accounts' share. */
    double off() {
        return (botUnits - expected) / Math.sqrt(variance);
    }

    /** @param whose 0 for bots, 1 for humans */
    long requests(int whose) {
        return requests[whose];
    }

    /** @param whose 0 for bots, 1 for humans */
    long hashes(int whose) {
        return hashes[whose];
    }
}
