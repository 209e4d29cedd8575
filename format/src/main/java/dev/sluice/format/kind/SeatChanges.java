package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Units;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What a merchant does to seats: {@code {"seats": ["A-1"], "withhold": true}}, or a whole {@code section}, or a {@code row} of it; and
 * {@code tier} moves them.
 *
 * @param tier index of the tier they are in from now on; -1 to leave each where it is
 */
record SeatChanges(Units seats, int tier, SeatChange change) {

    /** Errors are added to the reader's, and then what is returned means nothing. The sale is one of seats. */
    static SeatChanges read(FieldReader body, SaleTerms terms) {
        SeatMap map = ((SeatedTerms) terms.inventory()).plan();
        int[] seats = body.has("seats") ? SeatNames.read(body, "seats", map, 1, map.seats()) : place(body, map);
        SeatChange change = !body.has("withhold")
                ? SeatChange.KEEP
                : body.flag("withhold", false) ? SeatChange.WITHHOLD : SeatChange.RELEASE;
        int tier = body.has("tier") ? PurchaseFields.tier(body, terms) : -1;
        body.refuseOthers();
        if (!body.has("withhold") && !body.has("tier")) {
            body.errors().add(body.pointer("withhold"), "is needed, or tier");
        }
        return seats == null ? null : new SeatChanges(Units.of(seats), tier, change);
    }

    Command.ChangeSeats command(UUID id) {
        return new Command.ChangeSeats(id, seats, tier, change);
    }

    /** The seats of a section, or of one of its rows; null with an error if there is none such. */
    private static int[] place(FieldReader body, SeatMap map) {
        boolean only = map.sections().size() == 1 && !body.has("section") && body.has("row");
        String id = only ? map.sections().getFirst().id() : body.anyText("section");
        int section = id == null ? -1 : map.sectionIndex(id);
        String label = body.has("row") ? body.anyText("row") : null;
        if (id != null && section < 0) {
            body.errors().add(body.pointer("section"), "is not a section of this sale");
        }
        if (section < 0) {
            return null;
        }
        if (label == null) {
            return seats(map, map.firstRow(section), map.firstRow(section + 1));
        }
        for (int row = map.firstRow(section); row < map.firstRow(section + 1); row++) {
            if (map.rowLabel(row).equals(label)) {
                return seats(map, row, row + 1);
            }
        }
        body.errors().add(body.pointer("row"), "is not a row of this section");
        return null;
    }

    private static int[] seats(SeatMap map, int firstRow, int endRow) {
        return IntStream.range(map.firstSeat(firstRow), map.firstSeat(endRow)).toArray();
    }
}
