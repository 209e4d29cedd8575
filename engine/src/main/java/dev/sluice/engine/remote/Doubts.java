package dev.sluice.engine.remote;

import java.util.concurrent.atomic.LongAdder;

/** How often a writer was asked what memory might have answered, by why that was not sure enough. Any thread may use it. */
public final class Doubts {
    private final LongAdder old = new LongAdder();
    private final LongAdder incomplete = new LongAdder();

    /** @param complete whether nothing was missing, but it was heard too long ago */
    void count(boolean complete) {
        (complete ? old : incomplete).increment();
    }

    /** What was known was too old. */
    public long old() {
        return old.sum();
    }

    /** Something was missing: nobody told it yet, or it was lost on the way. */
    public long incomplete() {
        return incomplete.sum();
    }
}
