package dev.sluice.format;

import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a ledger keeps of a seated sale beside its map: {@code {"orphans": "SOFT", "withheld": [3, 4], "moved": [[17, 0]]}}, where
 * seats are numbers, and {@code moved} pairs a seat with the index of the tier it is in, for those that are not in the map's tier.
 */
final class SeatedStore {
    private SeatedStore() {}

    static String write(SeatedTerms terms) {
        SeatMap map = terms.plan();
        return Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("orphans", terms.orphans().name());
            json.writeArrayFieldStart("withheld");
            for (int seat = 0; seat < map.seats(); seat++) {
                if (terms.isWithheld(seat)) {
                    json.writeNumber(seat);
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("moved");
            for (int seat = 0; seat < map.seats(); seat++) {
                if (terms.isMoved(seat)) {
                    json.writeArray(new int[] {seat, terms.tierOf(seat)}, 0, 2);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static SeatedTerms read(String stored, SeatMap map, List<String> tiers) {
        Map<String, Object> json = JsonTree.object(stored);
        SeatedTerms terms = SeatedTerms.of(map, tiers, OrphanRule.valueOf((String) json.get("orphans")));
        List<List<Integer>> byTier = new ArrayList<>();
        tiers.forEach(_ -> byTier.add(new ArrayList<>()));
        for (Object pair : (List<?>) json.get("moved")) {
            List<?> seatAndTier = (List<?>) pair;
            byTier.get((Integer) seatAndTier.get(1)).add((Integer) seatAndTier.get(0));
        }
        for (int tier = 0; tier < byTier.size(); tier++) {
            terms = terms.with(units(byTier.get(tier)), tier, SeatChange.KEEP);
        }
        return terms.with(units((List<?>) json.get("withheld")), -1, SeatChange.WITHHOLD);
    }

    private static Units units(List<?> numbers) {
        return Units.of(numbers.stream().mapToInt(number -> (Integer) number).toArray());
    }
}
