package dev.sluice.sale.draw;

/**
 * Sorts hashes by their bytes, in place. It deals them into 256 heaps by their first byte, then each heap by the next one, and so on
 * (McIlroy, Bostic, McIlroy, "Engineering radix sort", Computing Systems 6, 1993: American flag sort), and sorts what is left of small
 * heaps by insertion. Whatever the hashes are, each is looked at 32 times at most.
 */
final class LeafSort {
    private static final int WORDS = MerkleTree.WORDS;
    private static final int SMALL = 24;
    private static final int HEAPS = 256;

    private LeafSort() {}

    /** @param along numbers that stay beside their hashes; null for none */
    static void sort(long[] hashes, int[] along, int size) {
        sort(hashes, along, 0, size, 0);
    }

    private static void sort(long[] hashes, int[] along, int from, int to, int depth) {
        if (to - from <= SMALL) {
            insert(hashes, along, from, to);
            return;
        }
        if (depth == DrawDigest.BYTES) {
            return; // All are the same.
        }
        int[] ends = new int[HEAPS];
        for (int i = from; i < to; i++) {
            ends[byteAt(hashes, i, depth)]++;
        }
        int[] next = new int[HEAPS];
        int end = from;
        for (int heap = 0; heap < HEAPS; heap++) {
            next[heap] = end;
            end += ends[heap];
            ends[heap] = end;
        }
        for (int heap = 0; heap < HEAPS; heap++) {
            while (next[heap] < ends[heap]) {
                int of = byteAt(hashes, next[heap], depth);
                swap(hashes, along, next[heap], next[of]++);
            }
        }
        int start = from;
        for (int heap = 0; heap < HEAPS; heap++) {
            sort(hashes, along, start, ends[heap], depth + 1);
            start = ends[heap];
        }
    }

    private static void insert(long[] hashes, int[] along, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && compare(hashes, j - 1, hashes, j) > 0; j--) {
                swap(hashes, along, j - 1, j);
            }
        }
    }

    /** As the bytes of hashes compare. */
    static int compare(long[] some, int one, long[] others, int other) {
        for (int word = 0; word < WORDS; word++) {
            int compared = Long.compareUnsigned(some[WORDS * one + word], others[WORDS * other + word]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int byteAt(long[] hashes, int index, int depth) {
        return (int) (hashes[WORDS * index + depth / Long.BYTES] >>> (56 - 8 * (depth % Long.BYTES))) & 0xff;
    }

    private static void swap(long[] hashes, int[] along, int one, int other) {
        if (one == other) {
            return;
        }
        if (along != null) {
            int kept = along[one];
            along[one] = along[other];
            along[other] = kept;
        }
        for (int word = 0; word < WORDS; word++) {
            long kept = hashes[WORDS * one + word];
            hashes[WORDS * one + word] = hashes[WORDS * other + word];
            hashes[WORDS * other + word] = kept;
        }
    }
}
