package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree against the one of RFC 9162: its published roots, and its recursive definition. */
final class MerkleTreeTest {
    /** The leaves with which implementations of Certificate Transparency try themselves. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void rootsAreThoseOfCertificateTransparency(int size, String root) {
        List<byte[]> hashes = LEAVES.subList(0, size).stream()
                .map(leaf -> sha256(new byte[] {0}, HexFormat.of().parseHex(leaf)))
                .toList();
        assertThat(HexFormat.of().formatHex(tree(hashes).root())).isEqualTo(root);
    }

    @Test
    void rootsAreThoseOfTheRecursiveDefinition() {
        for (int size : sizes()) {
            List<byte[]> hashes = hashes(size);
            assertThat(tree(hashes).root()).as("%d leaves", size).isEqualTo(root(hashes));
        }
    }

    /** However little at a time. */
    @Test
    void aTreeThatGrowsInSlicesIsTheSame() {
        for (int size : sizes()) {
            List<byte[]> hashes = hashes(size);
            for (int slice : new int[] {1, 7, 300}) {
                MerkleTree tree = new MerkleTree(leaves(hashes));
                int slices = 0;
                while (!tree.grow(slice)) {
                    slices++;
                }
                assertThat(slices).isLessThanOrEqualTo(size / slice + 1);
                assertThat(tree.root()).as("%d leaves by %d", size, slice).isEqualTo(root(hashes));
                assertThat(tree.grow(1)).isTrue();
            }
        }
    }

    @Test
    void everyLeafHasAProofThatLeadsToTheRootAndToNoOther() {
        for (int size : sizes()) {
            List<byte[]> hashes = hashes(size);
            MerkleTree tree = tree(hashes);
            DrawSeal seal = new DrawSeal(DrawDigest.hex(tree.root()), size, 0);
            IntStream.of(0, 1, size / 2, size - 2, size - 1)
                    .filter(index -> index >= 0 && index < size)
                    .distinct()
                    .forEach(index -> {
                        InclusionProof proof =
                                new InclusionProof(DrawDigest.hex(hashes.get(index)), index, size, tree.path(index));
                        assertThat(proof.isIn(seal)).as("%d of %d", index, size).isTrue();
                        forged(proof)
                                .forEach(other -> assertThat(other.isIn(seal))
                                        .as("%s instead of %s", other, proof)
                                        .isFalse());
                    });
        }
    }

    /** The bytes of a node are those of no leaf, and a node passes for a leaf in no tree of another size. */
    @Test
    void nodesAreNoLeaves() {
        List<byte[]> hashes = hashes(4);
        byte[] left = sha256(new byte[] {1}, hashes.get(0), hashes.get(1));
        String right = DrawDigest.hex(sha256(new byte[] {1}, hashes.get(2), hashes.get(3)));
        String root = DrawDigest.hex(tree(hashes).root());
        InclusionProof shallow = new InclusionProof(DrawDigest.hex(left), 0, 2, List.of(right));

        assertThat(shallow.isIn(new DrawSeal(root, 2, 0)))
                .as("the number of entries is a part of the seal for this")
                .isTrue();
        assertThat(shallow.isIn(new DrawSeal(root, 4, 0))).isFalse();
        assertThat(new InclusionProof(DrawDigest.hex(left), 0, 4, List.of(right)).isIn(new DrawSeal(root, 4, 0)))
                .isFalse();
        assertThat(sha256(new byte[] {0}, hashes.get(0), hashes.get(1))).isNotEqualTo(left);
    }

    private static List<InclusionProof> forged(InclusionProof proof) {
        List<InclusionProof> forged = new ArrayList<>();
        forged.add(new InclusionProof("00".repeat(32), proof.index(), proof.entries(), proof.path()));
        if (proof.entries() > 1) {
            forged.add(new InclusionProof(
                    proof.leaf(), (proof.index() + 1) % proof.entries(), proof.entries(), proof.path()));
            List<String> shorter = proof.path().subList(1, proof.path().size());
            forged.add(new InclusionProof(proof.leaf(), proof.index(), proof.entries(), shorter));
            List<String> other = new ArrayList<>(proof.path());
            other.set(0, "11".repeat(32));
            forged.add(new InclusionProof(proof.leaf(), proof.index(), proof.entries(), other));
        }
        List<String> longer = new ArrayList<>(proof.path());
        longer.add("22".repeat(32));
        forged.add(new InclusionProof(proof.leaf(), proof.index(), proof.entries(), longer));
        return forged;
    }

    /** All small ones, and those around blocks and powers of two. */
    private static int[] sizes() {
        return IntStream.concat(
                        IntStream.rangeClosed(0, 40),
                        IntStream.of(255, 256, 257, 300, 511, 512, 513, 767, 768, 769, 1_000, 1_025, 5_000))
                .toArray();
    }

    private static List<byte[]> hashes(int size) {
        return IntStream.range(0, size)
                .mapToObj(i ->
                        sha256(new byte[] {0}, ByteBuffer.allocate(4).putInt(i).array()))
                .toList();
    }

    private static MerkleTree tree(List<byte[]> hashes) {
        return MerkleTree.of(leaves(hashes));
    }

    private static LeafList leaves(List<byte[]> hashes) {
        LeafList leaves = new LeafList();
        hashes.forEach(hash -> leaves.add(hash, leaves.size()));
        return leaves;
    }

    /** As RFC 9162 writes it, 2.1.1. */
    private static byte[] root(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return sha256();
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return sha256(new byte[] {1}, root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = DrawDigest.sha256();
        Arrays.stream(parts).forEach(digest::update);
        return digest.digest();
    }
}
