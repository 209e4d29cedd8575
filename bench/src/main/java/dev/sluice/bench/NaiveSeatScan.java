package dev.sluice.bench;

import dev.sluice.sale.SeatMap;

/**
 * Seats of a hall, all of which are looked at for each purchase: the block together in one row whose middle is nearest to the front's
 * middle. What a decision costs without an index; it knows no orphans and splits nobody.
 */
final class NaiveSeatScan {
    private final SeatMap map;
    private final boolean[] taken;
    private final long[] distances;

    NaiveSeatScan(SeatMap map) {
        this.map = map;
        this.taken = new boolean[map.seats()];
        this.distances = new long[map.seats()];
        int middle = (map.x(0) + map.x(map.seats() - 1)) / 2;
        for (int seat = 0; seat < map.seats(); seat++) {
            long across = map.x(seat) - middle;
            distances[seat] = across * across + (long) map.y(seat) * map.y(seat);
        }
    }

    /** Takes the nearest block; returns how many seats it took, 0 if there is no such block. */
    int take(int block) {
        int best = -1;
        for (int row = 0; row < map.rows(); row++) {
            int free = 0;
            for (int seat = map.firstSeat(row); seat < map.firstSeat(row + 1); seat++) {
                free = taken[seat] ? 0 : free + 1;
                int first = seat - block + 1;
                if (free >= block && (best < 0 || distances[first + block / 2] < distances[best + block / 2])) {
                    best = first;
                }
            }
        }
        for (int i = 0; best >= 0 && i < block; i++) {
            taken[best + i] = true;
        }
        return best >= 0 ? block : 0;
    }
}
