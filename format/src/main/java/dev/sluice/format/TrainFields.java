package dev.sluice.format;

import dev.sluice.json.FieldReader;
import dev.sluice.json.Texts;
import dev.sluice.sale.Fares;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a train, and the parts that timetables share with it. What has errors is returned as null. */
final class TrainFields {
    private static final int MAX_ROWS = 200;

    private TrainFields() {}

    static Train train(FieldReader train) {
        String id = train.text("id", 1, 40, null);
        String name = train.text("name", 1, 100, id);
        ZoneId zone = zone(train);
        String currency = TierFields.code(train);
        List<Train.Stop> stops = stops(train);
        List<Train.TravelClass> classes = classes(train, stops);
        List<Train.Car> cars =
                cars(train, classes.stream().map(Train.TravelClass::id).toList());
        train.refuseOthers();
        boolean whole = Stream.of(id, name, zone, currency).allMatch(Objects::nonNull)
                && Stream.of(stops, classes, cars).flatMap(List::stream).allMatch(Objects::nonNull);
        return whole && train.errors().isEmpty()
                ? build(train, new Parts(id, name, zone.getId(), currency, stops, classes, cars))
                : null;
    }

    record Parts(
            String id,
            String name,
            String zone,
            String currency,
            List<Train.Stop> stops,
            List<Train.TravelClass> classes,
            List<Train.Car> cars) {}

    /** What no single field is to blame for is found by the train itself. */
    static Train build(FieldReader reader, Parts p) {
        try {
            return new Train(p.id, p.name, p.zone, p.currency, p.stops, p.classes, p.cars);
        } catch (IllegalArgumentException e) {
            reader.errors()
                    .add(reader.pointer("").substring(0, reader.pointer("").length() - 1), e.getMessage());
            return null;
        }
    }

    static ZoneId zone(FieldReader fields) {
        String name = fields.text("timezone", 1, 60, null);
        ZoneId zone = Times.zone(name);
        if (name != null && zone == null) {
            fields.errors().add(fields.pointer("timezone"), "is a time zone like Asia/Shanghai");
        }
        return zone;
    }

    private static List<Train.Stop> stops(FieldReader train) {
        List<Train.Stop> stops = new ArrayList<>();
        Calls calls = new Calls();
        List<FieldReader> elements = elements(train, "stops", 2, Train.MAX_STOPS);
        for (int i = 0; i < elements.size(); i++) {
            FieldReader stop = elements.get(i);
            String id = stop == null ? null : stop.text("id", 1, 60, null);
            String name = stop == null ? null : stop.text("name", 1, 100, id);
            stops.add(stop == null ? null : calls.read(stop, "id", id, name, i == 0, i == elements.size() - 1));
        }
        return stops;
    }

    /** Calls of one train, in their order: each once, each later than the one before. */
    static final class Calls {
        private final Set<String> seen = new HashSet<>();
        private int minute;

        /** @param idField where the stop is named */
        Train.Stop read(FieldReader call, String idField, String id, String name, boolean first, boolean last) {
            int arrives = first && !call.has("arrives") ? -1 : Times.clock(call, "arrives");
            int departs = last && !call.has("departs") ? arrives : Times.clock(call, "departs");
            call.refuseOthers();
            arrives = first && arrives < 0 ? departs : arrives;
            if (id != null && !seen.add(id)) {
                call.errors().add(call.pointer(idField), "is a stop of this train already");
            }
            if (arrives >= 0 && arrives < minute) {
                call.errors().add(call.pointer(first ? "departs" : "arrives"), "is not before the stop before it");
            }
            if (departs >= 0 && departs < arrives) {
                call.errors().add(call.pointer("departs"), "is not before it arrives");
            }
            minute = Math.max(minute, departs);
            boolean good = id != null && name != null && arrives >= 0 && departs >= arrives;
            return good ? new Train.Stop(id, name, arrives, departs) : null;
        }
    }

