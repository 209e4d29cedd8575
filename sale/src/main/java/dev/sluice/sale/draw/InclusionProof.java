package dev.sluice.sale.draw;

import java.util.List;

/**
 * Shows that a leaf is one of the entries under a root, as RFC 9162 (2.1.3) has it.
 *
 * @param leaf its hash, in hexadecimal digits
 * @param index where it stands among the sorted leaves, from 0
 * @param entries how many there are
 * @param path the hashes that it is joined with on its way to the root, in hexadecimal digits
 */
public record InclusionProof(String leaf, int index, int entries, List<String> path) {
    /** Of the largest tree. */
    private static final int MAX_PATH = 32;

    public InclusionProof {
        path = List.copyOf(path);
        DrawDigest.require(DrawDigest.isHash(leaf), "a leaf is 32 bytes in small hexadecimal digits");
        DrawDigest.require(
                entries <= EntryTree.MAX_ENTRIES && index >= 0 && index < entries,
                "an index is one of the " + entries + " entries");
        DrawDigest.require(
                path.size() <= MAX_PATH && path.stream().allMatch(DrawDigest::isHash),
                "a path is at most 32 times 32 bytes in small hexadecimal digits");
    }

    /** Whether it leads to the root of these entries. A node of the tree could pass for a leaf of a tree with fewer. */
    public boolean isIn(DrawSeal seal) {
        if (entries != seal.entries()) {
            return false;
        }
        MerkleTree joiner = new MerkleTree(new LeafList());
        byte[] node = DrawDigest.bytes(leaf);
        int at = index;
        int last = entries - 1;
        for (String next : path) {
            if (last == 0) {
                return false;
            }
            byte[] neighbour = DrawDigest.bytes(next);
            if (at % 2 == 1 || at == last) {
                node = joiner.node(neighbour, node);
                while (at % 2 == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                node = joiner.node(node, neighbour);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && DrawDigest.hex(node).equals(seal.root());
    }
}
