package dev.sluice.sale.draw;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The sealed entries of a draw: the hashes of their leaves, sorted, so that nobody chooses in which order they stand, under one root.
 * For one thread.
 */
public final class EntryTree {
    /** A draw has no more entries. */
    public static final int MAX_ENTRIES = 50_000_000;

    private static final int WORDS = MerkleTree.WORDS;

    private final long[] leaves;
    private final int size;
    private final MerkleTree tree;

    private EntryTree(long[] leaves, int size) {
        this.leaves = leaves;
        this.size = size;
        tree = new MerkleTree(leaves, size);
    }

    /** Gathers the entries of one sale, in any order. For one thread. */
    public static final class Builder {
        private final String sale;
        private final DrawDigest digest = new DrawDigest();
        private long[] leaves;
        private int size;

        /** @param expected about how many there will be; more may come */
        public Builder(String sale, int expected) {
            DrawDigest.require(DrawEntry.isText(sale), "a sale is a text of at most 4,096 bytes");
            this.sale = sale;
            leaves = new long[WORDS * Math.clamp(expected, 1, MAX_ENTRIES)];
        }

        /**
         * @return whether its leaf comes after that of the entry that was added before, as it does in a sorted list
         * @throws IllegalArgumentException if there are too many
         */
        public boolean add(DrawEntry entry) {
            return add(entry.leaf(sale, digest));
        }

        /**
         * The same of what a user entered, where that is known to be an entry, without making one.
         *
         * @param user in UTF-8
         */
        public boolean add(byte[] user, byte[] blind, String tier, int quantity, String preferences) {
            return add(DrawEntry.leaf(
                    sale, DrawEntry.entrant(sale, user, blind, digest), tier, quantity, preferences, digest));
        }

        private boolean add(byte[] leaf) {
            DrawDigest.require(size < MAX_ENTRIES, "a draw has at most " + MAX_ENTRIES + " entries");
            if (WORDS * size == leaves.length) {
                int room = (int) Math.min(MAX_ENTRIES, size + size / 2L + 1);
                leaves = Arrays.copyOf(leaves, WORDS * room);
            }
            put(leaf, leaves, size);
            size++;
            return size == 1 || LeafSort.compare(leaves, size - 2, leaves, size - 1) < 0;
        }

        /**
         * Sorts them, and puts them under a root.
         *
         * @throws IllegalArgumentException if two are the same
         */
        public EntryTree seal() {
            return seal(null);
        }

        /**
         * The same, and tells where each leaf comes from.
         *
         * @param origins is given, at the index of each sorted leaf, as which of all it was added, from 0; has room for all
         */
        public EntryTree seal(int[] origins) {
            for (int i = 0; origins != null && i < size; i++) {
                origins[i] = i;
            }
            LeafSort.sort(leaves, origins, size);
            for (int i = 1; i < size; i++) {
                if (LeafSort.compare(leaves, i - 1, leaves, i) == 0) {
                    throw new IllegalArgumentException(
                            "two entries are the same: " + DrawDigest.hex(MerkleTree.bytes(leaves, i)));
                }
            }
            return new EntryTree(leaves, size);
        }
    }

    public int size() {
        return size;
    }

    /** In hexadecimal digits. */
    public String root() {
        return DrawDigest.hex(tree.root());
    }

    /** Where a leaf stands among all; -1 if there is none such. */
    public int index(String leaf) {
        DrawDigest.require(DrawDigest.isHash(leaf), "a leaf is 32 bytes in small hexadecimal digits");
        long[] wanted = new long[WORDS];
        put(DrawDigest.bytes(leaf), wanted, 0);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = LeafSort.compare(leaves, middle, wanted, 0);
            if (compared == 0) {
                return middle;
            }
            low = compared < 0 ? middle + 1 : low;
            high = compared < 0 ? high : middle - 1;
        }
        return -1;
    }

    public String leaf(int index) {
        return DrawDigest.hex(MerkleTree.bytes(leaves, Objects.checkIndex(index, size)));
    }

    /** What shows anybody who knows the root that a leaf is in it. */
    public InclusionProof proof(int index) {
        return new InclusionProof(leaf(index), index, size, tree.path(index));
    }

    private static void put(byte[] hash, long[] into, int index) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        for (int word = 0; word < WORDS; word++) {
            into[WORDS * index + word] = bytes.getLong();
        }
    }
}
