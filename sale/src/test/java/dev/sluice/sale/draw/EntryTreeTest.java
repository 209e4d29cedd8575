package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EntryTreeTest {
    private static final String SALE = "phone-11";

    @Test
    void theRootIsTheSameInWhateverOrderEntriesCome() {
        List<DrawEntry> entries = entries(1_000);
        EntryTree tree = tree(SALE, entries);
        for (int seed = 0; seed < 5; seed++) {
            List<DrawEntry> others = new ArrayList<>(entries);
            Collections.shuffle(others, new Random(seed));
            assertThat(tree(SALE, others).root()).isEqualTo(tree.root());
        }
    }

    @Test
    void leavesStandInOrderAndAreFound() {
        List<DrawEntry> entries = entries(3_000);
        EntryTree tree = tree(SALE, entries);
        List<String> leaves =
                entries.stream().map(entry -> entry.leaf(SALE)).sorted().toList();
        assertThat(IntStream.range(0, tree.size()).mapToObj(tree::leaf)).containsExactlyElementsOf(leaves);
        for (DrawEntry entry : entries) {
            int index = tree.index(entry.leaf(SALE));
            assertThat(leaves.get(index)).isEqualTo(entry.leaf(SALE));
        }
        assertThat(tree.index("00".repeat(32))).isEqualTo(-1);
        assertThat(tree.index("ff".repeat(32))).isEqualTo(-1);
        assertThat(tree.proof(7).isIn(new DrawSeal(tree.root(), tree.size(), 0)))
                .isTrue();
    }

    /** Hashes that begin alike are what a sort by bytes likes least; some are the same. However little at a time, it ends, and soon. */
    @Test
    void whateverHashesAreSortedInSlicesOfAnySize() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 2, 24, 25, 300, 2_000, 9_000}) {
            for (int slice : new int[] {1, 5, 256, Integer.MAX_VALUE}) {
                List<byte[]> hashes = alike(random, size);
                LeafList leaves = new LeafList();
                hashes.forEach(hash -> leaves.add(hash, leaves.size()));
                LeafSort sort = new LeafSort(leaves);
                long slices = 0;
                while (!sort.proceed(slice)) {
                    slices++;
                }
                assertThat(slices).isLessThanOrEqualTo(32L * (3 * size + 600) / slice + 1);
                assertThat(IntStream.range(0, size).mapToObj(i -> DrawDigest.hex(leaves.bytes(i))))
                        .as("%d by %d", size, slice)
                        .containsExactlyElementsOf(
                                hashes.stream().map(DrawDigest::hex).sorted().toList());
                assertThat(IntStream.range(0, size)
                                .allMatch(i -> Arrays.equals(leaves.bytes(i), hashes.get(leaves.number(i)))))
                        .as("each has its number")
                        .isTrue();
            }
        }
    }

    /** They begin alike, in one of several ways; some are the same. */
    private static List<byte[]> alike(Random random, int size) {
        List<byte[]> hashes = new ArrayList<>();
        int ways = 1 + random.nextInt(3);
        int same = random.nextInt(29);
        for (int i = 0; i < size; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            Arrays.fill(hash, 0, same, (byte) random.nextInt(ways));
            hashes.add(i > 0 && random.nextInt(9) == 0 ? hashes.get(random.nextInt(i)) : hash);
        }
        return hashes;
    }

    @Test
    void aSealIsTheSameInWhateverSlices() {
        for (int size : new int[] {0, 1, 255, 256, 257, 5_000}) {
            List<DrawEntry> entries = entries(size);
            EntryTree whole = tree(SALE, entries);
            for (int slice : new int[] {1, 100, 4_096}) {
                EntryTree.Builder builder = new EntryTree.Builder(SALE);
                entries.forEach(builder::add);
                EntrySealing sealing = builder.sealing();
                while (!sealing.proceed(slice)) {
                    assertThatThrownBy(sealing::tree).hasMessageContaining("not sealed");
                }
                EntryTree tree = sealing.tree();
                assertThat(tree.root()).isEqualTo(whole.root());
                assertThat(IntStream.range(0, size).mapToObj(tree::number))
                        .containsExactlyElementsOf(
                                IntStream.range(0, size).mapToObj(whole::number).toList())
                        .allSatisfy(number -> assertThat(
                                        tree.index(entries.get(number).leaf(SALE)))
                                .isNotNegative());
            }
        }
    }

    @Test
    void noEntryAndOneEntryHaveARoot() {
        assertThat(tree(SALE, List.of()).root())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        DrawEntry one = entries(1).getFirst();
        EntryTree tree = tree(SALE, List.of(one));
        assertThat(tree.root()).isEqualTo(one.leaf(SALE));
        assertThat(tree.proof(0).isIn(new DrawSeal(tree.root(), tree.size(), 0)))
                .isTrue();
        assertThatThrownBy(() -> tree.proof(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void twoEntriesThatAreTheSameAreRefused() {
        List<DrawEntry> entries = new ArrayList<>(entries(100));
        entries.add(entries.get(42));
        assertThatThrownBy(() -> tree(SALE, entries))
                .hasMessage("two entries are the same: " + entries.get(42).leaf(SALE));
    }

    @Test
    void manyThatAreTheSameAreRefusedAndNotSortedForEver() {
        List<DrawEntry> entries = Collections.nCopies(100_000, entries(1).getFirst());
        assertThatThrownBy(() -> tree(SALE, entries)).hasMessageContaining("the same");
    }

    @Test
    void aLeafBindsAllThatWasEnteredAndTheSale() {
        String entrant = DrawEntry.entrant(SALE, "ann", "ab".repeat(16));
        DrawEntry entry = new DrawEntry(entrant, "standard", 2, "together");
        assertThat(List.of(
                        entry.leaf(SALE),
                        entry.leaf("phone-12"),
                        new DrawEntry(entrant, "standard", 1, "together").leaf(SALE),
                        new DrawEntry(entrant, "", 2, "together").leaf(SALE),
                        new DrawEntry(entrant, "standardtogether", 2, "").leaf(SALE),
                        new DrawEntry(entrant, "standard", 2, "").leaf(SALE),
                        new DrawEntry(DrawEntry.entrant(SALE, "bob", "ab".repeat(16)), "standard", 2, "together")
                                .leaf(SALE)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPseudonymBindsTheUserTheBlindAndTheSale() {
        String blind = "ab".repeat(16);
        assertThat(List.of(
                        DrawEntry.entrant(SALE, "ann", blind),
                        DrawEntry.entrant(SALE, "bob", blind),
                        DrawEntry.entrant(SALE, "ann", "ac".repeat(16)),
                        DrawEntry.entrant(SALE, "ann", "ab".repeat(17)),
                        DrawEntry.entrant("phone-12", "ann", blind)))
                .doesNotHaveDuplicates();
        for (String wrong : List.of("", "ab", "AB".repeat(16), "ab".repeat(65), "zz".repeat(16))) {
            assertThatThrownBy(() -> DrawEntry.entrant(SALE, "ann", wrong)).hasMessageContaining("blind");
        }
    }

    @Test
    void entriesThatCouldBeTakenForOthersAreRefused() {
        String entrant = "ab".repeat(32);
        assertThatThrownBy(() -> new DrawEntry(entrant.toUpperCase(), "", 1, ""))
                .hasMessageContaining("entrant");
        assertThatThrownBy(() -> new DrawEntry(entrant, "", 0, "")).hasMessageContaining("quantity");
        assertThatThrownBy(() -> new DrawEntry(entrant, "\ud800", 1, "")).hasMessageContaining("tier");
        assertThatThrownBy(() -> new DrawEntry(entrant, "", 1, "é".repeat(2_049)))
                .hasMessageContaining("preferences");
    }

    static List<DrawEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DrawEntry(
                        DrawEntry.entrant(SALE, "user-" + i, "%032x".formatted(i)), "standard", 1 + i % 4, ""))
                .toList();
    }

    static EntryTree tree(String sale, List<DrawEntry> entries) {
        EntryTree.Builder builder = new EntryTree.Builder(sale);
        entries.forEach(builder::add);
        return builder.seal();
    }
}
