package dev.sluice.format.imports;

import dev.sluice.format.plan.CarFields;
import dev.sluice.format.plan.TrainCalls;
import dev.sluice.format.plan.TrainFields;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Fares;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the JSON of a {@link Timetable}: what several trains share first, then the trains. Used once. */
final class TimetableFields {
    private static final int MAX_ELEMENTS = 100_000;
    /** From each stop to each, in all classes of all trains: a quarter of a gigabyte. Few bytes of a document can ask for many. */
    private static final long MAX_PRICES = 32_000_000;

    static final Pattern TRAIN_ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?");

    static final String TRAIN_ID_RULE = "is 1 to 40 characters of A-Z, a-z, 0-9 and -, not - at an end";

    private final FieldReader root;
    private final FieldErrors errors;
    private final Map<String, TrainCalls.Name> stopNames = new HashMap<>();
    private final Map<String, List<List<String>>> layouts = new HashMap<>();
    private final Map<String, Formation> formations = new HashMap<>();
    private final Set<String> slugs = new HashSet<>();
    private long priceCount;

    TimetableFields(FieldReader root) {
        this.root = root;
        this.errors = root.errors();
    }

    /** The classes and cars that a train has, without prices; what has errors is null. */
    private record Formation(List<String> ids, List<String> names, List<Train.Car> cars) {}

    List<TrainRun> read() {
        ZoneId zone = TrainFields.zone(root);
        String currency = root.currency("currency");
        SaleRules rules = root.has("sales") ? SaleRules.read(root.object("sales", true)) : null;
        for (FieldReader stop : elements("stops")) {
            String id = named(stop, stopNames.keySet());
            stopNames.put(id, TrainCalls.Name.read(stop, id));
            stop.refuseOthers();
        }
        for (FieldReader layout : root.has("layouts") ? elements("layouts") : List.<FieldReader>of()) {
            layouts.put(named(layout, layouts.keySet()), CarFields.benches(layout));
            layout.refuseOthers();
        }
        for (FieldReader formation : elements("formations")) {
            formations.put(named(formation, formations.keySet()), formation(formation));
            formation.refuseOthers();
        }
        List<TrainRun> runs = new ArrayList<>();
        for (FieldReader train : elements("trains")) {
            runs.add(run(train, zone == null ? null : zone.getId(), currency, rules));
        }
        if (priceCount > MAX_PRICES) {
            errors.add(
                    root.pointer("trains"),
                    "have more than " + MAX_PRICES + " prices from stop to stop; send some at a time");
        }
        root.refuseOthers();
        return runs;
    }

    private List<FieldReader> elements(String name) {
        return root.objects(name, 1, MAX_ELEMENTS);
    }

    private static String named(FieldReader element, Set<String> known) {
        String id = element.text("id", 1, 60, null);
        if (id != null && known.contains(id)) {
            element.errors().add(element.pointer("id"), "is there already");
        }
        return id;
    }

    private Formation formation(FieldReader formation) {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (FieldReader one : formation.objects("classes", 1, SaleTerms.MAX_TIERS)) {
            String id = one.slug("id", null);
            if (id != null && ids.contains(id)) {
                errors.add(one.pointer("id"), "is the id of another class");
            }
            ids.add(id);
            names.add(one.text("name", 1, 100, id));
            one.refuseOthers();
        }
        Set<String> carIds = new HashSet<>();
        List<Train.Car> cars = new ArrayList<>();
        for (FieldReader car : formation.objects("cars", 1, Train.MAX_CARS)) {
            cars.add(car(car, ids, carIds));
        }
        return ids.contains(null) || cars.contains(null) ? null : new Formation(ids, names, cars);
    }

    private Train.Car car(FieldReader car, List<String> classes, Set<String> carIds) {
        String id = CarFields.id(car, carIds);
        int tier = CarFields.travelClass(car, classes);
        List<List<String>> benches;
        if (car.has("layout")) {
            benches = known(car, "layout", layouts, "is not one of the layouts");
        } else {
            benches = CarFields.benches(car);
        }
        car.refuseOthers();
        return id == null || tier < 0 || benches == null ? null : new Train.Car(id, tier, benches);
    }

