package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a draw promises before there are entries: of which values its order will follow. Nobody can choose the order as long as one of
 * the parties is honest, or the beacon is.
 *
 * @param parties what their secrets' SHA-256 are ({@link DrawSecret#commitment}), the operator's first
 * @param beacon the round of a public beacon, which comes after the seal; null without one
 * @param unproven whether the merchant wants a draw that proves nothing; it is shown as that
 */
public record Fairness(List<String> parties, BeaconRound beacon, boolean unproven) {
    public static final int MAX_PARTIES = 16;

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
     * What is wrong with the beacon's round for a draw that is sealed then, in a sentence; empty if nothing is.
     *
     * @param sealMillis since 1970
     */
    public String beaconProblem(long sealMillis, Beacons beacons) {
        if (beacon == null) {
            return "";
        }
        return beacons.chain(beacon.chain())
                .map(chain -> chain.comesAfter(beacon.round(), sealMillis)
                        ? ""
                        : "round " + beacon.round()
                                + " comes before the entries are sealed; the first that can be named is "
                                + chain.firstRoundAfter(sealMillis))
                .orElse("the chain " + beacon.chain() + " is not one whose public key is known");
    }
}
