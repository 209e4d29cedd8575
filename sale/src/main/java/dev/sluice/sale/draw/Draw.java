package dev.sluice.sale.draw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A draw, from its promise to its order; a value, which each step replaces by another. A promise, then entries, then the seal, then the
 * values that were promised. The order follows from all of them, and can be worked out by anybody.
 *
 * <p>What somebody promised and does not reveal is waited for. It must not be left out quietly: whoever sees all other values before they
 * give theirs could work out both orders and choose one. So a merchant either calls the sale off, which everybody sees, or goes on
 * without ({@link #waive}), whereupon the draw is unproven for good and shown as that.
 *
 * @param seal null until entries are closed
 * @param secrets those that are known, by what was promised of them
 * @param beacon null until it is known
 * @param waived whether it goes on without what is missing
 */
public record Draw(
        String sale,
        Fairness fairness,
        DrawSeal seal,
        Map<String, String> secrets,
        BeaconValue beacon,
        boolean waived) {
    private static final String SEED_DOMAIN = "sluice draw seed v1";
    private static final byte[] NOTHING = {};

    /** A value that was entered, and the draw after it. */
    public record Entered(DrawAnswer answer, Draw draw) {}

    public Draw {
        secrets = Map.copyOf(secrets);
        DrawDigest.require(DrawEntry.isText(sale) && fairness != null, "a draw is of a sale, and promises something");
        secrets.forEach((promised, secret) -> DrawDigest.require(
                fairness.parties().contains(promised)
                        && DrawSecret.isSecret(secret)
                        && promised.equals(DrawSecret.commitment(secret)),
                "a secret is one that was promised"));
        DrawDigest.require(beacon == null || fairness.beacon() != null, "a beacon's value is of one that was named");
        DrawDigest.require(
                seal != null || secrets.isEmpty() && beacon == null && !waived, "nothing is known before the seal");
    }

    /** A draw that has only promised. */
    public static Draw promised(String sale, Fairness fairness) {
        return new Draw(sale, fairness, null, Map.of(), null, false);
    }

    /** Closes the entries. To do so again in the same way changes nothing, in another it is an error. */
    public Draw sealed(DrawSeal with) {
        DrawDigest.require(seal == null || seal.equals(with), "a draw is sealed once");
        return new Draw(sale, fairness, with, secrets, beacon, waived);
    }

    /** Enters a secret: anybody may, who has it. */
    public Entered enter(String secret) {
        if (seal == null) {
            return new Entered(DrawAnswer.TOO_EARLY, this);
        }
        String promised = DrawSecret.isSecret(secret) ? DrawSecret.commitment(secret) : "";
        if (!fairness.parties().contains(promised)) {
            return new Entered(DrawAnswer.WRONG, this);
        }
        if (secrets.containsKey(promised) || waived) {
            return new Entered(secrets.containsKey(promised) ? DrawAnswer.KNOWN : DrawAnswer.WAIVED, this);
        }
        Map<String, String> more = new HashMap<>(secrets);
        more.put(promised, secret);
        return new Entered(DrawAnswer.TAKEN, new Draw(sale, fairness, seal, more, beacon, false));
    }

    /** Enters what the beacon said: anybody may. */
    public Entered enter(BeaconValue value, Beacons beacons) {
        if (seal == null) {
            return new Entered(DrawAnswer.TOO_EARLY, this);
        }
        BeaconRound round = round();
        boolean right = round != null
                && beacons.chain(round.chain())
                        .filter(chain -> chain.comesAfter(round.round(), seal.atMillis()))
                        .isPresent()
                && beacons.isSigned(round, value);
        return right ? enterSigned(value) : new Entered(DrawAnswer.WRONG, this);
    }

    /**
     * Enters what the beacon said, where somebody else has looked whether it did: whoever asks {@link #enter(BeaconValue, Beacons)} of this draw, as it is
     * sealed, and hands in what is not {@link DrawAnswer#WRONG}.
     */
    public Entered enterSigned(BeaconValue value) {
        if (seal == null) {
            return new Entered(DrawAnswer.TOO_EARLY, this);
        }
        if (fairness.beacon() == null) {
            return new Entered(DrawAnswer.WRONG, this);
        }
        if (beacon != null || waived) {
            return new Entered(beacon != null ? DrawAnswer.KNOWN : DrawAnswer.WAIVED, this);
        }
        return new Entered(DrawAnswer.TAKEN, new Draw(sale, fairness, seal, secrets, value, false));
    }

    /** The beacon's round that counts, once it is sealed ({@link Fairness#roundFor}); before that the one that was named; null without one. */
    public BeaconRound round() {
        return seal == null ? fairness.beacon() : fairness.roundFor(seal.atMillis());
    }

    /** Goes on without what is missing; something must be there, or everybody would have known the order at the seal. */
    public Draw waive() {
        DrawDigest.require(seal != null, "only a draw that is sealed can go on without a value");
        DrawDigest.require(!isComplete(), "nothing is missing");
        DrawDigest.require(!secrets.isEmpty() || beacon != null, "without any value there is no draw");
        return new Draw(sale, fairness, seal, secrets, beacon, true);
    }

    /** Promises whose secret is not known, in the order in which they were made. */
    public List<String> missingParties() {
        return fairness.parties().stream()
                .filter(promised -> !secrets.containsKey(promised))
                .toList();
    }

    public boolean isBeaconMissing() {
        return fairness.beacon() != null && beacon == null;
    }

    /** Whether its order can be worked out. */
    public boolean isReady() {
        return seal != null && (waived || isComplete());
    }

    /** Whether its order, once it is there, is one that nobody can have chosen, if one of the parties or the beacon is honest. */
    public boolean isProven() {
        return isReady() && !waived && !fairness.unproven();
    }

    /**
     * What the order follows from ({@link DrawOrder}), 32 bytes in hexadecimal digits. What was left out is nothing.
     *
     * @throws IllegalArgumentException if something is missing
     */
    public String seed() {
        DrawDigest.require(isReady(), "a value is missing");
        DrawDigest digest = new DrawDigest()
                .part(SEED_DOMAIN)
                .part(sale)
                .part(fairness.parties().size());
        fairness.parties().forEach(promised -> digest.part(secrets.getOrDefault(promised, "")));
        digest.part(DrawDigest.bytes(seal.root())).part(seal.entries());
        if (beacon == null) {
            digest.part(NOTHING).part(NOTHING).part(NOTHING);
        } else {
            digest.part(DrawDigest.bytes(fairness.beacon().chain()))
                    .part(round().round())
                    .part(DrawDigest.bytes(beacon.signature()));
        }
        return DrawDigest.hex(digest.end());
    }

    private boolean isComplete() {
        return missingParties().isEmpty() && !isBeaconMissing();
    }
}
