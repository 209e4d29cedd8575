package dev.sluice.sale;

import java.util.Arrays;

/**
 * Which seats of a map are nearer to its focal point. It follows from the map alone, and takes half of the time that it takes to begin
 * with all seats; so whoever begins again, after seats were moved between tiers, keeps it. Immutable.
 */
final class SeatRanking {
    final SeatMap map;
    /** By seat. */
    final int[] distance;
    /** Seats, the nearest first, those that are not plain after all that are; of equal ones the lowest number first. */
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
