package dev.sluice.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The most hops that could have been sold of a train by somebody who knew every request beforehand: a choice of intervals of the largest
 * total length of which no more than there are seats overlap anywhere. It is a flow of as many units as there are seats along the
 * stops, each unit travelling on a sold stretch or, for nothing, on an empty seat; the dearest such flow is found by successive
 * longest paths (Ahuja, Magnanti, Orlin, "Network Flows", 1993, chapter 9; Carlisle and Lloyd 1995 for the reduction).
 */
final class OfflineOptimum {
    private final int stops;
    /** Arcs in pairs, one and its reverse. */
    private final List<int[]> ends = new ArrayList<>();

    private final List<Integer> gains = new ArrayList<>();
    private final List<Integer> rooms = new ArrayList<>();

    private OfflineOptimum(int stops) {
        this.stops = stops;
    }

    /**
     * @param asked how many want each stretch, by the stops where it begins and ends
     * @return hops sold
     */
    static long hops(int[][] asked, int seats) {
        OfflineOptimum network = new OfflineOptimum(asked.length);
        for (int from = 0; from + 1 < asked.length; from++) {
            network.arc(from, from + 1, 0, seats);
            for (int to = from + 1; to < asked.length; to++) {
                if (asked[from][to] > 0) {
                    network.arc(from, to, to - from, asked[from][to]);
                }
            }
        }
        return network.dearest(seats);
    }

    private void arc(int from, int to, int gain, int room) {
        ends.add(new int[] {from, to});
        gains.add(gain);
        rooms.add(room);
        ends.add(new int[] {to, from});
        gains.add(-gain);
        rooms.add(0);
    }

    private long dearest(int units) {
        long gained = 0;
        for (int left = units; left > 0; ) {
            int[] by = longestPath();
            int flow = left;
            for (int stop = stops - 1; stop > 0; stop = ends.get(by[stop])[0]) {
                flow = Math.min(flow, rooms.get(by[stop]));
            }
            for (int stop = stops - 1; stop > 0; stop = ends.get(by[stop])[0]) {
                rooms.set(by[stop], rooms.get(by[stop]) - flow);
                rooms.set(by[stop] ^ 1, rooms.get(by[stop] ^ 1) + flow);
                gained += (long) flow * gains.get(by[stop]);
            }
            left -= flow;
        }
        return gained;
    }

    /** Bellman and Ford; the arc by which each stop is reached. There is always a path: the empty seats. */
    private int[] longestPath() {
        long[] far = new long[stops];
        Arrays.fill(far, Long.MIN_VALUE / 2);
        far[0] = 0;
        int[] by = new int[stops];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int arc = 0; arc < ends.size(); arc++) {
                int from = ends.get(arc)[0];
                int to = ends.get(arc)[1];
                if (rooms.get(arc) > 0 && far[from] + gains.get(arc) > far[to]) {
                    far[to] = far[from] + gains.get(arc);
                    by[to] = arc;
                    changed = true;
                }
            }
        }
        return by;
    }
}
