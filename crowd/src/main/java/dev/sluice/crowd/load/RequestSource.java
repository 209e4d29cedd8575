package dev.sluice.crowd.load;

import java.nio.ByteBuffer;

/** Requests prepared before the clock starts. Read by several threads at once; must not change any more. */
public interface RequestSource {
    /** How many there are, at least one. */
    int count();

    /** The most bytes that one request has. */
    int maxBytes();

    /**
     * Appends the bytes of one request, complete with head and body.
     *
     * @param index 0 to {@code count() - 1}
     * @param out has room for {@link #maxBytes()}
     */
    void put(int index, ByteBuffer out);
}
