package dev.sluice.format.store;

import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code {"orphans": "SOFT", "withheld": [3, 4], "moved": [[17, 0]]}}, where
 * seats are numbers, and {@code moved} pairs a seat with the index of the tier it is in, for those that are not in the map's tier.
 */
final class SeatedStore implements KindStore {
    static final KindStore SEATED = new SeatedStore();

    private SeatedStore() {}

    @Override
    public String kind() {
        return "seated";
    }

    @Override
    public Set<RowContent> rows() {
        return Set.of(RowContent.PAYMENTS, RowContent.SEATS);
    }

    @Override
    public String store(InventoryTerms inventory) {
        SeatedTerms terms = (SeatedTerms) inventory;
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

    @Override
    public InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers) {
        Map<String, Object> json = JsonTree.object(stored);
        List<String> ids = tiers.stream().map(TierTerms::id).toList();
        SeatedTerms terms = SeatedTerms.of((SeatMap) plan, ids, OrphanRule.valueOf((String) json.get("orphans")));
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

    /** A byte a seat beside a few numbers. */
    @Override
    public boolean isLargerThanStored() {
        return true;
    }

    @Override
    public String storePlan(Plan plan) {
        return SeatMaps.text((SeatMap) plan);
    }

    @Override
    public String planVersion(Plan plan) {
        return ((SeatMap) plan).version();
    }

    @Override
    public Plan restorePlan(String document) {
        return SeatMaps.stored(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Units units(List<?> numbers) {
        return Units.of(numbers.stream().mapToInt(number -> (Integer) number).toArray());
    }
}