    private static List<Train.TravelClass> classes(FieldReader train, List<Train.Stop> stops) {
        List<Train.TravelClass> classes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader one : elements(train, "classes", 1, SaleTerms.MAX_TIERS)) {
            String id = one == null ? null : one.slug("id", null);
            String name = one == null ? null : one.text("name", 1, 100, id);
            Fares fares = one == null
                    ? null
                    : fares(
                            one,
                            stops.stream().map(s -> s == null ? null : s.id()).toList());
            if (one != null) {
                one.refuseOthers();
            }
            if (id != null && !ids.add(id)) {
                one.errors().add(one.pointer("id"), "is the id of another class");
            }
            classes.add(new Train.TravelClass(id, name, fares));
        }
        return classes;
    }

    /** {@code "hops": [minor units, …], "fares": [{"from", "to", "amount"}]}; null with errors. */
    static Fares fares(FieldReader fields, List<String> stops) {
        int hopCount = stops.size() - 1;
        List<?> array = fields.array("hops", 1, Train.MAX_HOPS);
        List<Long> hops = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            hops.add(amount(fields, "hops/" + i, array.get(i)));
        }
        if (array != null && array.size() != hopCount && hopCount > 0) {
            fields.errors().add(fields.pointer("hops"), "has a price for each of the " + hopCount + " hops");
        }
        List<Fares.Fare> fares = new ArrayList<>();
        for (FieldReader fare : fields.has("fares") ? elements(fields, "fares", 0, 4_000) : List.<FieldReader>of()) {
            fares.add(fare == null ? null : fare(fare, stops));
        }
        boolean whole = hops.size() == hopCount && hops.stream().noneMatch(price -> price < 0) && !fares.contains(null);
        try {
            return whole && array != null ? Fares.of(hops, fares) : null;
        } catch (IllegalArgumentException e) {
            fields.errors().add(fields.pointer("hops"), e.getMessage());
            return null;
        }
    }

    private static Fares.Fare fare(FieldReader fare, List<String> stops) {
        int from = stops.indexOf(fare.anyText("from"));
        int to = stops.indexOf(fare.anyText("to"));
        long amount = fare.number("amount", 0, TierTerms.MAX_PRICE, null);
        fare.refuseOthers();
        if (from < 0) {
            fare.errors().add(fare.pointer("from"), "is not a stop of this train");
        }
        if (to < 0) {
            fare.errors().add(fare.pointer("to"), "is not a stop of this train");
        } else if (to <= from + 1) {
            fare.errors().add(fare.pointer("to"), "is two hops or more after from; one hop has its price in hops");
        }
        return from >= 0 && to > from + 1 ? new Fares.Fare(from, to, amount) : null;
    }

    private static long amount(FieldReader fields, String name, Object value) {
        boolean whole = value instanceof Integer || value instanceof Long;
        if (whole && ((Number) value).longValue() >= 0 && ((Number) value).longValue() <= TierTerms.MAX_PRICE) {
            return ((Number) value).longValue();
        }
        String pointer = fields.pointer("hops") + name.substring("hops".length());
        fields.errors().add(pointer, "is a whole number from 0 to " + TierTerms.MAX_PRICE);
        return -1;
    }

    private static List<Train.Car> cars(FieldReader train, List<String> classes) {
        List<Train.Car> cars = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader car : elements(train, "cars", 1, Train.MAX_CARS)) {
            if (car == null) {
                cars.add(null);
                continue;
            }
            String id = carId(car, ids);
            int tier = carClass(car, classes);
            List<List<String>> benches = benches(car);
            car.refuseOthers();
            cars.add(id == null || tier < 0 || benches == null ? null : new Train.Car(id, tier, benches));
        }
        return cars;
    }

    static String carId(FieldReader car, Set<String> ids) {
        String id = car.text("id", 1, 20, null);
        if (id != null && !ids.add(id)) {
            car.errors().add(car.pointer("id"), "is the id of another car");
        }
        return id;
    }

    /** An index in the classes, or -1 with an error. */
    static int carClass(FieldReader car, List<String> classes) {
        int tier = classes.indexOf(car.anyText("class"));
        if (tier < 0) {
            car.errors().add(car.pointer("class"), "is not a class of this train");
        }
        return tier;
    }

    /**
     * {@code "rows": 17, "seats": "ABC DF"} (a space is the aisle; the labels are 1A to 17F) or {@code "benches": [["1A", "1B"], …]};
     * null with errors.
     */
    static List<List<String>> benches(FieldReader car) {
        if (car.has("benches")) {
            return explicit(car);
        }
        int rows = (int) car.number("rows", 1, MAX_ROWS, null);
        String seats = car.text("seats", 1, 40, null);
        if (seats == null) {
            return null;
        }
        List<List<String>> benches = new ArrayList<>();
        for (int row = 1; row <= rows; row++) {
            for (String bench : seats.strip().split(" +")) {
                int number = row;
                benches.add(bench.chars()
                        .mapToObj(letter -> number + "" + (char) letter)
                        .toList());
            }
        }
        return checked(car, "seats", benches);
    }

    private static List<List<String>> explicit(FieldReader car) {
        List<List<String>> benches = new ArrayList<>();
        List<?> array = car.array("benches", 1, 2_000);
        for (int i = 0; array != null && i < array.size(); i++) {
            boolean good = array.get(i) instanceof List<?> bench
                    && !bench.isEmpty()
                    && bench.stream().allMatch(TrainFields::isLabel);
            if (good) {
                benches.add(((List<?>) array.get(i))
                        .stream().map(String.class::cast).toList());
            } else {
                car.errors().add(car.pointer("benches") + "/" + i, "is an array of labels of 1 to 10 characters");
                array = null;
            }
        }
        return array == null ? null : checked(car, "benches", benches);
    }

    private static boolean isLabel(Object label) {
        return label instanceof String text && !text.isBlank() && text.length() <= 10 && Texts.isStorable(text);
    }

    private static List<List<String>> checked(FieldReader car, String field, List<List<String>> benches) {
        Set<String> labels = new HashSet<>();
        boolean unique = benches.stream().flatMap(List::stream).allMatch(labels::add);
        if (!unique) {
            car.errors().add(car.pointer(field), "has a label twice");
        } else if (benches.stream().anyMatch(bench -> bench.size() > Train.MAX_BENCH)) {
            car.errors().add(car.pointer(field), "has at most " + Train.MAX_BENCH + " seats without an aisle");
        } else {
            return benches;
        }
        return null;
    }

    /** The objects of an array; null for what is none, with an error. */
    static List<FieldReader> elements(FieldReader fields, String name, int min, int max) {
        List<?> array = fields.array(name, min, max);
        List<FieldReader> elements = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            elements.add(FieldReader.element(fields.pointer(name) + "/" + i, array.get(i), fields.errors()));
        }
        return elements;
    }
}
