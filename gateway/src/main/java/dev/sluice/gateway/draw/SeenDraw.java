package dev.sluice.gateway.draw;

import dev.sluice.sale.DrawState;

/**
 * How far a draw was when somebody looked.
 *
 * @param entries how many count
 * @param countedNanos when they were counted, by {@link System#nanoTime}
 * @param seenNanos when the rest was seen
 */
record SeenDraw(DrawState state, int entries, long countedNanos, long seenNanos) {
    /** More than there are values. */
    private static final int DRAWN = 100;
    /** As long as caches in front keep what they were shown. */
    private static final long FRESH_NANOS = 1_000_000_000;
    /** To count a million entries takes a while. */
    private static final long COUNT_NANOS = 5_000_000_000L;

    /** Who looks later sees more; what is told by a writer may be ahead of that. */
    boolean isAfter(SeenDraw other) {
        int progress = Integer.compare(step(), other.step());
        return progress != 0 ? progress > 0 : seenNanos - other.seenNanos >= 0;
    }

    /** Never goes back. */
    private int step() {
        boolean sealed = state.draw().seal() != null;
        int values = state.draw().secrets().size() + (state.draw().beacon() == null ? 0 : 1);
        boolean drawn = state.drawnAtMillis() > 0;
        return drawn
                ? DRAWN + state.served()
                : sealed ? 1 + values + (state.draw().waived() ? 1 : 0) : 0;
    }

    boolean isFresh(long nowNanos) {
        return state.isOver() || nowNanos - seenNanos < FRESH_NANOS;
    }

    boolean isCounted(long nowNanos) {
        return nowNanos - countedNanos < COUNT_NANOS;
    }
}
