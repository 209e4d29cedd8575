package dev.sluice.format.imports;

/**
 * How much of a feed is read at most.
 *
 * @param bytes of all its tables together, unpacked
 * @param kept things of one of its files that are kept
 */
public record GtfsLimits(long bytes, int kept) {
    /** For who has the feed, and a program of their own to read it: more than any country has. */
    public static final GtfsLimits OWN = new GtfsLimits(16L << 30, 5_000_000);
    /** For a feed that somebody sends to a server, which does other things besides. */
    public static final GtfsLimits SENT = new GtfsLimits(256L << 20, 500_000);
}
