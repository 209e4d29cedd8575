package dev.sluice.format.plan;

import dev.sluice.json.FieldReader;
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
public final class TrainFields {
    private TrainFields() {}

    public static Train train(FieldReader train) {
        String id = train.text("id", 1, 40, null);
        String name = train.text("name", 1, 100, id);
        ZoneId zone = zone(train);
        String currency = train.currency("currency");
        List<Train.Stop> stops = stops(train);
        List<Train.TravelClass> classes = classes(train, stops);
        List<Train.Car> cars = CarFields.cars(
                train, classes.stream().map(Train.TravelClass::id).toList());
        train.refuseOthers();
        boolean whole = Stream.of(id, name, zone, currency).allMatch(Objects::nonNull)
                && Stream.of(stops, classes, cars).flatMap(List::stream).allMatch(Objects::nonNull);
        return whole && train.errors().isEmpty()
                ? build(train, new Parts(id, name, zone.getId(), currency, stops, classes, cars))
                : null;
    }

    public record Parts(
            String id,
            String name,
            String zone,
            String currency,
            List<Train.Stop> stops,
            List<Train.TravelClass> classes,
            List<Train.Car> cars) {}

    /** What no single field is to blame for is found by the train itself. */
    public static Train build(FieldReader reader, Parts p) {
        try {
            return new Train(p.id, p.name, p.zone, p.currency, p.stops, p.classes, p.cars);
        } catch (IllegalArgumentException e) {
            reader.errors()
                    .add(reader.pointer("").substring(0, reader.pointer("").length() - 1), e.getMessage());
            return null;
        }
    }

    public static ZoneId zone(FieldReader fields) {
        String name = fields.text("timezone", 1, 60, null);
        ZoneId zone = Times.zone(name);
        if (name != null && zone == null) {
            fields.errors().add(fields.pointer("timezone"), "is a time zone like Asia/Shanghai");
        }
        return zone;
    }

    private static List<Train.Stop> stops(FieldReader train) {
        List<Train.Stop> stops = new ArrayList<>();
        TrainCalls calls = new TrainCalls();
        List<FieldReader> elements = train.objects("stops", 2, Train.MAX_STOPS);
        for (int i = 0; i < elements.size(); i++) {
            FieldReader stop = elements.get(i);
            String id = stop.text("id", 1, 60, null);
            TrainCalls.Name name = TrainCalls.Name.read(stop, id);
            stops.add(calls.read(stop, "id", id, name, i == 0, i == elements.size() - 1));
        }
        return stops;
    }

    private static List<Train.TravelClass> classes(FieldReader train, List<Train.Stop> stops) {
        List<Train.TravelClass> classes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader one : train.objects("classes", 1, SaleTerms.MAX_TIERS)) {
            String id = one.slug("id", null);
            String name = one.text("name", 1, 100, id);
            Fares fares = fares(
                    one,
                    stops.stream().map(stop -> stop == null ? null : stop.id()).toList());
            one.refuseOthers();
            if (id != null && !ids.add(id)) {
                one.errors().add(one.pointer("id"), "is the id of another class");
            }
            classes.add(new Train.TravelClass(id, name, fares));
        }
        return classes;
    }

    /** {@code "hops": [minor units, …], "fares": [{"from", "to", "amount"}]}; null with errors. */
    public static Fares fares(FieldReader fields, List<String> stops) {
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
        for (FieldReader fare : fields.has("fares") ? fields.objects("fares", 0, 4_000) : List.<FieldReader>of()) {
            fares.add(fare(fare, stops));
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
}
