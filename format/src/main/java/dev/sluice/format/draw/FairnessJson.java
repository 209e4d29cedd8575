package dev.sluice.format.draw;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.util.List;

/** What a draw promises, as JSON: {@code {"parties", "beacon": {"chain", "round"}, "unproven"}}. Any thread may use it. */
public final class FairnessJson {
    private FairnessJson() {}

    /** The members of an object that was begun. */
    public static void write(JsonWriter json, Fairness fairness) throws IOException {
        if (!fairness.parties().isEmpty()) {
            DrawFields.writeTexts(json, "parties", fairness.parties());
        }
        if (fairness.beacon() != null) {
            json.writeObjectFieldStart("beacon");
            json.writeStringField("chain", fairness.beacon().chain());
            json.writeNumberField("round", fairness.beacon().round());
            json.writeEndObject();
        }
        if (fairness.unproven()) {
            json.writeBooleanField("unproven", true);
        }
    }

    /** Null, with errors, if it cannot be promised. */
    public static Fairness read(FieldReader json) {
        List<String> parties = DrawFields.readTexts(json, "parties");
        FieldReader named = json.object("beacon", false);
        BeaconRound beacon = null;
        if (named != null) {
            String chain = DrawFields.hex(named, "chain", DrawFields.HASH_DIGITS, DrawFields.HASH_DIGITS);
            long round = named.number("round", 1, BeaconRound.MAX_ROUND, null);
            named.refuseOthers();
            beacon = DrawFields.made(named, "chain", () -> new BeaconRound(chain, round));
        }
        boolean unproven = json.flag("unproven", false);
        json.refuseOthers();
        if ((named == null) != (beacon == null)) {
            return null;
        }
        List<String> problems = Fairness.problems(parties, beacon, unproven);
        problems.forEach(problem -> json.errors().add(json.pointer("parties"), problem));
        return problems.isEmpty() ? new Fairness(parties, beacon, unproven) : null;
    }
}
