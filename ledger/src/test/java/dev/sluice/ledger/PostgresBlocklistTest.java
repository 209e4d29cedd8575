package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list is shared with other tests of this process; each has users of its own. */
final class PostgresBlocklistTest {
    private static final long NOW = 1_800_000_000_000L;

    private final Blocklist list = TestServer.database().blocklist();
    private final String ann = "ann-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @AfterEach
    void clear() {
        list.page(Long.MAX_VALUE, 1_000).forEach(entry -> list.remove(entry.number()));
    }

    @Test
    void entryIsFoundAsItWasMadeUntilItIsRemoved() {
        assertThat(list.put(List.of(user(ann, NOW + 1), range("2001:db8::/32"), range("203.0.113.0/24"))))
                .isTrue();
        Blocklist.Entry found = list.of(ann, null).getFirst();
        assertThat(found).isEqualTo(new Blocklist.Entry(found.number(), ann, null, true, "why", NOW + 1, NOW));
        assertThat(list.of(null, "203.0.113.77"))
                .extracting(Blocklist.Entry::addresses)
                .containsExactly("203.0.113.0/24");
        assertThat(list.of(null, "2001:db8:1::1"))
                .extracting(Blocklist.Entry::addresses)
                .containsExactly("2001:db8::/32");
        assertThat(list.of(null, "203.0.114.1")).isEmpty();
        assertThat(list.page(Long.MAX_VALUE, 2)).hasSize(2);
        assertThat(list.page(found.number(), 10)).isEmpty();
        assertThat(list.remove(found.number())).isTrue();
        assertThat(list.remove(found.number())).isFalse();
        assertThat(list.of(ann, null)).isEmpty();
    }

    @Test
    void oneOfTheSameIsReplaced() {
        list.put(List.of(user(ann, 0)));
        list.put(List.of(new Blocklist.Entry(0, ann, null, false, "more", NOW + 5, NOW + 1), user(bob, 0)));
        assertThat(list.of(ann, null)).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("more");
            assertThat(entry.suspect()).isFalse();
            assertThat(entry.untilMillis()).isEqualTo(NOW + 5);
        });
    }

    @Test
    void eachChangeIsAnotherVersionAndALookIsNone() {
        long before = list.version();
        list.put(List.of(user(ann, 0)));
        long added = list.version();
        assertThat(added).isGreaterThan(before);
        list.of(ann, null);
        assertThat(list.version()).isEqualTo(added);
        list.remove(list.of(ann, null).getFirst().number());
        assertThat(list.version()).isGreaterThan(added);
    }

    @Test
    void whatIsOverIsNotRead() {
        list.put(List.of(user(ann, NOW), user(bob, NOW + 1), range("198.51.100.0/24")));
        List<String> read = new ArrayList<>();
        list.read(NOW, entry -> read.add(entry.user() == null ? entry.addresses() : entry.user()));
        assertThat(read).containsExactlyInAnyOrder(bob, "198.51.100.0/24");
    }

    @Test
    void allAreAddedOrNone() {
        long before = list.version();
        assertThatThrownBy(() -> list.put(List.of(user(ann, 0), range("203.0.113.7/24"))))
                .isInstanceOf(LedgerException.class);
        assertThat(list.of(ann, null)).isEmpty();
        assertThat(list.version()).isEqualTo(before);
    }

    private static Blocklist.Entry user(String user, long untilMillis) {
        return new Blocklist.Entry(0, user, null, true, "why", untilMillis, NOW);
    }

    private static Blocklist.Entry range(String addresses) {
        return new Blocklist.Entry(0, null, addresses, false, "why", 0, NOW);
    }
}
