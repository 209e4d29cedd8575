package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortedSlotsTest {
    private static final int REST_BITS = Long.SIZE - SortedSlots.HASH_BITS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void findsWhatWasAddedAndNothingElse(int width) {
        SortedSlots slots = new SortedSlots(width);
        Random random = new Random(1);
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            long entry = random.nextLong() | 1;
            added.add(entry);
            slots.add(entry, ~entry | 1);
            if (Integer.bitCount(i) == 1) {
                assertThat(added).allMatch(each -> contains(slots, each));
            }
        }
        assertThat(slots.size()).isEqualTo(50_000);
        assertThat(added).allMatch(each -> contains(slots, each));
        for (int i = 0; i < 50_000; i++) {
            assertThat(contains(slots, random.nextLong() & ~1L)).isFalse();
        }
    }

    /** Digests are spread evenly; if they are not, everything is slower, and nothing is lost. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keepsEntriesApartThatShareTheirHash(int width) {
        for (long hash : new long[] {0, 1, (1L << SortedSlots.HASH_BITS) - 1}) {
            SortedSlots slots = new SortedSlots(width);
            for (long rest = 1; rest <= 5_000; rest++) {
                slots.add(hash << REST_BITS | rest, ~(hash << REST_BITS | rest) | 1);
            }
            for (long rest = 1; rest <= 5_000; rest++) {
                assertThat(contains(slots, hash << REST_BITS | rest)).isTrue();
            }
            assertThat(contains(slots, hash << REST_BITS | 5_001)).isFalse();
        }
    }

    /** However many there are, never more than a quarter is empty. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isNearlyFull(int width) {
        SortedSlots slots = new SortedSlots(width);
        Random random = new Random(2);
        for (int size = 1; size <= 300_000; size++) {
            slots.add(random.nextLong() | 1, 1);
            if (size >= 20_000 && size % 1_000 == 0) {
                assertThat(slots.bytes()).isLessThan(size * 8L * width * 4 / 3);
            }
        }
    }

    private static boolean contains(SortedSlots table, long entry) {
        long hash = entry >>> REST_BITS;
        long[] slots = table.slots(hash);
        int at = table.first(hash, slots);
        while (table.isAt(hash, slots, at)) {
            if (slots[at] == entry && (table.width == 1 || slots[at + 1] == (~entry | 1))) {
                return true;
            }
            at += table.width;
        }
        return false;
    }
}
