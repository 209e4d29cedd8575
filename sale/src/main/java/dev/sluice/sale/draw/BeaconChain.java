package dev.sluice.sale.draw;

/**
 * The rounds of a public beacon: one every {@code periodSeconds}, the first at {@code genesisSeconds} since 1970.
 *
 * @param hash what everybody calls it by, 32 bytes in hexadecimal digits
 * @param name for people
 */
public record BeaconChain(String hash, String name, long genesisSeconds, long periodSeconds) {
    private static final long MILLIS = 1_000;

    public BeaconChain {
        DrawDigest.require(DrawDigest.isHash(hash), "a chain is 32 bytes in small hexadecimal digits");
        DrawDigest.require(genesisSeconds >= 0 && periodSeconds >= 1, "a chain has a beginning and a period");
    }

    /** When a round is known, in milliseconds since 1970; not before. */
    public long timeMillis(long round) {
        long sinceGenesis = Math.multiplyExact(Math.subtractExact(round, 1), periodSeconds);
        return Math.multiplyExact(Math.addExact(genesisSeconds, sinceGenesis), MILLIS);
    }

    /** Whether a round comes after a time, in milliseconds since 1970: at that very moment is too early. */
    public boolean comesAfter(long round, long millis) {
        try {
            return timeMillis(round) > millis;
        } catch (ArithmeticException e) {
            return true;
        }
    }

    /** The first round that comes after a time, in milliseconds since 1970. */
    public long firstRoundAfter(long millis) {
        long sinceGenesis = millis - genesisSeconds * MILLIS;
        return sinceGenesis < 0 ? 1 : sinceGenesis / (periodSeconds * MILLIS) + 2;
    }
}
