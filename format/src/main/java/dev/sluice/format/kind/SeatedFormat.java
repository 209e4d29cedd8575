package dev.sluice.format.kind;

import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * {@code {"kind": "seated", "map": …, "tiers": [{"id", "name", "price"}], "orphans": "soft", "withheld": ["A-1"], "moved": [{"tier", "seats"}]}},
 * where the map is one that was imported, named by its version, or stands there whole; {@code moved} are seats that are in another tier than the map
 * says. A purchase names {@code seats}, or asks for {@code bestAvailable}.
 */
final class SeatedFormat implements KindFormat {
    static final KindFormat SEATED = new SeatedFormat();

    /** So that the receipt of a purchase that is not decided yet fits into a URL. */
    private static final int MAX_SEATS_A_PURCHASE = 250;

    private static final byte[] SEATS = JsonBytes.constant(",\"seats\":");
    private static final byte[] SECTION = JsonBytes.constant(",\"section\":");
    private static final byte[] UNIT = JsonBytes.constant("{\"kind\":\"seated\",\"seat\":");
    private static final byte[] SECTION_NAME = JsonBytes.constant(",\"sectionName\":");
    private static final byte[] ROW = JsonBytes.constant(",\"row\":");
    private static final byte[] LABEL = JsonBytes.constant(",\"label\":");
    private static final byte[] END = JsonBytes.constant("}");

    private SeatedFormat() {}

    @Override
    public String kind() {
        return "seated";
    }

    @Override
    public Offer read(FieldReader inventory, Plans plans) {
        SeatMap map = map(inventory, plans);
        OrphanRule orphans = orphans(inventory);
        TierFields.Tiers tiers = TierFields.read(
                inventory, (_, id) -> map == null || id == null ? 0 : seatsIn(map, id), id -> name(map, id));
        List<String> ids =
                tiers.list().stream().map(tier -> tier == null ? "" : tier.id()).toList();
        int[] withheld = map == null || !inventory.has("withheld")
                ? new int[0]
                : SeatNames.read(inventory, "withheld", map, 0, map.seats());
        List<Moved> moved = map == null ? List.of() : moved(inventory, map, ids);
        if (map == null) {
            inventory.raw("withheld");
            inventory.raw("moved");
        }
        inventory.refuseOthers();
        boolean complete = map != null && withheld != null && moved != null && requireTiers(inventory, map, ids);
        if (!complete) {
            return null;
        }
        SeatedTerms terms = SeatedTerms.of(map, ids, orphans);
        for (Moved each : moved) {
            terms = terms.with(each.seats, each.tier, SeatChange.KEEP);
        }
        terms = terms.with(Units.of(withheld), -1, SeatChange.WITHHOLD);
        return new Offer(
                terms, tiers.currency(), tiers.list().contains(null) ? tiers.list() : terms.fitted(tiers.list()));
    }

    private record Moved(int tier, Units seats) {}

    /** Null with errors. */
    private static List<Moved> moved(FieldReader inventory, SeatMap map, List<String> ids) {
        List<Moved> moved = new ArrayList<>();
        boolean good = true;
        Set<Integer> known = new HashSet<>();
        List<FieldReader> all = inventory.has("moved") ? inventory.objects("moved", 0, SaleTerms.MAX_TIERS) : List.of();
        for (FieldReader each : all) {
            int tier = ids.indexOf(each.anyText("tier"));
            if (tier < 0) {
                each.errors().add(each.pointer("tier"), "is not a tier of this sale");
            }
            int[] seats = SeatNames.read(each, "seats", map, 1, map.seats());
            each.refuseOthers();
            for (int i = 0; seats != null && i < seats.length; i++) {
                if (!known.add(seats[i])) {
                    each.errors().add(each.pointer("seats") + "/" + i, "is a seat that stands there already");
                    good = false;
                }
            }
            good = good && tier >= 0 && seats != null;
            if (good) {
                moved.add(new Moved(tier, Units.of(seats)));
            }
        }
        return good ? moved : null;
    }

    @Override
    public void write(JsonWriter json, SaleTerms terms) throws IOException {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        SeatMap map = seated.plan();
        json.writeStringField("map", map.version());
        TierFields.write(json, terms, false);
        json.writeStringField("orphans", seated.orphans().name().toLowerCase(Locale.ROOT));
        writeSeats(json, "withheld", map, seated::isWithheld);
        writeMoved(json, terms);
    }

