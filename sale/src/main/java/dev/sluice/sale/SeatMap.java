package dev.sluice.sale;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The seats of a hall: sections, which have rows, which have seats. Sections, rows and seats are each numbered
 * through the whole hall, from 0, in the order in which they were added to the {@link SeatMapBuilder}. Immutable, and
 * small: a few dozen bytes a seat.
 */
public final class SeatMap implements Plan {
    public static final int MAX_SEATS = 200_000;
    public static final int MAX_SECTIONS = 1_000;
    public static final int MAX_SEATS_IN_ROW = 1_000;
    /** Coordinates are not farther from 0 than this. */
    public static final int MAX_COORDINATE = 500_000;

    /** For wheelchairs. */
    public static final int ACCESSIBLE = 1;
    /** Beside an accessible one, for whoever comes with. */
    public static final int COMPANION = 2;
    /** Something stands in the way of the view. */
    public static final int RESTRICTED_VIEW = 4;
    /** The row is broken after it: whoever sits there has no neighbour on that side. */
    public static final int AISLE_AFTER = 8;

    static final int NOT_PLAIN = ACCESSIBLE | COMPANION;

    /**
     * A part of the hall.
     *
     * @param id its name in requests
     * @param name its name for people
     * @param weight 10 to 1,000 percent, by which the distances of its seats from the focal point are multiplied
     *     to compare them with others
     */
    public record Section(String id, String name, int weight) {
        public static final int MIN_WEIGHT = 10;
        public static final int MAX_WEIGHT = 1_000;

        public Section {
            if (weight < MIN_WEIGHT || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("a weight is " + MIN_WEIGHT + " to " + MAX_WEIGHT + " percent");
            }
        }
    }

    private final SeatMapBuilder.Parts parts;
    private final SeatsByName names;
    private final String version;

    SeatMap(SeatMapBuilder.Parts parts) {
        this.parts = parts;
        this.names = new SeatsByName(this);
        this.version = SeatMapDigest.of(this);
    }

    /** A name for the content: 64 hexadecimal digits, the same for equal maps. */
    public String version() {
        return version;
    }

    public int seats() {
        return parts.labels().length;
    }

    public int rows() {
        return parts.rowLabels().length;
    }

    public List<Section> sections() {
        return parts.sections();
    }

    /** The index of the section with this id, or -1. */
    public int sectionIndex(String id) {
        for (int i = 0; i < sections().size(); i++) {
            if (sections().get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** The first row of a section; of the section after the last it is {@link #rows}. */
    public int firstRow(int section) {
        return parts.firstRows()[section];
    }

    /** The first seat of a row; of the row after the last it is {@link #seats}. */
    public int firstSeat(int row) {
        return parts.firstSeats()[row];
    }

    public int rowOf(int seat) {
        int found = Arrays.binarySearch(parts.firstSeats(), seat);
        return found >= 0 ? found : -found - 2;
    }

    public int sectionOfRow(int row) {
        int found = Arrays.binarySearch(parts.firstRows(), row);
        return found >= 0 ? found : -found - 2;
    }

    public String rowLabel(int row) {
        return parts.rowLabels()[row];
    }

    public String label(int seat) {
        return parts.labels()[seat];
    }

    /** The seat's own name, or null where it is named by its place. */
    public String ownName(int seat) {
        return parts.ownNames() == null ? null : parts.ownNames()[seat];
    }

    /** Its name in requests: its own, or {@code section-row-label}, without the section where there is only one. */
    public String name(int seat) {
        String own = ownName(seat);
        if (own != null) {
            return own;
        }
        int row = rowOf(seat);
        String inSection = rowLabel(row) + "-" + label(seat);
        return sections().size() == 1
                ? inSection
                : sections().get(sectionOfRow(row)).id() + "-" + inSection;
    }

    /** The number of the seat with this name, or -1. */
    public int seat(String name) {
        return names.find(name);
    }

    /** The ids of the tiers in which the map puts its seats. */
    public List<String> tiers() {
        return parts.tiers();
    }

    /** How people call a tier, by its id; null if the map does not say. */
    public String tierName(String tier) {
        return parts.tierNames().get(tier);
    }

    /** The tier in which the map puts a seat, as an index in {@link #tiers}. */
    public int tierOf(int seat) {
        return parts.tierOfSeat()[seat];
    }

    /** In the map's own unit. x grows to the right, y away from the stage. */
    public int x(int seat) {
        return parts.x()[seat];
    }

    public int y(int seat) {
        return parts.y()[seat];
    }

    /** {@link #ACCESSIBLE} and the like, added up. */
    public int attributes(int seat) {
        return parts.attributes()[seat];
    }

    public boolean is(int seat, int attribute) {
        return (parts.attributes()[seat] & attribute) != 0;
    }

    public int focalX() {
        return parts.focalX();
    }

    public int focalY() {
        return parts.focalY();
    }

    /** How far a seat is from the focal point, weighted by its section; less is better. */
    int distance(int seat) {
        long dx = x(seat) - (long) focalX();
        long dy = y(seat) - (long) focalY();
        return (int) (Math.sqrt(dx * dx + dy * dy)
                * sections().get(sectionOfRow(rowOf(seat))).weight());
    }

    SeatMapBuilder.Parts parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeatMap map && (map == this || map.version.equals(version));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(version);
    }

    @Override
    public String toString() {
        return "SeatMap[" + seats() + " seats, " + version + "]";
    }
}
