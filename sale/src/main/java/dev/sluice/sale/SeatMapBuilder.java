package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Puts a {@link SeatMap} together, in order: a section, its rows, their seats. Used once, by one thread. */
public final class SeatMapBuilder {
    private static final int MAX_TIERS = SaleTerms.MAX_TIERS;

    /**
     * What a map consists of. Nobody changes it once the map is built. {@code ownNames} is null if no
     * seat has a name of its own. Of a tier that has no name for people there is none in {@code tierNames}.
     */
    record Parts(
            List<SeatMap.Section> sections,
            int[] firstRows,
            String[] rowLabels,
            int[] firstSeats,
            String[] labels,
            String[] ownNames,
            List<String> tiers,
            Map<String, String> tierNames,
            byte[] tierOfSeat,
            int[] x,
            int[] y,
            byte[] attributes,
            int focalX,
            int focalY) {}

    private final List<SeatMap.Section> sections = new ArrayList<>();
    private final List<Integer> firstRows = new ArrayList<>();
    private final List<String> rowLabels = new ArrayList<>();
    private final List<Integer> firstSeats = new ArrayList<>();
    private final List<String> tiers = new ArrayList<>();
    private final Map<String, String> tierNames = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> ownNames = new ArrayList<>();
    private byte[] tierOfSeat = new byte[1024];
    private int[] x = new int[1024];
    private int[] y = new int[1024];
    private byte[] attributes = new byte[1024];
    private boolean named;

    /** Says how people call a tier, by its id. */
    public SeatMapBuilder tier(String id, String name) {
        tierNames.put(id, name);
        return this;
    }

    /** Begins a section. */
    public SeatMapBuilder section(String id, String name, int weight) {
        sections.add(new SeatMap.Section(id, name, weight));
        firstRows.add(rowLabels.size());
        return this;
    }

    /** Begins a row of the section. The first row is the one in front; those that follow one another are neighbours. */
    public SeatMapBuilder row(String label) {
        rowLabels.add(label);
        firstSeats.add(labels.size());
        return this;
    }

    /**
     * Adds a seat to the row, beside the one before.
     *
     * @param ownName its name in requests; null for one that is made of section, row and label
     * @param tier id of the tier in which the map puts it
     * @param bits {@link SeatMap#ACCESSIBLE} and the like, added up
     */
    public SeatMapBuilder seat(String label, String ownName, String tier, int seatX, int seatY, int bits) {
        int seat = labels.size();
        if (seat == tierOfSeat.length) {
            tierOfSeat = Arrays.copyOf(tierOfSeat, 2 * seat);
            x = Arrays.copyOf(x, 2 * seat);
            y = Arrays.copyOf(y, 2 * seat);
            attributes = Arrays.copyOf(attributes, 2 * seat);
        }
        labels.add(label.intern());
        ownNames.add(ownName);
        named |= ownName != null;
        tierOfSeat[seat] = (byte) tierIndex(tier);
        x[seat] = seatX;
        y[seat] = seatY;
        attributes[seat] = (byte) bits;
        return this;
    }

    public int seats() {
        return labels.size();
    }

    /** The map, with its focal point in the middle of its front edge. */
    public SeatMap build() {
        int left = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int front = Integer.MAX_VALUE;
        for (int seat = 0; seat < labels.size(); seat++) {
            left = Math.min(left, x[seat]);
            right = Math.max(right, x[seat]);
            front = Math.min(front, y[seat]);
        }
        return build((int) (((long) left + right) / 2), front);
    }

    /** @throws IllegalArgumentException if it has no seats, too many, or two of one name; an empty section or row; or a name for a tier of no seat */
    public SeatMap build(int focalX, int focalY) {
        int seats = labels.size();
        firstRows.add(rowLabels.size());
        firstSeats.add(seats);
        int[] rows = toArray(firstRows);
        int[] firsts = toArray(firstSeats);
        require(seats > 0 && seats <= SeatMap.MAX_SEATS, "a map has 1 to " + SeatMap.MAX_SEATS + " seats");
        require(sections.size() <= SeatMap.MAX_SECTIONS, "a map has at most " + SeatMap.MAX_SECTIONS + " sections");
        require(rows[0] == 0 && firsts[0] == 0, "a row is in a section, a seat in a row");
        requireLengths(rows, Integer.MAX_VALUE, "a section has rows");
        requireLengths(firsts, SeatMap.MAX_SEATS_IN_ROW, "a row has 1 to " + SeatMap.MAX_SEATS_IN_ROW + " seats");
        require(isPlace(focalX, focalY), "coordinates are at most " + SeatMap.MAX_COORDINATE);
        for (int seat = 0; seat < seats; seat++) {
            require(isPlace(x[seat], y[seat]), "coordinates are at most " + SeatMap.MAX_COORDINATE);
        }
        require(tiers.containsAll(tierNames.keySet()), "a tier that has a name has seats");
        HashSet<String> ids = new HashSet<>();
        sections.forEach(section -> require(ids.add(section.id()), "two sections are " + section.id()));
        return new SeatMap(new Parts(
                List.copyOf(sections),
                rows,
                rowLabels.toArray(new String[0]),
                firsts,
                labels.toArray(new String[0]),
                named ? ownNames.toArray(new String[0]) : null,
                List.copyOf(tiers),
                Map.copyOf(tierNames),
                Arrays.copyOf(tierOfSeat, seats),
                Arrays.copyOf(x, seats),
                Arrays.copyOf(y, seats),
                Arrays.copyOf(attributes, seats),
                focalX,
                focalY));
    }

    private int tierIndex(String tier) {
        int index = tiers.indexOf(tier);
        if (index < 0) {
            require(tiers.size() < MAX_TIERS, "a map has at most " + MAX_TIERS + " tiers");
            tiers.add(tier);
        }
        return index < 0 ? tiers.size() - 1 : index;
    }

    private static boolean isPlace(int x, int y) {
        return Math.abs((long) x) <= SeatMap.MAX_COORDINATE && Math.abs((long) y) <= SeatMap.MAX_COORDINATE;
    }

    private static void requireLengths(int[] firsts, int longest, String what) {
        for (int i = 1; i < firsts.length; i++) {
            int length = firsts[i] - firsts[i - 1];
            require(length > 0 && length <= longest, what);
        }
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