    static void writeMoved(JsonWriter json, SaleTerms terms) throws IOException {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        SeatMap map = seated.plan();
        json.writeArrayFieldStart("moved");
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            int to = tier;
            IntPredicate isMovedThere = seat -> seated.tierOf(seat) == to && seated.isMoved(seat);
            if (IntStream.range(0, map.seats()).anyMatch(isMovedThere)) {
                json.writeStartObject();
                json.writeStringField("tier", terms.tiers().get(tier).id());
                writeSeats(json, "seats", map, isMovedThere);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeSeats(JsonWriter json, String name, SeatMap map, IntPredicate which) throws IOException {
        json.writeArrayFieldStart(name);
        for (int seat = 0; seat < map.seats(); seat++) {
            if (which.test(seat)) {
                json.writeString(map.name(seat));
            }
        }
        json.writeEndArray();
    }

    private static SeatMap map(FieldReader inventory, Plans plans) {
        if (inventory.raw("map") instanceof Map<?, ?> whole) {
            return SeatMaps.read(new FieldReader(inventory.pointer("map"), JsonTree.cast(whole), inventory.errors()));
        }
        String version = inventory.anyText("map");
        SeatMap map = version != null && plans.find(version) instanceof SeatMap found ? found : null;
        if (version != null && map == null) {
            inventory
                    .errors()
                    .add(inventory.pointer("map"), "is the version of a seat map that was imported, or a map");
        }
        return map;
    }

    private static OrphanRule orphans(FieldReader inventory) {
        String name = inventory.has("orphans") ? inventory.anyText("orphans") : "soft";
        for (OrphanRule rule : OrphanRule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(name)) {
                return rule;
            }
        }
        inventory.errors().add(inventory.pointer("orphans"), "is one of off, soft and strict");
        return OrphanRule.SOFT;
    }

    /** As the map calls a tier, if it does. */
    private static String name(SeatMap map, String tier) {
        String name = map == null ? null : map.tierName(tier);
        return name == null ? tier : name;
    }

    private static int seatsIn(SeatMap map, String tier) {
        int count = 0;
        int index = map.tiers().indexOf(tier);
        for (int seat = 0; seat < map.seats(); seat++) {
            count += map.tierOf(seat) == index ? 1 : 0;
        }
        return count;
    }

    private static boolean requireTiers(FieldReader inventory, SeatMap map, List<String> ids) {
        List<String> missing =
                map.tiers().stream().filter(tier -> !ids.contains(tier)).toList();
        if (!missing.isEmpty()) {
            inventory
                    .errors()
                    .add(inventory.pointer("tiers"), "has no price for seats that the map puts in " + missing);
        }
        return missing.isEmpty();
    }

    @Override
    public void check(PurchaseRules rules, FieldErrors errors) {
        if (rules.takeStock() == TakeStock.PAYMENT) {
            errors.add("/takeStock", "is HOLD or ORDER: a seat is held by one who may pay for it");
        }
    }

    @Override
    public void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        json.writeObjectFieldStart("map");
        json.writeStringField("version", seated.plan().version());
        json.writeStringField("url", SeatMaps.url(seated.plan().version()));
        json.writeNumberField("seats", seated.plan().seats());
        json.writeEndObject();
        json.writeStringField("orphans", seated.orphans().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        if (purchase.has("seats")) {
            return chosen(purchase, terms, seated);
        }
        FieldReader best = purchase.has("bestAvailable") ? purchase.object("bestAvailable", true) : purchase;
        int tier = PurchaseFields.tier(best, terms);
        int quantity = PurchaseFields.quantity(best);
        int section = best.has("section") ? section(best, seated.plan()) : -1;
        if (best != purchase) {
            best.refuseOthers();
        }
        return new Wanted(tier, quantity, section < 0 ? Selection.ANY : new Selection.Best(section));
    }

    private static int section(FieldReader best, SeatMap map) {
        String id = best.anyText("section");
        int section = id == null ? -1 : map.sectionIndex(id);
        if (id != null && section < 0) {
            best.errors().add(best.pointer("section"), "is not a section of this sale");
        }
        return section;
    }

    /** In ascending order, so that the same seats are the same wish; where they may be of several tiers, tier by tier. */
    private static Wanted chosen(FieldReader purchase, SaleTerms terms, SeatedTerms seated) {
        int[] seats = SeatNames.read(purchase, "seats", seated.plan(), 1, MAX_SEATS_A_PURCHASE);
        if (seats == null) {
            return null;
        }
        Arrays.sort(seats);
        boolean several = IntStream.of(seats).map(seated::tierOf).distinct().count() > 1;
        if (!several || !terms.rules().mixedTiers()) {
            return new Wanted(seated.tierOf(seats[0]), seats.length, new Selection.Chosen(Units.of(seats)));
        }
        int[] byTier = IntStream.of(seats)
                .boxed()
                .sorted(Comparator.comparingInt(seated::tierOf))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] counts = new int[seated.tierOf(byTier[byTier.length - 1]) + 1];
        IntStream.of(seats).forEach(seat -> counts[seated.tierOf(seat)]++);
        return PurchaseFields.several(counts, Units.of(byTier));
    }

    @Override
    public void wish(JsonBytes json, SaleTerms terms, Selection selection) {
        SeatMap map = ((SeatedTerms) terms.inventory()).plan();
        switch (selection) {
            case Selection.Chosen _, Selection.Items _ -> SeatNames.write(json.json(SEATS), map, selection.seats());
            case Selection.Best(int section)
            when section >= 0 ->
                json.json(SECTION).string(map.sections().get(section).id());
            case Selection.Any _, Selection.Best _, Selection.Stretch _ -> {}
        }
    }

    @Override
    public void unit(JsonBytes json, SaleTerms terms, Selection selection, Units units, int index, long amount) {
        SeatMap map = ((SeatedTerms) terms.inventory()).plan();
        int seat = units.get(index);
        int row = map.rowOf(seat);
        SeatMap.Section section = map.sections().get(map.sectionOfRow(row));
        json.json(UNIT).string(map.name(seat)).json(SECTION).string(section.id());
        json.json(SECTION_NAME).string(section.name());
        json.json(ROW)
                .string(map.rowLabel(row))
                .json(LABEL)
                .string(map.label(seat))
                .json(END);
    }

    @Override
    public SingleUnits singleUnits() {
        return SeatedUnits.SEATS;
    }

    @Override
    public List<String> names(SaleTerms terms, Units units) {
        return IntStream.of(units.toArray()).mapToObj(seat -> name(terms, seat)).toList();
    }

    @Override
    public String name(SaleTerms terms, int unit) {
        return ((SeatedTerms) terms.inventory()).plan().name(unit);
    }
}
