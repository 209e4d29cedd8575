package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.Units;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Seats by name in documents: {@code ["A-12", "A-13"]}. */
final class SeatNames {
    private static final byte[] BEGIN = JsonBytes.constant("[");
    private static final byte[] COMMA = JsonBytes.constant(",");
    private static final byte[] END = JsonBytes.constant("]");
    private static final byte[] NONE = JsonBytes.constant("[]");

    private SeatNames() {}

    /** Numbers in the order of the names; null, with errors, if one is no seat of the map or stands there twice. */
    static int[] read(FieldReader fields, String field, SeatMap map, int least, int most) {
        List<?> names = fields.array(field, least, most);
        if (names == null) {
            return null;
        }
        int[] seats = new int[names.size()];
        Set<Integer> known = new HashSet<>();
        boolean good = true;
        for (int i = 0; i < seats.length; i++) {
            seats[i] = names.get(i) instanceof String name ? map.seat(name) : -1;
            if (seats[i] < 0 || !known.add(seats[i])) {
                String detail = seats[i] < 0 ? "is not a seat of this sale" : "is a seat that stands there already";
                fields.errors().add(fields.pointer(field) + "/" + i, detail);
                good = false;
            }
        }
        return good ? seats : null;
    }

    static void write(JsonBytes json, SeatMap map, Units seats) {
        for (int i = 0; i < seats.size(); i++) {
            json.json(i == 0 ? BEGIN : COMMA).string(map.name(seats.get(i)));
        }
        json.json(seats.isEmpty() ? NONE : END);
    }
}
