package dev.sluice.sale;

import java.util.Arrays;

/** A number in each place, and the place of the least one in any range of places: a segment tree. */
final class Tournament {
    /** In a place that does not compete. */
    static final long NONE = Long.MAX_VALUE;

    private final int leaves;
    private final long[] least;

    Tournament(int places) {
        leaves = Integer.highestOneBit(Math.max(1, places * 2 - 1));
        least = new long[2 * leaves];
        Arrays.fill(least, NONE);
    }

    void set(int place, long number) {
        int node = leaves + place;
        least[node] = number;
        while (node > 1) {
            node >>>= 1;
            long winner = Math.min(least[2 * node], least[2 * node + 1]);
            if (least[node] == winner) {
                return;
            }
            least[node] = winner;
        }
    }

    long get(int place) {
        return least[leaves + place];
    }

    /** The place of the least number from {@code from} to before {@code to}, the first of equal ones; -1 if there is none. */
    int winner(int from, int to) {
        long best = NONE;
        int bestNode = 0;
        int firstPlace = Integer.MAX_VALUE;
        int low = leaves + from;
        int high = leaves + to;
        for (int width = 1; low < high; width *= 2) {
            if ((low & 1) == 1) {
                int place = (low * width) & (leaves - 1);
                if (least[low] < best || (least[low] == best && place < firstPlace)) {
                    best = least[low];
                    bestNode = low;
                    firstPlace = place;
                }
                low++;
            }
            if ((high & 1) == 1) {
                high--;
                int place = (high * width) & (leaves - 1);
                if (least[high] < best || (least[high] == best && place < firstPlace)) {
                    best = least[high];
                    bestNode = high;
                    firstPlace = place;
                }
            }
            low >>>= 1;
            high >>>= 1;
        }
        return best == NONE ? -1 : descend(bestNode);
    }

    private int descend(int from) {
        int node = from;
        while (node < leaves) {
            node = least[2 * node] == least[node] ? 2 * node : 2 * node + 1;
        }
        return node - leaves;
    }
}
