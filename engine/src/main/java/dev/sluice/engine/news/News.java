package dev.sluice.engine.news;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;

/** What a writer tells of its sale. Durable before it is told. */
public sealed interface News {
    /** The sale's number. */
    int sale();

    /** Of the writer that tells it: news of an older one than was heard before is worth nothing. */
    long epoch();

    /**
     * All that is known, or one of several parts of it, which come one after the other.
     *
     * @param part 0 for the first, and one more each time
     * @param view null in every part but the last
     * @param buyers fingerprints of those who may have something in the sale
     */
    record Whole(int sale, long epoch, int part, SaleView view, long[] buyers) implements News {}

    /**
     * What is different since the last news of this sale.
     *
     * @param view null where it is read by a process that was not told the terms of the sale as they are now: they are told once
     * @param buyers fingerprints that came in addition
     */
    record Changed(int sale, long epoch, SaleView view, long[] buyers) implements News {}

    /** This writer has it no longer: it is settled, or somebody else's. */
    record Ended(int sale, long epoch, boolean settled) implements News {}

    /** It stopped over a fault. */
    record Broken(int sale, long epoch, Trouble trouble) implements News {}
}
