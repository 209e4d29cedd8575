package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a draw promises before there are entries: of which values its order will follow. Nobody can choose the order as long as one of
 * the parties is honest, or the beacon is.
 *
 * @param parties what their secrets' SHA-256 are ({@link DrawSecret#commitment}), the operator's first
 * @param beacon the round of a public beacon, which comes after the seal; null without one. Should the seal come after it, {@link #roundFor} says which counts instead
 * @param unproven whether the merchant wants a draw that proves nothing; it is shown as that
 */
public record Fairness(List<String> parties, BeaconRound beacon, boolean unproven) {
    public static final int MAX_PARTIES = 16;

    /** A round that is named comes so long after the seal at least: who seals may be lost just then, and is replaced in less; a million entries take some seconds. */
    public static final long LEAST_MILLIS = 30_000;

    /** Where the entries are sealed when the round that was named is known, so long passes until the one that counts then: who looks meanwhile has seen the seal before it. */
    public static final long LATE_MILLIS = 600_000;

    private static final String OF_NOTHING = DrawSecret.commitment("");

    /** @throws IllegalArgumentException with what {@link #problems} says */
    public Fairness {
        parties = List.copyOf(parties);
        List<String> problems = problems(parties, beacon, unproven);
        DrawDigest.require(problems.isEmpty(), String.join("; ", problems));
    }

    /** What is wrong with such a promise, each in a sentence; nothing if it can be made. */
    public static List<String> problems(List<String> parties, BeaconRound beacon, boolean unproven) {
        List<String> problems = new ArrayList<>();
        if (!parties.stream().allMatch(DrawDigest::isHash)) {
            problems.add("a party is the SHA-256 of a secret, 32 bytes in small hexadecimal digits");
        }
        if (parties.contains(OF_NOTHING)) {
            problems.add("a party promises a secret of nothing, which everybody knows");
        }
        if (new HashSet<>(parties).size() < parties.size()) {
            problems.add("two parties promise the same secret, so one of them knows the other's or neither has one");
        }
        if (parties.size() > MAX_PARTIES) {
            problems.add("there are at most " + MAX_PARTIES + " parties");
        }
        if (!unproven && parties.size() < 2 && beacon == null) {
            problems.add((parties.isEmpty() ? "without a value the operator" : "a single party")
                    + " chooses the order; name a beacon or a second party, or say that the draw is unproven");
        }
        return problems;
    }

    /**
     * What is wrong with the beacon's round for a draw that is to be sealed then, in a sentence; empty if nothing is.
     *
     * @param sealMillis since 1970
     */
    public String beaconProblem(long sealMillis, Beacons beacons) {
        if (beacon == null) {
            return "";
        }
        long least = sealMillis + LEAST_MILLIS - 1;
        return beacons.chain(beacon.chain())
                .map(chain -> chain.comesAfter(beacon.round(), least)
                        ? ""
                        : "round " + beacon.round() + " comes less than " + LEAST_MILLIS / 1_000
                                + " s after the entries are sealed; the first that can be named is "
                                + chain.firstRoundAfter(least))
                .orElse("the chain " + beacon.chain() + " is not one whose public key is known");
    }

    /**
     * The beacon's round that counts for a draw that was sealed then: the one that was named; or, if that was known by then, so that entries could have been
     * chosen by it, the first that comes {@link #LATE_MILLIS} after the seal, which was known to nobody. It follows from what was promised and told, so that nobody
     * chooses it.
     *
     * @param sealMillis since 1970
     * @return null where none was named
     */
    public BeaconRound roundFor(long sealMillis) {
        return beacon == null
                ? null
                : BeaconChain.known(beacon.chain())
                        .filter(chain -> !chain.comesAfter(beacon.round(), sealMillis))
                        .map(chain -> new BeaconRound(beacon.chain(), chain.firstRoundAfter(sealMillis + LATE_MILLIS)))
                        .orElse(beacon);
    }
}
