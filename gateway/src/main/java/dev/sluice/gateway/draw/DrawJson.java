package dev.sluice.gateway.draw;

import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.BeaconChain;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.Beacons;
import dev.sluice.sale.draw.Draw;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What everybody may see of a draw, as JSON. */
final class DrawJson {
    private final Beacons beacons;

    DrawJson(Beacons beacons) {
        this.beacons = beacons;
    }

    Buffer toBuffer(SaleTerms terms, SeenDraw seen) {
        DrawState state = seen.state();
        Draw draw = state.draw();
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sale", terms.id());
            json.writeStringField("phase", phase(state));
            texts(json, "commitments", draw.fairness().parties());
            if (draw.fairness().beacon() != null) {
                beacon(json, draw);
            }
            Json.time(json, "sealsAt", terms.order().sealMillis(terms.window()));
            json.writeNumberField("entries", seen.entries());
            if (draw.seal() != null) {
                Json.time(json, "sealedAt", draw.seal().atMillis());
                json.writeStringField("root", draw.seal().root());
                values(json, draw);
            }
            if (state.drawnAtMillis() > 0) {
                json.writeStringField("seed", draw.seed());
                Json.time(json, "drawnAt", state.drawnAtMillis());
                json.writeNumberField("served", state.served());
            }
            json.writeBooleanField("proven", !draw.fairness().unproven() && !draw.waived());
            json.writeEndObject();
        }));
    }

    private static String phase(DrawState state) {
        return state.drawnAtMillis() > 0 ? "DRAWN" : state.draw().seal() == null ? "GATHERING" : "SEALED";
    }

    private void beacon(JsonWriter json, Draw draw) throws IOException {
        BeaconRound round = draw.fairness().beacon();
        json.writeObjectFieldStart("beacon");
        json.writeStringField("chain", round.chain());
        round(json, round);
        BeaconRound counts = draw.round();
        if (!counts.equals(round)) {
            json.writeObjectFieldStart("instead");
            round(json, counts);
            json.writeEndObject();
        }
        if (draw.beacon() != null) {
            json.writeStringField("signature", draw.beacon().signature());
            if (!draw.beacon().previous().isEmpty()) {
                json.writeStringField("previous", draw.beacon().previous());
            }
        }
        json.writeEndObject();
    }

    private void round(JsonWriter json, BeaconRound round) throws IOException {
        json.writeNumberField("round", round.round());
        long at = beacons.chain(round.chain())
                .map(chain -> millis(chain, round.round()))
                .orElse(0L);
        if (at > 0) {
            Json.time(json, "at", at);
        }
    }

    /** 0 for one that nobody lives to see. */
    private static long millis(BeaconChain chain, long round) {
        try {
            return chain.timeMillis(round);
        } catch (ArithmeticException e) {
            return 0;
        }
    }

    /** Which secrets are known, and what is waited for. */
    private static void values(JsonWriter json, Draw draw) throws IOException {
        texts(
                json,
                "secrets",
                draw.fairness().parties().stream()
                        .map(draw.secrets()::get)
                        .filter(Objects::nonNull)
                        .toList());
        json.writeObjectFieldStart("missing");
        texts(json, "commitments", draw.missingParties());
        json.writeBooleanField("beacon", draw.isBeaconMissing());
        json.writeEndObject();
        if (draw.waived()) {
            json.writeBooleanField("waived", true);
        }
    }

    private static void texts(JsonWriter json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
