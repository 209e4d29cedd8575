package dev.sluice.format.plan;

import dev.sluice.json.Decoding;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SeatMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The open seat-map format. Any thread may use it. */
public final class SeatMaps {
    private SeatMaps() {}

    /** @throws InvalidFieldsException naming everything that is wrong, with its JSON pointer */
    public static SeatMap fromJson(byte[] document) {
        return fromJson(document, true);
    }

    /** One that was taken in before, maybe by another release. */
    public static SeatMap stored(byte[] document) {
        return fromJson(document, false);
    }

    private static SeatMap fromJson(byte[] document, boolean isNew) {
        FieldErrors errors = new FieldErrors();
        SeatMap map = SeatMapJson.read(new FieldReader("", JsonTree.object(document), errors), isNew);
        errors.throwIfAny();
        return map;
    }

    /** A map within another document; null with errors, which are added to the reader's. */
    public static SeatMap read(FieldReader map) {
        return SeatMapJson.read(map, true);
    }

    /**
     * @param charset of the bytes
     * @param focalPoint x and y; null for the middle of the front edge
     * @throws InvalidFieldsException naming everything that is wrong, with its line and column
     */
    public static SeatMap fromCsv(byte[] table, Charset charset, int[] focalPoint) {
        FieldErrors errors = new FieldErrors();
        SeatMap map = SeatMapCsv.read(Decoding.decode(table, charset), focalPoint, errors);
        errors.throwIfAny();
        return map;
    }

    /** A sample: 789 seats in stalls and a circle, in the tiers {@code premium}, {@code stalls} and {@code circle}. */
    public static SeatMap theatre() {
        return sample("theatre");
    }

    /** A sample: 60,000 seats around a pitch, in the tiers {@code category-1} to {@code category-4}. */
    public static SeatMap stadium() {
        return sample("stadium");
    }

    private static SeatMap sample(String name) {
        try (InputStream document = SeatMaps.class.getResourceAsStream("/seat-maps/" + name + ".json")) {
            return fromJson(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sample " + name, e);
        }
    }

    /** Where a map is to be had. */
    public static String url(String version) {
        return "/v1/seat-maps/" + version;
    }

    /** JSON, in one form only. */
    public static byte[] toJson(SeatMap map) {
        return text(map).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #toJson} has, as a text. */
    public static String text(SeatMap map) {
        return SeatMapWriter.write(map);
    }
}
