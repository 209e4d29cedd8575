package dev.sluice.engine.tally;

import dev.sluice.sale.Rejection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What one thread counted of one sale, from the start. That thread alone counts on it, any may read; nothing is locked, and no thread waits for another. */
public final class TallySheet {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] cells = new long[Sums.SIZE];
    private volatile boolean closed;

    TallySheet() {}

    public void count(Figure figure) {
        count(figure.ordinal());
    }

    public void refused(Rejection reason) {
        count(Sums.placeOf(reason));
    }

    /** @param reason as a problem says it */
    public void refused(String reason) {
        count(Sums.placeOf(reason));
    }

    /** A purchase was answered, so long after it came. */
    public void answered(long nanos) {
        count(Sums.placeOf(nanos));
    }

    private void count(int place) {
        CELL.setOpaque(cells, place, cells[place] + 1);
    }

    void addTo(Sums sums) {
        for (int i = 0; i < Sums.SIZE; i++) {
            sums.cells[i] += (long) CELL.getOpaque(cells, i);
        }
    }

    /** Nobody reads it any more: who goes on counting wants another. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
