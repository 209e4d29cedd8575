package dev.sluice.gateway.draw;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Beacons;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawSecret;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody tells a draw: {@code {"secret": "…"}}, or {@code {"beacon": {"signature": "…"}}}, with what else drand answers for its round.
 *
 * @param secret null for a beacon's value
 * @param beacon null for a secret
 * @param round of which that is, if they say; 0 otherwise
 */
record DrawValue(String secret, BeaconValue beacon, long round) {
    /** @throws dev.sluice.json.InvalidFieldsException naming every wrong field */
    static DrawValue read(Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        Object secret = body.raw("secret");
        FieldReader beacon = body.object("beacon", false);
        body.refuseOthers();
        if (secret != null && !(secret instanceof String text && DrawSecret.isSecret(text))) {
            errors.add("/secret", "is a text of 1 to 4,096 bytes");
        }
        if ((secret == null) == (beacon == null)) {
            errors.add("", "is either a secret or a beacon");
        }
        DrawValue value = beacon == null ? null : read(beacon);
        errors.throwIfAny();
        return value == null ? new DrawValue((String) secret, null, 0) : value;
    }

    /** By the names of drand, too: {@code previous_signature}, and {@code randomness}, which follows from the signature. */
    private static DrawValue read(FieldReader beacon) {
        String signature = hex(beacon, "signature", null);
        String previous = hex(beacon, "previous", "");
        String previousOfDrand = hex(beacon, "previous_signature", "");
        long round = beacon.number("round", 0, (1L << 53) - 1, 0L);
        beacon.raw("randomness");
        beacon.raw("chain");
        beacon.refuseOthers();
        return signature == null
                ? null
                : new DrawValue(
                        null, new BeaconValue(signature, previous.isEmpty() ? previousOfDrand : previous), round);
    }

    private static String hex(FieldReader json, String name, String otherwise) {
        Object value = json.raw(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value instanceof String text
                && text.length() >= 2
                && text.length() <= 2 * BeaconValue.MAX_BYTES
                && text.length() % 2 == 0
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return text;
        }
        json.wrong(name, "is up to " + 2 * BeaconValue.MAX_BYTES + " hexadecimal digits, small ones, an even number");
        return otherwise;
    }

    /** What becomes of it in this draw. */
    Draw.Entered enter(Draw draw, Beacons beacons) {
        boolean otherRound = beacon != null
                && round != 0
                && draw.round() != null
                && draw.round().round() != round;
        if (otherRound) {
            return new Draw.Entered(DrawAnswer.WRONG, draw);
        }
        return beacon == null ? draw.enter(secret) : draw.enter(beacon, beacons);
    }

    /** For the writer, of what was found not to be wrong. */
    Command command() {
        UUID id = UUID.randomUUID();
        return beacon == null ? new Command.EnterSecret(id, secret) : new Command.EnterBeacon(id, beacon);
    }
}
