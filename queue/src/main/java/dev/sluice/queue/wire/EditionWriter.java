package dev.sluice.queue.wire;

import dev.sluice.engine.news.Edition;

/** Writes the editions that everybody is told, in their order. One thread at a time. */
public interface EditionWriter {
    /** If the edition was written before, it may not have arrived, and tells everything. */
    byte[] edition(Edition edition);

    /** The last edition may not have arrived: what was told is told again. */
    void lost();
}
