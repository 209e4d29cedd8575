package dev.sluice.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** The boards of the sales that people look at. Any thread may use it. */
final class SeatBoards {
    private static final int MAX_BOARDS = 100;

    private final Map<Integer, SeatBoard> bySale = new LinkedHashMap<>(MAX_BOARDS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, SeatBoard> eldest) {
            return size() > MAX_BOARDS;
        }
    };

    /** @param sale its number */
    synchronized SeatBoard of(int sale) {
        return bySale.computeIfAbsent(sale, _ -> new SeatBoard());
    }
}
