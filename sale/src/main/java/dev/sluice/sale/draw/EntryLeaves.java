package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.List;

/** Leaves of some entries of one sale, for whoever hashes parts of a long list side by side. For one thread. */
public final class EntryLeaves {
    private final String sale;
    private final DrawDigest digest = new DrawDigest();
    private final List<byte[]> leaves = new ArrayList<>();

    public EntryLeaves(String sale) {
        this.sale = sale;
    }

    /** What a user entered, where that is known to be an entry; see {@link EntryTree.Builder#add(byte[], byte[], String, int, String, int)}. */
    public void add(byte[] user, byte[] blind, String tier, int quantity, String preferences) {
        byte[] entrant = DrawEntry.entrant(sale, user, blind, digest);
        leaves.add(DrawEntry.leaf(sale, entrant, tier, quantity, preferences, digest));
    }

    int size() {
        return leaves.size();
    }

    byte[] leaf(int index) {
        return leaves.get(index);
    }

    boolean isOf(String other) {
        return sale.equals(other);
    }
}
