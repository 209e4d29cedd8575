package dev.sluice.sale.draw;

import java.util.Arrays;

/**
 * Sorts hashes by their bytes, in place, as much at a time as is asked. It deals them into 256 heaps by their first byte, then each heap by
 * the next one, and so on (McIlroy, Bostic, McIlroy, "Engineering radix sort", Computing Systems 6, 1993: American flag sort), and sorts
 * small heaps by insertion. Whatever the hashes are, each is looked at 32 times at most. For one thread.
 */
final class LeafSort {
    private static final int SMALL = 24;
    private static final int HEAPS = 256;

    private final LeafList leaves;
    /** A heap of heaps each, the innermost last; by how many bytes are dealt with. */
    private final Heap[] heaps = new Heap[DrawDigest.BYTES];

    private int depth = -1;

    /** Hashes that have their first {@code depth} bytes in common. */
    private static final class Heap {
        private final int[] ends = new int[HEAPS];
        private final int[] next = new int[HEAPS];
        private int from;
        private int to;
        /** Up to where bytes were counted. */
        private int counted;
        /** The heap that is being dealt; {@link #HEAPS} once all are. */
        private int dealing;
        /** Those before are sorted. */
        private int sorted;
    }

    LeafSort(LeafList leaves) {
        this.leaves = leaves;
        begin(0, leaves.size());
    }

    /**
     * Goes on.
     *
     * @param limit about how many hashes it looks at
     * @return whether all are sorted
     */
    boolean proceed(int limit) {
        int left = limit;
        while (depth >= 0 && left > 0) {
            Heap heap = heaps[depth];
            if (heap.counted < heap.to) {
                left -= count(heap, left);
            } else if (heap.dealing < HEAPS) {
                left -= deal(heap, left);
            } else if (heap.sorted < HEAPS) {
                left -= sortNext(heap);
            } else {
                depth--;
            }
        }
        return depth < 0;
    }

    /** Those of a heap that is small, or all the same, are sorted at once. Returns how many it looked at. */
    private int begin(int from, int to) {
        if (to - from <= SMALL) {
            insert(from, to);
            return to - from + 1;
        }
        if (depth == heaps.length - 1) {
            return 1;
        }
        depth++;
        if (heaps[depth] == null) {
            heaps[depth] = new Heap();
        }
        Heap heap = heaps[depth];
        Arrays.fill(heap.ends, 0);
        heap.from = from;
        heap.to = to;
        heap.counted = from;
        heap.dealing = 0;
        heap.sorted = 0;
        return 1;
    }

    private int count(Heap heap, int limit) {
        int begin = heap.counted;
        int end = (int) Math.min(heap.to, (long) begin + limit);
        for (int i = begin; i < end; i++) {
            heap.ends[byteAt(i)]++;
        }
        heap.counted = end;
        if (end == heap.to) {
            int start = heap.from;
            for (int i = 0; i < HEAPS; i++) {
                heap.next[i] = start;
                start += heap.ends[i];
                heap.ends[i] = start;
            }
        }
        return end - begin;
    }

    private int deal(Heap heap, int limit) {
        int done = 0;
        while (heap.dealing < HEAPS && done < limit) {
            int dealing = heap.dealing;
            int end = heap.ends[dealing];
            for (; heap.next[dealing] < end && done < limit; done++) {
                int of = byteAt(heap.next[dealing]);
                int to = heap.next[of]++;
                if (of != dealing) {
                    leaves.swap(heap.next[dealing], to);
                }
            }
            if (heap.next[dealing] == end) {
                heap.dealing++;
            }
        }
        return done;
    }

    private int sortNext(Heap heap) {
        int from = heap.sorted == 0 ? heap.from : heap.ends[heap.sorted - 1];
        int to = heap.ends[heap.sorted];
        heap.sorted++;
        return begin(from, to);
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && leaves.compare(j - 1, j) > 0; j--) {
                leaves.swap(j - 1, j);
            }
        }
    }

    private int byteAt(int index) {
        return (int) (leaves.word(index, depth / Long.BYTES) >>> (56 - 8 * (depth % Long.BYTES))) & 0xff;
    }
}
