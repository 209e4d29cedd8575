package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KeyTableTest {
    private final KeyTable<Buyer> table = new KeyTable<>(0);

    @Test
    void findsWhatWasAddedAndNothingElse() {
        Random random = new Random(1);
        Map<UUID, Buyer> added = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Buyer buyer = new Buyer(new UUID(random.nextLong(), random.nextLong()));
            added.put(buyer.key(), buyer);
            table.add(buyer);
        }
        assertThat(table.size()).isEqualTo(10_000);
        assertThat(added).allSatisfy((key, buyer) -> assertThat(table.find(key)).isSameAs(buyer));
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.find(new UUID(random.nextLong(), random.nextLong())))
                    .isNull();
        }
    }

    @Test
    void tellsKeysApartThatShareTheirSlotAndTheirTag() {
        for (int i = 0; i < 6; i++) {
            table.add(new Buyer(new UUID((long) i << 32, (long) i << 40)));
        }
        for (int i = 0; i < 6; i++) {
            UUID key = new UUID((long) i << 32, (long) i << 40);
            assertThat(table.find(key).key()).isEqualTo(key);
            assertThat(table.find(new UUID(key.getMostSignificantBits(), 1L << 60)))
                    .isNull();
        }
    }

    @Test
    void aClusterGoesRoundTheEnd() {
        for (int i = 0; i < 5; i++) {
            table.add(new Buyer(new UUID(i, 0xF000_0000L | (long) i << 32)));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(table.find(new UUID(i, 0xF000_0000L | (long) i << 32))).isNotNull();
        }
    }

    @Test
    void aKeyOfZerosIsAKeyLikeAnyOther() {
        UUID zeros = new UUID(0, 0);
        assertThat(table.find(zeros)).isNull();
        table.add(new Buyer(zeros));
        assertThat(table.find(zeros).key()).isEqualTo(zeros);
    }

    @Test
    void aHintIsWhatWillBeFoundUnlessAnotherIsInTheWay() {
        UUID key = new UUID(5, 3);
        assertThat(table.hint(key)).isNull();
        table.add(new Buyer(key));
        assertThat(table.hint(key)).isSameAs(table.find(key));
        UUID second = new UUID(6, 1L << 32 | 3);
        table.add(new Buyer(second));
        assertThat(table.hint(second)).isSameAs(table.find(key));
        assertThat(table.find(second).key()).isEqualTo(second);
    }
}
