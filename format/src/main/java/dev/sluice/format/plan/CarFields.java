package dev.sluice.format.plan;

import dev.sluice.json.FieldReader;
import dev.sluice.json.Texts;
import dev.sluice.sale.Train;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the cars of a train, and the parts of them that timetables share. What has errors is returned as null. */
public final class CarFields {
    private static final int MAX_ROWS = 200;
    private static final Pattern AISLE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private CarFields() {}

    static List<Train.Car> cars(FieldReader train, List<String> classes) {
        List<Train.Car> cars = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader car : train.objects("cars", 1, Train.MAX_CARS)) {
            String id = id(car, ids);
            int tier = travelClass(car, classes);
            List<List<String>> benches = benches(car);
            car.refuseOthers();
            cars.add(id == null || tier < 0 || benches == null ? null : new Train.Car(id, tier, benches));
        }
        return cars;
    }

    public static String id(FieldReader car, Set<String> ids) {
        String id = car.text("id", 1, 20, null);
        if (id != null && !ids.add(id)) {
            car.errors().add(car.pointer("id"), "is the id of another car");
        }
        return id;
    }

    /** An index in the classes, or -1 with an error. */
    public static int travelClass(FieldReader car, List<String> classes) {
        int tier = classes.indexOf(car.anyText("class"));
        if (tier < 0) {
            car.errors().add(car.pointer("class"), "is not a class of this train");
        }
        return tier;
    }

    /**
     * {@code "rows": 17, "seats": "ABC DF"} (white space is the aisle; the labels are 1A to 17F) or {@code "benches": [["1A", "1B"], …]};
     * null with errors.
     */
    public static List<List<String>> benches(FieldReader car) {
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
            for (String bench : AISLE.split(seats)) {
                int number = row;
                List<String> labels = bench.codePoints()
                        .mapToObj(letter -> number + Character.toString(letter))
                        .toList();
                if (!labels.isEmpty()) {
                    benches.add(labels);
                }
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
                    && bench.stream().allMatch(CarFields::isLabel);
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
}
