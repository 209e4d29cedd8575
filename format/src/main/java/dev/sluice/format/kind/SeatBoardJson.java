package dev.sluice.format.kind;

import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which seats are free, for pages that draw them. Seats are numbered in the order in which the map has them, from 0. */
final class SeatBoardJson implements SingleUnits.Board {
    private static final int VERSION_BYTES = 12;

    private final SaleTerms terms;
    private final SeatedTerms seated;
    private final SeatAvailability seats;
    private final String version;

    SeatBoardJson(SaleTerms terms, SeatedTerms seated, SeatAvailability seats) {
        this.terms = terms;
        this.seated = seated;
        this.seats = seats;
        this.version = version(seated, seats);
    }

    @Override
    public String version() {
        return version;
    }

    private static String version(SeatedTerms seated, SeatAvailability seats) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(seated.plan().version().getBytes(StandardCharsets.ISO_8859_1));
            digest.update(seats.bytes());
            for (int seat = 0; seat < seats.seats(); seat++) {
                digest.update((byte) seated.tierOf(seat));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * {@code {"map": {"version", "url"}, "version", "free", "tiers": [{"tier", "seats": […]}]}}, where {@code free} is a bit a seat in
     * base64, and {@code tiers} has the seats that are not in the tier that the map puts them in.
     */
    @Override
    public byte[] whole() {
        SeatMap map = seated.plan();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("map");
            json.writeStringField("version", map.version());
            json.writeStringField("url", SeatMaps.url(map.version()));
            json.writeEndObject();
            json.writeStringField("version", version);
            json.writeStringField("free", Base64.getEncoder().encodeToString(seats.bytes()));
            json.writeArrayFieldStart("tiers");
            for (int tier = 0; tier < terms.tiers().size(); tier++) {
                int index = tier;
                int[] moved = IntStream.range(0, map.seats())
                        .filter(seat -> seated.tierOf(seat) == index && seated.isMoved(seat))
                        .toArray();
                if (moved.length > 0) {
                    json.writeStartObject();
                    json.writeStringField("tier", terms.tiers().get(tier).id());
                    array(json, "seats", moved);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** {@code {"version", "freed": […], "taken": […]}}; null where seats have moved to other tiers. */
    @Override
    public byte[] since(SingleUnits.Board older) {
        SeatBoardJson before = (SeatBoardJson) older;
        if (!before.seated.hasSameTiers(seated)) {
            return null;
        }
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", version);
            array(json, "freed", seatsThat(seat -> seats.isFree(seat) && !before.seats.isFree(seat)));
            array(json, "taken", seatsThat(seat -> before.seats.isFree(seat) && !seats.isFree(seat)));
            json.writeEndObject();
        });
    }

    private int[] seatsThat(IntPredicate changed) {
        return IntStream.range(0, seats.seats()).filter(changed).toArray();
    }

    private static void array(JsonWriter json, String name, int[] seats) throws IOException {
        json.writeFieldName(name);
        json.writeArray(seats, 0, seats.length);
    }
}
