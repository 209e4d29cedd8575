package dev.sluice.sale.draw;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over hashes of leaves, as RFC 9162 (Certificate Transparency 2.0, section 2.1) defines it: a node is SHA-256 of 0x01 and
 * its two children, the tree of no leaf SHA-256 of nothing.
 *
 * <p>A tree of the RFC splits at the largest power of two below its size. That is the same as to join neighbours level by level, where
 * the last of an odd number goes up as it is. The nodes of the lowest eight levels are not kept but made again for the one block of 256
 * leaves that a proof needs them of: ten million entries need 320 MB of leaves and 2.5 MB of nodes.
 *
 * <p>It grows as much at a time as is asked, and has a root and paths once it is whole. A hash is four words, the highest byte first. For
 * one thread.
 */
final class MerkleTree {
    private static final int WORDS = LeafList.WORDS;
    private static final int BLOCK_LEVELS = 8;
    private static final int BLOCK = 1 << BLOCK_LEVELS;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = DrawDigest.sha256();
    private final ByteBuffer joined = ByteBuffer.allocate(1 + 2 * DrawDigest.BYTES);
    private final ByteBuffer result = ByteBuffer.allocate(DrawDigest.BYTES);
    private final LeafList leaves;
    /** From the roots of blocks up to the root. All are whole but the last, which has {@link #made} until it is. */
    private final List<long[]> levels = new ArrayList<>();

    private int made;

    /** @param leaves must not change any more */
    MerkleTree(LeafList leaves) {
        this.leaves = leaves;
        levels.add(new long[WORDS * ((leaves.size() + BLOCK - 1) / BLOCK)]);
    }

    /** A whole one. */
    static MerkleTree of(LeafList leaves) {
        MerkleTree tree = new MerkleTree(leaves);
        tree.grow(Integer.MAX_VALUE);
        return tree;
    }

    /**
     * Goes on.
     *
     * @param limit about how many hashes it makes
     * @return whether it is whole
     */
    boolean grow(int limit) {
        int left = limit;
        while (left > 0 && !isWhole()) {
            long[] level = levels.getLast();
            if (WORDS * made == level.length) {
                levels.add(new long[WORDS * ((made + 1) / 2)]);
                made = 0;
            } else if (levels.size() == 1) {
                long[] block = block(made);
                for (int count = block.length / WORDS; count > 1; count = (count + 1) / 2) {
                    join(block, count, block);
                }
                System.arraycopy(block, 0, level, WORDS * made++, WORDS);
                left -= BLOCK;
            } else {
                joinNext(levels.get(levels.size() - 2), level);
                left--;
            }
        }
        return isWhole();
    }

    private boolean isWhole() {
        long[] top = levels.getLast();
        return top.length <= WORDS && WORDS * made == top.length;
    }

    private void joinNext(long[] below, long[] level) {
        if (2 * WORDS * made + WORDS < below.length) {
            joinPair(below, made, level);
        } else {
            System.arraycopy(below, 2 * WORDS * made, level, WORDS * made, WORDS);
        }
        made++;
    }

    byte[] root() {
        return leaves.size() == 0 ? sha256.digest() : bytes(levels.getLast(), 0);
    }

    /** The hashes that a leaf is joined with on its way to the root. */
    List<String> path(int index) {
        List<String> path = new ArrayList<>();
        int block = index / BLOCK;
        long[] nodes = block(block);
        int at = index % BLOCK;
        for (int count = nodes.length / WORDS; count > 1; count = (count + 1) / 2) {
            addNeighbour(nodes, count, at, path);
            join(nodes, count, nodes);
            at /= 2;
        }
        at = block;
        for (long[] level : levels) {
            addNeighbour(level, level.length / WORDS, at, path);
            at /= 2;
        }
        return path;
    }

    /** The node above two. */
    byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    private void addNeighbour(long[] nodes, int count, int at, List<String> path) {
        if ((at ^ 1) < count) {
            path.add(DrawDigest.hex(bytes(nodes, at ^ 1)));
        }
    }

    private long[] block(int block) {
        int from = block * BLOCK;
        int count = Math.min(BLOCK, leaves.size() - from);
        long[] hashes = new long[WORDS * count];
        leaves.copy(from, count, hashes);
        return hashes;
    }

    /** Writes the nodes above; these may take the place of those below. */
    private void join(long[] below, int count, long[] above) {
        int pairs = count / 2;
        for (int pair = 0; pair < pairs; pair++) {
            joinPair(below, pair, above);
        }
        if (count % 2 == 1) {
            System.arraycopy(below, WORDS * (count - 1), above, WORDS * pairs, WORDS);
        }
    }

    private void joinPair(long[] below, int pair, long[] above) {
        joined.clear().put(NODE);
        for (int word = 0; word < 2 * WORDS; word++) {
            joined.putLong(below[2 * WORDS * pair + word]);
        }
        sha256.update(joined.array());
        digest();
        for (int word = 0; word < WORDS; word++) {
            above[WORDS * pair + word] = result.getLong(word * Long.BYTES);
        }
    }

    private void digest() {
        try {
            sha256.digest(result.array(), 0, DrawDigest.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    private static byte[] bytes(long[] hashes, int index) {
        ByteBuffer bytes = ByteBuffer.allocate(DrawDigest.BYTES);
        for (int word = 0; word < WORDS; word++) {
            bytes.putLong(hashes[WORDS * index + word]);
        }
        return bytes.array();
    }
}
