package dev.sluice.queue.wire;

import dev.sluice.engine.news.Edition;

/** Writes the editions that everybody is told, in their order. One thread at a time. */
public interface EditionWriter {
    byte[] edition(Edition edition);

    /** The last edition may not have arrived: what it told is told again. */
    void lost();
}
