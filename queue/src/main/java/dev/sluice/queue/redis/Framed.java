package dev.sluice.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Items, and the frame that they make together. */
record Framed<T>(List<T> items, byte[] bytes) {
    /** What a frame has at most, if it has more than one item. */
    static final int MAX_BYTES = 262_144;

    static final int MAX_ITEMS = 4_096;

    /** As few frames as that takes, or nearly so. */
    static <T> List<Framed<T>> of(List<T> items, Function<List<T>, byte[]> written) {
        List<Framed<T>> frames = new ArrayList<>(1);
        add(items, written, frames);
        return frames;
    }

    private static <T> void add(List<T> items, Function<List<T>, byte[]> written, List<Framed<T>> frames) {
        byte[] bytes = items.size() <= MAX_ITEMS ? written.apply(items) : null;
        if (bytes != null && (bytes.length <= MAX_BYTES || items.size() == 1)) {
            frames.add(new Framed<>(items, bytes));
        } else {
            int half = items.size() / 2;
            add(items.subList(0, half), written, frames);
            add(items.subList(half, items.size()), written, frames);
        }
    }
}
