package dev.sluice.format.plan;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import java.util.List;

/** Reads the open seat-map format from JSON, see {@code docs/reference/seat-maps.md}, and names everything that is wrong with it. */
final class SeatMapJson {
    /** As long as a sale's may be. */
    private static final int MAX_TIER_NAME = 100;

    private final SeatDraft draft;
    private int rows;

    private SeatMapJson(FieldErrors errors, boolean isNew) {
        this.draft = new SeatDraft(errors, isNew);
    }

    /** Null, with errors, if it is not in order. */
    static SeatMap read(FieldReader map, boolean isNew) {
        int before = map.errors().count();
        SeatMapJson reading = new SeatMapJson(map.errors(), isNew);
        reading.map(map);
        return reading.draft.finish(map.pointer("sections"), before);
    }

    private void map(FieldReader map) {
        FieldReader focal = map.object("focalPoint", false);
        if (focal != null) {
            draft.focalPoint(SeatDraft.coordinate(focal, "x", null), SeatDraft.coordinate(focal, "y", null));
            focal.refuseOthers();
        }
        String tier = map.has("tier") ? map.slug("tier", null) : null;
        List<FieldReader> named = map.has("tiers") ? map.objects("tiers", 0, SaleTerms.MAX_TIERS) : List.of();
        for (FieldReader one : named) {
            draft.tier(one.pointer("id"), one.slug("id", null), one.text("name", 1, MAX_TIER_NAME, null));
            one.refuseOthers();
        }
        map.objects("sections", 1, SeatMap.MAX_SECTIONS).forEach(section -> section(section, tier));
        map.refuseOthers();
    }

    private void section(FieldReader section, String tierOfMap) {
        String id = section.text("id", 1, 40, null);
        String name = section.text("name", 1, 100, id);
        int weight = (int) section.number(
                "weight", SeatMap.Section.MIN_WEIGHT, SeatMap.Section.MAX_WEIGHT, (long) SeatDraft.DEFAULT_WEIGHT);
        String tier = section.has("tier") ? section.slug("tier", null) : tierOfMap;
        SeatDraft.Section drafted = draft.section(section.pointer("id"), id, name, weight);
        for (FieldReader row : section.objects("rows", 1, SeatMap.MAX_SEATS)) {
            rows++;
            String label = row.text("label", 1, 20, null);
            SeatDraft.Row draftedRow = SeatDraft.row(drafted, row.pointer("label"), label);
            new SeatRowJson(row, draftedRow, rows * SeatRowJson.PITCH).read(tier);
        }
        section.refuseOthers();
    }
}
