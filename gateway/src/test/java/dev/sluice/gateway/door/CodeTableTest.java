package dev.sluice.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CodeTableTest {
    private final CodeTable table = new CodeTable();

    @Test
    void whatWasAddedIsFoundAndNothingElse() {
        Random random = new Random(7);
        Map<Long, UUID> all = new HashMap<>();
        for (int i = 1; i <= 10_000; i++) {
            // Also keys that differ in their high bits alone, and zero.
            long key = i % 3 == 0 ? (long) i << 48 : i == 1 ? 0 : random.nextLong();
            if (all.putIfAbsent(key, new UUID(i, i)) == null) {
                table.add(key, new UUID(i, i));
                table.add(key, new UUID(i, i));
            }
        }
        assertThat(table.size()).isEqualTo(all.size());
        all.forEach((key, ticket) -> assertThat(table.find(key, _ -> true)).isEqualTo(ticket));
        for (int i = 0; i < 1_000; i++) {
            long other = random.nextLong();
            assertThat(all.containsKey(other) ? null : table.find(other, _ -> true))
                    .isNull();
        }
    }

    /** Eight bytes of ten may be the same. */
    @Test
    void ticketsOfOneKeyAreToldApart() {
        for (int i = 1; i <= 5; i++) {
            table.add(42, new UUID(1, i));
        }
        assertThat(table.size()).isEqualTo(5);
        for (int i = 1; i <= 5; i++) {
            UUID wanted = new UUID(1, i);
            assertThat(table.find(42, wanted::equals)).isEqualTo(wanted);
        }
        assertThat(table.find(42, _ -> false)).isNull();
    }
}
