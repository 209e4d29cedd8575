package dev.sluice.sale.draw;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rounds of a public beacon: one every {@code periodSeconds}, the first at {@code genesisSeconds} since 1970.
 *
 * @param hash what everybody calls it by, 32 bytes in hexadecimal digits
 * @param name for people
 */
public record BeaconChain(String hash, String name, long genesisSeconds, long periodSeconds) {
    /** Drand's quicknet, a round every three seconds. */
    public static final BeaconChain QUICKNET = new BeaconChain(
            "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", "drand quicknet", 1_692_803_367, 3);

    /** Drand's first one, a round every thirty seconds. */
    public static final BeaconChain DEFAULT = new BeaconChain(
            "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce", "drand default", 1_595_431_050, 30);

    private static final long MILLIS = 1_000;

    public BeaconChain {
        DrawDigest.require(DrawDigest.isHash(hash), "a chain is 32 bytes in small hexadecimal digits");
        DrawDigest.require(genesisSeconds >= 0 && periodSeconds >= 1, "a chain has a beginning and a period");
    }

    /** The chain with this hash, if its times are known; which rounds it signed, {@link Beacons} knows. */
    static Optional<BeaconChain> known(String hash) {
        return Stream.of(QUICKNET, DEFAULT)
                .filter(chain -> chain.hash.equals(hash))
                .findFirst();
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
