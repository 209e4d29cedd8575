package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PostgresDeedsTest {
    private static final long NOW = 1_800_000_000_000L;

    private final Deeds deeds = TestServer.database().deeds();
    private final String subject = "who-" + UUID.randomUUID();
    private final Deeds.Filter mine = new Deeds.Filter(subject, null, null, 0, Long.MAX_VALUE);

    @Test
    void whatCameOfItIsUnknownUntilItIsWrittenDownOnce() {
        Deed deed = deed(NOW, "phone");
        long number = deeds.begin(deed);
        assertThat(deeds.list(mine, Long.MAX_VALUE, 9)).containsExactly(new Deed.Entry(number, deed, null));

        Deed.Result result = new Deed.Result(NOW + 3, 409, "CAPACITY_TAKEN", null, "phone");
        deeds.end(number, result);
        deeds.end(number, new Deed.Result(NOW + 9, 200, null, null, null));

        assertThat(deeds.list(mine, Long.MAX_VALUE, 9)).containsExactly(new Deed.Entry(number, deed, result));
    }

    @Test
    void detailsAreAddedUntilItIsDone() {
        long number = deeds.begin(deed(NOW, "phone"));
        deeds.add(number, "reason=Rained off");
        deeds.end(number, new Deed.Result(NOW + 3, 200, null, null, null));
        deeds.add(number, "reason=Or not");

        assertThat(deeds.list(mine, Long.MAX_VALUE, 9))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.deed().details()).containsExactly("tier=standard", "reason=Rained off"));
    }

    @Test
    void deedsAreFoundByAllThatIsAskedForTogether() {
        long first = deeds.begin(deed(NOW, "phone"));
        long second = deeds.begin(deed(NOW + 1, null));
        long third = deeds.begin(deed(NOW + 2, "phone"));
        deeds.end(second, new Deed.Result(NOW, 201, null, "/v1/admin/sales/phone", "phone"));

        assertThat(numbers(new Deeds.Filter(null, null, subject, 0, Long.MAX_VALUE)))
                .containsExactly(third, second, first);
        assertThat(numbers(new Deeds.Filter(subject, "phone", null, NOW + 1, Long.MAX_VALUE)))
                .containsExactly(third, second);
        assertThat(numbers(new Deeds.Filter(subject, "phone", null, 0, NOW + 1)))
                .containsExactly(first);
        assertThat(numbers(new Deeds.Filter(subject, null, "another", 0, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(deeds.list(mine, third, 1)).extracting(Deed.Entry::number).containsExactly(second);
    }

    @Test
    void whatWasDoneLongAgoIsForgottenAFewAtOnce() {
        for (int i = 0; i < 5; i++) {
            deeds.begin(deed(1_000 + i, null));
        }
        deeds.begin(deed(NOW, null));

        assertThat(deeds.forget(2_000, 3)).isEqualTo(3);
        assertThat(deeds.forget(2_000, 3)).isEqualTo(2);

        assertThat(deeds.list(mine, Long.MAX_VALUE, 9)).hasSize(1);
    }

    private List<Long> numbers(Deeds.Filter filter) {
        return deeds.list(filter, Long.MAX_VALUE, 9).stream()
                .map(Deed.Entry::number)
                .toList();
    }

    private Deed deed(long atMillis, String sale) {
        return new Deed(
                atMillis,
                subject,
                "5q0k2v9xw3ab",
                List.of("administer", "operator"),
                "POST /v1/admin/sales/{sale}/pause",
                sale,
                List.of("tier=standard"),
                "203.0.113.7",
                "r1");
    }
}
