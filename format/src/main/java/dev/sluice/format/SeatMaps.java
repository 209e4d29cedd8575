package dev.sluice.format;

import dev.sluice.sale.SeatMap;
import java.nio.charset.StandardCharsets;

/** The open seat-map format. Any thread may use it. */
public final class SeatMaps {
    private SeatMaps() {}

    /** @throws InvalidFieldsException naming everything that is wrong, with its JSON pointer */
    public static SeatMap fromJson(byte[] document) {
        FieldErrors errors = new FieldErrors();
        SeatMap map = SeatMapJson.read(JsonTree.object(document), errors);
        errors.throwIfAny();
        return map;
    }

    /**
     * @param focalPoint x and y; null for the middle of the front edge
     * @throws InvalidFieldsException naming everything that is wrong, with its line and column
     */
    public static SeatMap fromCsv(byte[] table, int[] focalPoint) {
        FieldErrors errors = new FieldErrors();
        SeatMap map = SeatMapCsv.read(new String(table, StandardCharsets.UTF_8), focalPoint, errors);
        errors.throwIfAny();
        return map;
    }

    /** JSON, in one form only. */
    public static byte[] toJson(SeatMap map) {
        return SeatMapWriter.write(map).getBytes(StandardCharsets.UTF_8);
    }
}