    private <T> T known(FieldReader fields, String name, Map<String, T> all, String otherwise) {
        String id = fields.anyText(name);
        if (id != null && !all.containsKey(id)) {
            errors.add(fields.pointer(name), otherwise);
        }
        return all.get(id);
    }

    /** Means nothing if there are errors. */
    private TrainRun run(FieldReader train, String zone, String currency, SaleRules shared) {
        String id = trainId(train);
        String name = train.text("name", 1, 100, id);
        Formation formation = known(train, "formation", formations, "is not one of the formations");
        List<Train.Stop> stops = calls(train);
        List<Fares> fares = fares(train, formation, stops);
        ServiceDays runs = ServiceDays.read(train.object("days", true));
        FieldReader own = train.object("sales", shared == null);
        SaleRules rules = own == null ? shared : SaleRules.read(own);
        train.refuseOthers();
        Train built = null;
        if (errors.isEmpty()) {
            List<Train.TravelClass> classes = new ArrayList<>();
            for (int tier = 0; tier < fares.size(); tier++) {
                classes.add(new Train.TravelClass(
                        formation.ids().get(tier), formation.names().get(tier), fares.get(tier)));
            }
            built = TrainFields.build(
                    train, new TrainFields.Parts(id, name, zone, currency, stops, classes, formation.cars()));
        }
        return new TrainRun(path(train), built, runs, rules);
    }

    private String trainId(FieldReader train) {
        String id = train.anyText("id");
        if (id == null) {
            return null;
        }
        if (!TRAIN_ID.matcher(id).matches()) {
            errors.add(train.pointer("id"), TRAIN_ID_RULE);
            return null;
        }
        if (!slugs.add(TrainRun.slug(id))) {
            errors.add(train.pointer("id"), "is the id of another train");
        }
        return id;
    }

    private List<Train.Stop> calls(FieldReader train) {
        List<Train.Stop> stops = new ArrayList<>();
        TrainCalls calls = new TrainCalls();
        List<FieldReader> elements = train.objects("calls", 2, Train.MAX_STOPS);
        for (int i = 0; i < elements.size(); i++) {
            FieldReader call = elements.get(i);
            TrainCalls.Name name = known(call, "stop", stopNames, "is not one of the stops");
            String id = name == null ? null : call.anyText("stop");
            stops.add(calls.read(call, "stop", id, name, i == 0, i == elements.size() - 1));
        }
        return stops;
    }

    /** By class of the formation, each of which needs prices. */
    private List<Fares> fares(FieldReader train, Formation formation, List<Train.Stop> stops) {
        List<String> stopIds =
                stops.stream().map(stop -> stop == null ? null : stop.id()).toList();
        Map<String, Fares> byClass = new HashMap<>();
        for (FieldReader prices : train.objects("prices", 1, SaleTerms.MAX_TIERS)) {
            String id = prices.anyText("class");
            priceCount += (long) stopIds.size() * stopIds.size();
            Fares fares = priceCount > MAX_PRICES ? null : TrainFields.fares(prices, stopIds);
            prices.refuseOthers();
            if (formation != null && id != null && !formation.ids().contains(id)) {
                errors.add(prices.pointer("class"), "is not a class of the formation");
            } else if (byClass.containsKey(id)) {
                errors.add(prices.pointer("class"), "has prices already");
            }
            byClass.put(id, fares);
        }
        List<Fares> fares = new ArrayList<>();
        for (String id : formation == null ? List.<String>of() : formation.ids()) {
            if (!byClass.containsKey(id)) {
                errors.add(train.pointer("prices"), "has prices for class " + id);
            }
            fares.add(byClass.get(id));
        }
        return fares;
    }

    private static String path(FieldReader train) {
        String pointer = train.pointer("");
        return pointer.substring(0, pointer.length() - 1);
    }
}
