package dev.sluice.crowd.goods;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Seats of a train with five stops, from any to any later one. */
public record JourneyGoods() implements Goods {
    private static final List<String> STOPS = List.of("a", "b", "c", "d", "e");
    private static final int HOPS = STOPS.size() - 1;
    private static final int ROW = 2;
    private static final int DAYS_AHEAD = 3;

    /** A seat is taken once on each of the hops. */
    @Override
    public String inventory(long capacity) {
        return """
                {"kind": "journey", "date": "%2$s", "train": {
                  "id": "T1", "name": "T1", "timezone": "UTC", "currency": "EUR",
                  "stops": [{"id": "a", "name": "a", "departs": "10:00"},
                            {"id": "b", "name": "b", "arrives": "11:00", "departs": "11:00"},
                            {"id": "c", "name": "c", "arrives": "12:00", "departs": "12:00"},
                            {"id": "d", "name": "d", "arrives": "13:00", "departs": "13:00"},
                            {"id": "e", "name": "e", "arrives": "14:00"}],
                  "classes": [{"id": "%1$s", "name": "Standard", "hops": [300, 200, 400, 100]}],
                  "cars": [{"id": "1", "class": "%1$s", "rows": %3$d, "seats": "AB"}]}}""".formatted(TIER, LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_AHEAD), capacity / HOPS / ROW);
    }

    @Override
    public String purchase(int quantity, Random chance) {
        int from = chance.nextInt(HOPS);
        int to = from + 1 + chance.nextInt(HOPS - from);
        return purchase(from, to, quantity);
    }

    private static String purchase(int from, int to, int quantity) {
        return "{\"journey\": {\"from\": \"%s\", \"to\": \"%s\", \"class\": \"%s\", \"quantity\": %d}}"
                .formatted(STOPS.get(from), STOPS.get(to), TIER, quantity);
    }

    /** Each hop by itself. */
    @Override
    public List<String> leftovers() {
        return IntStream.range(0, HOPS)
                .mapToObj(hop -> purchase(hop, hop + 1, 1))
                .toList();
    }

    @Override
    public long ownable(long capacity) {
        return capacity / HOPS / ROW * ROW * HOPS;
    }

    @Override
    public boolean isAlike() {
        return false;
    }

    /** The seat, once for each hop. */
    @Override
    public List<String> owned(Map<?, ?> unit) {
        String seat = "seat " + unit.get("car") + "/" + unit.get("seat") + " from ";
        return STOPS.subList(STOPS.indexOf(unit.get("from")), STOPS.indexOf(unit.get("to"))).stream()
                .map(seat::concat)
                .toList();
    }
}
