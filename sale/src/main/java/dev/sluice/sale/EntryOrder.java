package dev.sluice.sale;

import dev.sluice.sale.draw.DrawOrder;
import dev.sluice.sale.draw.EntrySealing;
import dev.sluice.sale.draw.EntryTree;

/**
 * Works out what follows from the entries of a sale, which do not change any more: the root that they are sealed under, then the order that a seed
 * gives them. It does so in slices of less than a tenth of a millisecond, however many entries there are.
 */
final class EntryOrder {
    /** Leaves that are hashed at once. */
    static final int HASHED = 64;

    /** Numbers that are moved at once; it takes as long. */
    static final int MOVED = 1_024;

    private final EntryRows rows;
    private final SaleTerms terms;
    /** Null once all are in. */
    private EntryTree.Builder leaves;
    /** Rows before are in. */
    private int next;
    /** Null before, and once it is done. */
    private EntrySealing sealing;
    /** Null until they are sealed. */
    private String root;
    /** Rows in the order of their leaves, once they are sealed; then in the one that was drawn. */
    private int[] order;
    /** So many of them are there. */
    private int copied;

    private DrawOrder.Shuffle shuffle;
    private boolean isDrawn;
    private int[] places;
    /** So many are written down. */
    private int placed;

    EntryOrder(EntryRows rows, SaleTerms terms) {
        this.rows = rows;
        this.terms = terms;
        leaves = new EntryTree.Builder(terms.id());
    }

    /** Whether all entries are under a root. */
    boolean isSealed() {
        return root != null && copied == order.length;
    }

    /** In hexadecimal digits. */
    String root() {
        return root;
    }

    /** Entries that are sealed. */
    int size() {
        return order.length;
    }

    /** Does a slice of what is before the seal. Returns whether they are sealed. */
    boolean seal() {
        if (leaves != null) {
            hash();
        } else if (root != null) {
            copy();
        } else if (sealing.proceed(MOVED)) {
            root = sealing.tree().root();
            order = new int[sealing.tree().size()];
        }
        return isSealed();
    }

    private void hash() {
        int end = Math.min(rows.size(), next + HASHED);
        for (; next < end; next++) {
            if (!rows.isWithdrawn(next)) {
                rows.addTo(leaves, next, terms);
            }
        }
        if (next == rows.size()) {
            sealing = leaves.sealing();
            leaves = null;
        }
    }

    private void copy() {
        EntryTree tree = sealing.tree();
        int end = Math.min(order.length, copied + MOVED);
        for (; copied < end; copied++) {
            order[copied] = tree.number(copied);
        }
        if (isSealed()) {
            sealing = null;
        }
    }

    /**
     * Does a slice of what is after the seal. Returns whether all is worked out.
     *
     * @param withPlaces whether {@link #places} are needed
     */
    boolean draw(String seed, boolean withPlaces) {
        if (!isDrawn) {
            shuffle = shuffle == null ? new DrawOrder.Shuffle(seed, order) : shuffle;
            isDrawn = shuffle.proceed(MOVED);
            return isDrawn && !withPlaces;
        }
        places = places == null ? new int[rows.size()] : places;
        int end = Math.min(order.length, placed + MOVED);
        for (; placed < end; placed++) {
            places[order[placed]] = placed + 1;
        }
        return placed == order.length;
    }

    /** The row in a place, from 0, of the order that was drawn. */
    int row(int place) {
        return order[place];
    }

    /** By row: in which place it stands, from 1; 0 for one that does not count. Null where places were not asked for. */
    int[] places() {
        return places;
    }
}
