package dev.sluice.engine.tally;

import dev.sluice.sale.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of a sale, over some time: figures, refusals by reason, and how many answers took how long. Times fall into classes that are an eighth of a
 * power of two wide, so that a percentile is wrong by a sixteenth at most. Used by one thread.
 */
public final class Sums {
    /** Who came while too many waited for the same sale. */
    public static final String CROWDED = "CROWDED";
    /** Reasons that nobody foresaw. */
    static final String OTHER = "OTHER";

    private static final String REFUSED = "refused.";
    private static final String MICROS = "micros.";
    /** Why a gateway refuses a purchase, beside what writers say. */
    private static final List<String> AT_THE_GATE = List.of(
            CROWDED,
            "RATE_LIMITED",
            "PASS_REQUIRED",
            "BLOCKED",
            "BUSY",
            "TOO_MANY_WAITS",
            "SALE_BROKEN",
            "INVALID",
            "INTERNAL",
            OTHER);

    private static final List<String> REASONS = reasons();
    private static final Map<String, Integer> PLACES = places();
    static final int FIRST_REASON = Figure.values().length;
    static final int FIRST_TIME = FIRST_REASON + REASONS.size();
    /** Times of less than so many microseconds have a class each; a power of two has as many. */
    private static final int FINE = 8;

    private static final int FINE_BITS = 3;
    /** The last class is of all that takes longer than a minute. */
    private static final int TIMES = FINE * 24;

    static final int SIZE = FIRST_TIME + TIMES;

    final long[] cells;

    public Sums() {
        this(new long[SIZE]);
    }

    Sums(long[] cells) {
        this.cells = cells;
    }

    private static List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Rejection reason : Rejection.values()) {
            reasons.add(reason.name());
        }
        reasons.addAll(AT_THE_GATE);
        return List.copyOf(reasons);
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < REASONS.size(); i++) {
            places.put(REASONS.get(i), i);
        }
        return Map.copyOf(places);
    }

    static int placeOf(Rejection reason) {
        return FIRST_REASON + reason.ordinal();
    }

    static int placeOf(String reason) {
        Integer place = PLACES.get(reason);
        return FIRST_REASON + (place == null ? PLACES.get(OTHER) : place);
    }

    static int placeOf(long nanos) {
        return FIRST_TIME + timeClass(Math.max(0, nanos) / 1_000);
    }

    private static int timeClass(long micros) {
        if (micros < FINE) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int place = FINE * (power - FINE_BITS + 1) + (int) (micros >> power - FINE_BITS) - FINE;
        return Math.min(place, TIMES - 1);
    }

    /** The middle of what falls into a class, in milliseconds. */
    private static double millisOf(int timeClass) {
        if (timeClass < FINE) {
            return (timeClass + 0.5) / 1_000;
        }
        int power = timeClass / FINE + FINE_BITS - 1;
        double width = 1L << power - FINE_BITS;
        return ((1L << power) + (timeClass % FINE + 0.5) * width) / 1_000;
    }

    public long of(Figure figure) {
        return cells[figure.ordinal()];
    }

    /** How many were refused for each reason that occurred, the most frequent first. */
    public Map<String, Long> refusals() {
        Map<String, Long> refusals = new LinkedHashMap<>();
        REASONS.stream()
                .filter(reason -> cells[placeOf(reason)] > 0)
                .sorted((a, b) -> Long.compare(cells[placeOf(b)], cells[placeOf(a)]))
                .forEach(reason -> refusals.put(reason, cells[placeOf(reason)]));
        return refusals;
    }

    public long refused() {
        return Arrays.stream(cells, FIRST_REASON, FIRST_TIME).sum();
    }

    /** How many purchases were answered. */
    public long answered() {
        return Arrays.stream(cells, FIRST_TIME, SIZE).sum();
    }

    /** By when this share of the purchases was answered, in milliseconds; 0 if none was. */
    public double millisOf(double share) {
        long left = (long) Math.ceil(answered() * share);
        if (left == 0) {
            return 0;
        }
        for (int place = 0; place < TIMES; place++) {
            left -= cells[FIRST_TIME + place];
            if (left <= 0) {
                return millisOf(place);
            }
        }
        return millisOf(TIMES - 1);
    }

    public void add(Sums more) {
        for (int i = 0; i < SIZE; i++) {
            cells[i] += more.cells[i];
        }
    }

    /** What came since. If counting began anew in between, all that there is. */
    public Sums since(Sums earlier) {
        long[] between = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            between[i] = cells[i] - earlier.cells[i];
            if (between[i] < 0) {
                return this;
            }
        }
        return new Sums(between);
    }

    public boolean isZero() {
        return Arrays.stream(cells).allMatch(cell -> cell == 0);
    }

    /** As it is written down: what is 0 is left out. */
    public Map<String, Long> named() {
        Map<String, Long> named = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            put(named, figure.label(), of(figure));
        }
        refusals().forEach((reason, count) -> named.put(REFUSED + reason, count));
        for (int place = 0; place < TIMES; place++) {
            put(named, MICROS + place, cells[FIRST_TIME + place]);
        }
        return named;
    }

    private static void put(Map<String, Long> named, String name, long count) {
        if (count != 0) {
            named.put(name, count);
        }
    }

    /** Of what was written down, by this release or another: reasons that it does not know are others. */
    public static Sums named(Map<String, Long> counts) {
        Sums sums = new Sums();
        counts.forEach((name, count) -> {
            int place = placeOfName(name);
            if (place >= 0) {
                sums.cells[place] += count;
            }
        });
        return sums;
    }

    private static int placeOfName(String name) {
        if (name.startsWith(REFUSED)) {
            return placeOf(name.substring(REFUSED.length()));
        }
        if (name.startsWith(MICROS)) {
            int place = Integer.parseInt(name.substring(MICROS.length()));
            return FIRST_TIME + Math.min(place, TIMES - 1);
        }
        for (Figure figure : Figure.values()) {
            if (figure.label().equals(name)) {
                return figure.ordinal();
            }
        }
        return -1;
    }
}
