package dev.sluice.sale.draw;

import java.util.Arrays;
import java.util.Objects;

/**
 * The sealed entries of a draw: the hashes of their leaves, sorted, so that nobody chooses in which order they stand, under one root.
 * For one thread.
 */
public final class EntryTree {
    /** A draw has no more entries. */
    public static final int MAX_ENTRIES = 50_000_000;

    private final LeafList leaves;
    private final MerkleTree tree;

    EntryTree(LeafList leaves, MerkleTree tree) {
        this.leaves = leaves;
        this.tree = tree;
    }

    /** Gathers the entries of one sale, in any order. For one thread. */
    public static final class Builder {
        private final String sale;
        private final DrawDigest digest = new DrawDigest();
        private final LeafList leaves = new LeafList();

        public Builder(String sale) {
            DrawDigest.require(DrawEntry.isText(sale), "a sale is a text of at most 4,096 bytes");
            this.sale = sale;
        }

        /**
         * @return whether its leaf comes after that of the entry that was added before, as it does in a sorted list
         * @throws IllegalArgumentException if there are too many
         */
        public boolean add(DrawEntry entry) {
            return add(entry.leaf(sale, digest), leaves.size());
        }

        /**
         * The same of what a user entered, where that is known to be an entry, without making one.
         *
         * @param user in UTF-8
         * @param number see {@link EntryTree#number}
         */
        public boolean add(byte[] user, byte[] blind, String tier, int quantity, String preferences, int number) {
            byte[] entrant = DrawEntry.entrant(sale, user, blind, digest);
            return add(DrawEntry.leaf(sale, entrant, tier, quantity, preferences, digest), number);
        }

        /** The same of entries whose leaves were hashed elsewhere. */
        public void add(EntryLeaves hashed) {
            DrawDigest.require(hashed.isOf(sale), "the entries of a tree are of one sale");
            for (int i = 0; i < hashed.size(); i++) {
                add(hashed.leaf(i), leaves.size());
            }
        }

        private boolean add(byte[] leaf, int number) {
            int size = leaves.size();
            DrawDigest.require(size < MAX_ENTRIES, "a draw has at most " + MAX_ENTRIES + " entries");
            leaves.add(leaf, number);
            return size == 0 || leaves.compare(size - 1, size) < 0;
        }

        /**
         * Sorts them, and puts them under a root. Nothing is added any more.
         *
         * @throws IllegalArgumentException if two are the same
         */
        public EntryTree seal() {
            EntrySealing sealing = sealing();
            while (!sealing.proceed(Integer.MAX_VALUE)) {}
            return sealing.tree();
        }

        /** The same, for whoever does it in slices. */
        public EntrySealing sealing() {
            return new EntrySealing(leaves);
        }
    }

    public int size() {
        return leaves.size();
    }

    /** In hexadecimal digits. */
    public String root() {
        return DrawDigest.hex(tree.root());
    }

    /** Where a leaf stands among all; -1 if there is none such. */
    public int index(String leaf) {
        DrawDigest.require(DrawDigest.isHash(leaf), "a leaf is 32 bytes in small hexadecimal digits");
        byte[] wanted = DrawDigest.bytes(leaf);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = Arrays.compareUnsigned(leaves.bytes(middle), wanted);
            if (compared == 0) {
                return middle;
            }
            low = compared < 0 ? middle + 1 : low;
            high = compared < 0 ? high : middle - 1;
        }
        return -1;
    }

    public String leaf(int index) {
        return DrawDigest.hex(leaves.bytes(Objects.checkIndex(index, size())));
    }

    /** The number beside a leaf: as which of all it was added, from 0, unless another was said. */
    public int number(int index) {
        return leaves.number(Objects.checkIndex(index, size()));
    }

    /** What shows anybody who knows the root that a leaf is in it. */
    public InclusionProof proof(int index) {
        return new InclusionProof(leaf(index), index, size(), tree.path(index));
    }
}
