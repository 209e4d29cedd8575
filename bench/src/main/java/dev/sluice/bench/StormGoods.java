package dev.sluice.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a storm of one kind is about.
 *
 * @param inventory of the sale, as its merchant writes it
 * @param bodies what the buyers ask for, in turns
 */
record StormGoods(String kind, int limitPerUser, String inventory, List<String> bodies) {
    private static final int SEATS_IN_ROW = 25;
    private static final int ROWS = 40;
    /** A hall is made of whole ones. */
    static final int SEATS_IN_SECTION = SEATS_IN_ROW * ROWS;

    private static final int STOPS = 20;
    private static final int CARS = 16;
    private static final int BENCHES = 25;
    private static final int WISHES = 5_000;

    /** @throws IllegalArgumentException for counted units, which the others are compared with */
    static StormGoods of(StormKind kind, int units) {
        return switch (kind) {
            case SEATED -> seated(units);
            case JOURNEY -> journey();
            case RED_PACKET -> redPacket(units);
            case COUNTED -> throw new IllegalArgumentException("counted units have no goods of their own");
        };
    }

    /** A hall of this many seats, of which everybody wants the best two. */
    private static StormGoods seated(int units) {
        String sections = IntStream.range(0, units / SEATS_IN_SECTION)
                .mapToObj(StormGoods::section)
                .collect(Collectors.joining(","));
        String inventory = """
                {"kind": "seated", "map": {"tier": "standard", "sections": [%s]}, "orphans": "soft",
                 "tiers": [{"id": "standard", "name": "Standard", "price": {"amount": 400000, "currency": "CNY"}}]}""".formatted(sections);
        String best = "{\"bestAvailable\":{\"tier\":\"standard\",\"quantity\":2}}";
        return new StormGoods("seated", Storm.UNITS_EACH, inventory, List.of(best));
    }

    private static String section(int number) {
        String rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> "{\"label\":\"%d\",\"seats\":\"1-%d\",\"x\":%d,\"y\":%d}"
                        .formatted(row, SEATS_IN_ROW, number * 1_500, row * 80))
                .collect(Collectors.joining(","));
        return "{\"id\":\"s%d\",\"rows\":[%s]}".formatted(number, rows);
    }

    /** A train of 1,600 seats; stretches between random stops, for two. */
    private static StormGoods journey() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < WISHES; i++) {
            int from = random.nextInt(STOPS - 1);
            int to = random.nextInt(from + 1, STOPS);
            bodies.add("{\"journey\":{\"from\":\"s%d\",\"to\":\"s%d\",\"class\":\"second\",\"quantity\":2}}"
                    .formatted(from, to));
        }
        String stops = IntStream.range(0, STOPS)
                .mapToObj(
                        stop -> "{\"id\":\"s%d\",\"name\":\"Stop %d\",\"arrives\":\"%02d:00\",\"departs\":\"%02d:05\"}"
                                .formatted(stop, stop, stop + 4, stop + 4))
                .collect(Collectors.joining(","));
        String cars = IntStream.rangeClosed(1, CARS)
                .mapToObj(car ->
                        "{\"id\":\"%d\",\"class\":\"second\",\"rows\":%d,\"seats\":\"AB CD\"}".formatted(car, BENCHES))
                .collect(Collectors.joining(","));
        String hops = String.join(",", Collections.nCopies(STOPS - 1, "1000"));
        String inventory = """
                {"kind": "journey", "date": "2099-01-01", "train": {"id": "G1", "name": "G1", "timezone": "Asia/Shanghai",
                 "currency": "CNY", "stops": [%s], "classes": [{"id": "second", "name": "Second", "hops": [%s]}],
                 "cars": [%s]}}""".formatted(stops, hops, cars);
        return new StormGoods("journey", Storm.UNITS_EACH, inventory, bodies);
    }

    /** Half as many shares as units, for everybody grabs one. */
    private static StormGoods redPacket(int units) {
        int shares = units / Storm.UNITS_EACH;
        String inventory = """
                {"kind": "redPacket", "total": {"amount": %d, "currency": "CNY"}, "shares": %d, "split": "doubleMean"}""".formatted(100L * shares, shares);
        return new StormGoods("redPacket", 1, inventory, List.of("{}"));
    }
}
