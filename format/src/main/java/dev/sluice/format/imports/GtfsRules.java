package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.TierTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code trains} of a layout: which trips of a feed are sold, and as what. */
final class GtfsRules {
    private static final int MAX_RULES = 10_000;

    private final List<Rule> rules;

    /**
     * Which trips are trains of this kind; null is any.
     *
     * @param index its place in the layout
     * @param id of the train, where the trip is named; null for one that is made of the trip's
     * @param sales null for those of the layout
     */
    record Rule(int index, String trip, String route, String id, String formation, List<Price> prices, Object sales) {
        boolean suits(GtfsTrip other) {
            return (trip == null || trip.equals(other.id())) && (route == null || route.equals(other.route()));
        }
    }

    /** What a hop of so many minutes costs in a class. */
    record Price(String tier, long perHop, long perMinute) {}

    private GtfsRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws InvalidFieldsException if something is wrong with them */
    static GtfsRules read(Map<String, Object> layout) {
        FieldErrors errors = new FieldErrors();
        FieldReader reader = new FieldReader("", layout, errors);
        List<Rule> rules = new ArrayList<>();
        List<FieldReader> elements = reader.objects("trains", 1, MAX_RULES);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) != null) {
                rules.add(rule(elements.get(i), i));
            }
        }
        if (reader.has("stops")) {
            reader.wrong("stops", "are the feed's");
        }
        errors.throwIfAny();
        return new GtfsRules(rules);
    }

    private static Rule rule(FieldReader rule, int index) {
        List<Price> prices = new ArrayList<>();
        for (FieldReader price : rule.objects("prices", 1, 100)) {
            if (price != null) {
                prices.add(new Price(
                        price.anyText("class"),
                        price.number("perHop", 0, TierTerms.MAX_PRICE, 0L),
                        price.number("perMinute", 0, TierTerms.MAX_PRICE / Times.MINUTES_OF_DAY, 0L)));
                price.refuseOthers();
            }
        }
        FieldReader sales = rule.object("sales", false);
        String id = rule.has("id") ? rule.anyText("id") : null;
        if (id != null && !rule.has("trip")) {
            rule.wrong("id", "goes with trip: it is of one train");
        } else if (id != null && !TimetableFields.TRAIN_ID.matcher(id).matches()) {
            rule.wrong("id", TimetableFields.TRAIN_ID_RULE);
        }
        Rule read = new Rule(
                index,
                rule.has("trip") ? rule.anyText("trip") : null,
                rule.has("route") ? rule.anyText("route") : null,
                id,
                rule.anyText("formation"),
                prices,
                sales == null ? null : sales.tree());
        rule.refuseOthers();
        return read;
    }

    /** Tells of rules that were written in vain. */
    void noteUnused(Collection<GtfsTrip> trips, GtfsErrors errors) {
        Set<Rule> used = new HashSet<>();
        trips.forEach(trip -> used.add(of(trip)));
        rules.stream()
                .filter(rule -> !used.contains(rule))
                .forEach(rule -> errors.note("the layout's /trains/" + rule.index + " suits no trip of the feed"));
    }

    /** The first that suits, or null. */
    Rule of(GtfsTrip trip) {
        return rules.stream().filter(rule -> rule.suits(trip)).findFirst().orElse(null);
    }
}
