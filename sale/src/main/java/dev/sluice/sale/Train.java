package dev.sluice.sale;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A train or a coach: its stops, its classes with their prices, its cars with their seats. It is the
 * same on every date it runs.
 *
 * <p>Seats are numbered from 0, car by car, in the order in which a car lists them. The hop from stop {@code i} to stop
 * {@code i + 1} has the number {@code i}. A set of hops is one {@code long}, with a bit for each.
 */
public final class Train implements Plan {
    /** So that the hops of a seat fit into one number. */
    public static final int MAX_STOPS = 64;

    public static final int MAX_HOPS = MAX_STOPS - 1;
    public static final int MAX_CARS = 64;
    /** Seats side by side without an aisle between them. */
    public static final int MAX_BENCH = 16;

    /**
     * A stop that the train makes. Times are in minutes after midnight of the day on which the train starts, in its time zone;
     * they may be more than 24 hours.
     *
     * @param aliases what else people call it, in other scripts or for short
     * @param arrivalMinute at the first stop the same as the departure
     * @param departureMinute at the last stop the same as the arrival
     * @param boards whether a stretch may begin here
     * @param alights whether one may end here
     */
    public record Stop(
            String id,
            String name,
            List<String> aliases,
            int arrivalMinute,
            int departureMinute,
            boolean boards,
            boolean alights) {
        public static final int MAX_ALIASES = 10;

        public Stop {
            aliases = List.copyOf(aliases);
        }

        /** A stop with one name. */
        public Stop(String id, String name, int arrivalMinute, int departureMinute, boolean boards, boolean alights) {
            this(id, name, List.of(), arrivalMinute, departureMinute, boards, alights);
        }

        /** The same where people get on and off. */
        public Stop(String id, String name, int arrivalMinute, int departureMinute) {
            this(id, name, arrivalMinute, departureMinute, true, true);
        }
    }

    /** A class of the train, which becomes a tier of the sale. */
    public record TravelClass(String id, String name, Fares fares) {}

    /**
     * A car of the train.
     *
     * @param tier index of its class
     * @param benches the labels of its seats, bench by bench; seats of one bench are neighbours in this order
     */
    public record Car(String id, int tier, List<List<String>> benches) {
        public Car {
            benches = benches.stream().map(List::copyOf).toList();
        }

        public int seats() {
            return benches.stream().mapToInt(List::size).sum();
        }
    }

    private final String id;
    private final String name;
    private final String zone;
    private final String currency;
    private final List<Stop> stops;
    private final List<TravelClass> classes;
    private final List<Car> cars;
    private final List<ClassSeats> seats;
    /** The first seat of each car, and at the end the number of seats. */
    private final int[] firstSeats;

    private final int[] carOfSeat;
    private final int[] placeOfSeat;
    private final String[] labelOfSeat;

