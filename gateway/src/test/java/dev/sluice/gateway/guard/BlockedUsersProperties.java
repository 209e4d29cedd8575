package dev.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random sets of users, beside a plain set. */
final class BlockedUsersProperties {
    @Test
    void whoIsInItIsFoundAndNobodyElse() {
        SplittableRandom random = new SplittableRandom(7);
        for (int size : new int[] {0, 1, 2, 15, 16, 17, 1_000, 20_000}) {
            List<Long> keys = new ArrayList<>(
                    List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE).subList(0, Math.min(4, size)));
            while (keys.size() < size) {
                keys.add(random.nextLong() >>> random.nextInt(8));
            }
            Set<Long> plain = new HashSet<>(keys);
            BlockedUsers users = new BlockedUsers(keys);
            assertThat(users.size()).isEqualTo(size);
            assertThat(keys).allMatch(users::contains);
            for (int i = 0; i < 2_000; i++) {
                long key = random.nextLong() >>> random.nextInt(Long.SIZE);
                assertThat(users.contains(key)).isEqualTo(plain.contains(key));
            }
        }
    }
}
