package dev.sluice.sale;

import java.util.Arrays;

/**
 * How near the seats of a map are to its focal point. It follows from the map alone, and working it out is half
 * of what it takes to set up {@link FreeSeats}. It is therefore kept when these are set up again because seats
 * changed their tier. Immutable.
 */
final class SeatRanking {
    final SeatMap map;
    /** The distance of each seat. */
    final int[] distance;
    /**
     * All seats: first the plain ones, then the others, of both the nearest first, and of equally near
     * ones the lowest number first.
     */
    final int[] nearestFirst;

    SeatRanking(SeatMap map) {
        this.map = map;
        this.distance = new int[map.seats()];
        for (int seat = 0; seat < distance.length; seat++) {
            distance[seat] = map.distance(seat);
        }
        this.nearestFirst = nearestFirst();
    }

    private int[] nearestFirst() {
        int shift = 32 - Integer.numberOfLeadingZeros(map.seats());
        long[] keys = new long[distance.length];
        for (int seat = 0; seat < keys.length; seat++) {
            long last = map.is(seat, SeatMap.NOT_PLAIN) ? 1L << 62 : 0;
            keys[seat] = last | (long) distance[seat] << shift | seat;
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) (keys[i] & (1L << shift) - 1);
        }
        return sorted;
    }
}
