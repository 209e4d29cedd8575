package dev.sluice.sale.draw;

/** Sorts the leaves of entries, looks whether any two are the same, and puts them under a root; as much at a time as is asked. For one thread. */
public final class EntrySealing {
    private final LeafList leaves;
    private final LeafSort sort;
    private final MerkleTree tree;
    private boolean isSorted;
    /** Leaves that are known to differ from the one before. */
    private int compared;

    private boolean isWhole;

    EntrySealing(LeafList leaves) {
        this.leaves = leaves;
        sort = new LeafSort(leaves);
        tree = new MerkleTree(leaves);
    }

    /**
     * Goes on.
     *
     * @param limit about how many leaves it looks at; it makes about an eighth as many hashes
     * @return whether they are sealed
     * @throws IllegalArgumentException if two are the same
     */
    public boolean proceed(int limit) {
        if (!isSorted) {
            isSorted = sort.proceed(limit);
        } else if (compared < leaves.size()) {
            compare((int) Math.min(leaves.size(), (long) compared + limit));
        } else {
            isWhole = tree.grow(Math.max(1, limit / 8));
        }
        return isWhole;
    }

    private void compare(int end) {
        for (int i = Math.max(1, compared); i < end; i++) {
            if (leaves.compare(i - 1, i) == 0) {
                throw new IllegalArgumentException("two entries are the same: " + DrawDigest.hex(leaves.bytes(i)));
            }
        }
        compared = end;
    }

    /** Those that are sealed. */
    public EntryTree tree() {
        DrawDigest.require(isWhole, "the entries are not sealed yet");
        return new EntryTree(leaves, tree);
    }
}