    /**
     * A train.
     *
     * @param zone IANA name of the time zone of its times
     * @param currency of its prices, ISO 4217
     * @throws IllegalArgumentException if something of this cannot be
     */
    public Train(
            String id,
            String name,
            String zone,
            String currency,
            List<Stop> stops,
            List<TravelClass> classes,
            List<Car> cars) {
        this.id = id;
        this.name = name;
        this.zone = zone;
        this.currency = currency;
        this.stops = List.copyOf(stops);
        this.classes = List.copyOf(classes);
        this.cars = List.copyOf(cars);
        requireStops();
        requireCars();
        int count = cars.stream().mapToInt(Car::seats).sum();
        this.firstSeats = new int[cars.size() + 1];
        this.carOfSeat = new int[count];
        this.placeOfSeat = new int[count];
        this.labelOfSeat = new String[count];
        this.seats = layOut();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String zone() {
        return zone;
    }

    public String currency() {
        return currency;
    }

    public List<Stop> stops() {
        return stops;
    }

    public List<TravelClass> classes() {
        return classes;
    }

    public List<Car> cars() {
        return cars;
    }

    public int hops() {
        return stops.size() - 1;
    }

    /** The index of the stop with this id, or -1. */
    public int stopIndex(String stopId) {
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).id().equals(stopId)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether anybody may travel from one stop to another: on at the one, off at the other, which is later. */
    public boolean carries(int from, int to) {
        return from >= 0
                && from < to
                && to < stops.size()
                && stops.get(from).boards()
                && stops.get(to).alights();
    }

    /** The last stop where anybody may get on. */
    int lastBoarding() {
        for (int from = stops.size() - 2; from >= 0; from--) {
            for (int to = from + 1; to < stops.size(); to++) {
                if (carries(from, to)) {
                    return from;
                }
            }
        }
        return -1;
    }

    /** How many seats it has, in all classes together. */
    public int seatCount() {
        return carOfSeat.length;
    }

    /** How many seats one class has. */
    public int seatCount(int tier) {
        return seats.get(tier).count();
    }

    /** The number of a car's first seat; of the car after the last it is the number of seats. */
    int firstSeat(int car) {
        return firstSeats[car];
    }

    public Car carOf(int seat) {
        return cars.get(carOfSeat[seat]);
    }

    public String labelOf(int seat) {
        return labelOfSeat[seat];
    }

    /** The tiers of a sale of this train. A unit is one seat on one hop; the price of a tier is that of the whole way. */
    public List<TierTerms> tiers() {
        List<TierTerms> tiers = new ArrayList<>();
        for (int tier = 0; tier < classes.size(); tier++) {
            TravelClass one = classes.get(tier);
            long capacity = (long) seatCount(tier) * hops();
            tiers.add(new TierTerms(one.id(), one.name(), one.fares().wholeWay(), capacity));
        }
        return tiers;
    }

    ClassSeats seats(int tier) {
        return seats.get(tier);
    }

    /** The place of a seat among the {@link ClassSeats} of its class. */
    int placeOf(int seat) {
        return placeOfSeat[seat];
    }

    /** The set of hops from stop {@code from} to stop {@code to}. */
    static long hops(int from, int to) {
        return ((1L << (to - from)) - 1) << from;
    }

    private List<ClassSeats> layOut() {
        List<ClassSeats.Builder> builders = new ArrayList<>();
        classes.forEach(_ -> builders.add(new ClassSeats.Builder()));
        int seat = 0;
        for (int car = 0; car < cars.size(); car++) {
            ClassSeats.Builder builder = builders.get(cars.get(car).tier());
            builder.beginCar();
            for (List<String> bench : cars.get(car).benches()) {
                builder.addBench(seat, bench.size());
                for (String label : bench) {
                    carOfSeat[seat] = car;
                    labelOfSeat[seat++] = label;
                }
            }
            firstSeats[car + 1] = seat;
        }
        List<ClassSeats> built =
                builders.stream().map(ClassSeats.Builder::build).toList();
        for (ClassSeats one : built) {
            for (int place = 0; place < one.places(); place++) {
                if (one.seat(place) >= 0) {
                    placeOfSeat[one.seat(place)] = place;
                }
            }
        }
        return built;
    }

    private void requireStops() {
        require(stops.size() >= 2 && stops.size() <= MAX_STOPS, "a train has 2 to " + MAX_STOPS + " stops");
        Set<String> ids = new HashSet<>();
        int minute = 0;
        for (Stop stop : stops) {
            require(ids.add(stop.id()), "a train stops once at a stop");
            require(stop.arrivalMinute() >= minute, "a train arrives after it left the stop before");
            require(stop.departureMinute() >= stop.arrivalMinute(), "a train leaves after it arrived");
            minute = stop.departureMinute();
        }
        require(lastBoarding() >= 0, "somebody may get on at a stop, and off at a later one");
    }

    private void requireCars() {
        require(!classes.isEmpty() && classes.size() <= SaleTerms.MAX_TIERS, "a train has a class");
        require(!cars.isEmpty() && cars.size() <= MAX_CARS, "a train has 1 to " + MAX_CARS + " cars");
        require(classes.stream().allMatch(one -> one.fares().hops() == hops()), "every hop has a price");
        Set<String> ids = new HashSet<>();
        Set<Integer> tiers = new HashSet<>();
        for (Car car : cars) {
            require(ids.add(car.id()), "the ids of a train's cars differ");
            require(car.tier() >= 0 && car.tier() < classes.size(), "a car has a class");
            tiers.add(car.tier());
            List<String> labels = car.benches().stream().flatMap(List::stream).toList();
            require(!labels.isEmpty(), "a car has seats");
            require(Set.copyOf(labels).size() == labels.size(), "the labels of a car's seats differ");
            require(
                    car.benches().stream().allMatch(bench -> !bench.isEmpty() && bench.size() <= MAX_BENCH),
                    "a bench has 1 to " + MAX_BENCH + " seats");
        }
        require(tiers.size() == classes.size(), "every class has a car");
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Train train
                        && id.equals(train.id)
                        && name.equals(train.name)
                        && zone.equals(train.zone)
                        && currency.equals(train.currency)
                        && stops.equals(train.stops)
                        && classes.equals(train.classes)
                        && cars.equals(train.cars));
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + stops.hashCode();
    }

    @Override
    public String toString() {
        return "train " + id + ", " + stops + ", " + classes + ", " + seatCount() + " seats";
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
