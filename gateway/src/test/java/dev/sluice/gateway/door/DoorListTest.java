package dev.sluice.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.TicketCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a door takes along. That it is signed, and found in by a code, is for those who get one over HTTP. */
final class DoorListTest {
    private static final int ENTRY = 11;

    private final TicketCodes codes = new TicketCodes(new byte[32]);

    private static List<Admissions.Ticket> tickets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Admissions.Ticket(new UUID(7, i + 1), i % 100 == 0, i % 3 == 0))
                .toList();
    }

    @Test
    void aWholeHallFitsIntoAMegabyteAndIsSorted() {
        byte[] entries = DoorList.of("arena", tickets(60_000), 60_000, codes).entries();
        assertThat(entries).hasSize(60_000 * ENTRY);
        for (int at = ENTRY; at < entries.length; at += ENTRY) {
            assertThat(Arrays.compareUnsigned(entries, at - ENTRY, at - 1, entries, at, at + ENTRY - 1))
                    .isNegative();
        }
    }

    /** Neither the order of rows nor the time shows in it. */
    @Test
    void theSameTicketsAreTheSameListAndAnotherStatusOrSaleIsAnother() {
        List<Admissions.Ticket> some = tickets(50);
        DoorList list = DoorList.of("arena", some, 50, codes);
        List<Admissions.Ticket> shuffled = new ArrayList<>(some);
        Collections.reverse(shuffled);
        assertThat(DoorList.of("arena", shuffled, 50, codes).etag("all")).isEqualTo(list.etag("all"));
        shuffled.set(3, new Admissions.Ticket(shuffled.get(3).id(), true, true));
        assertThat(DoorList.of("arena", shuffled, 50, codes).etag("all")).isNotEqualTo(list.etag("all"));
        assertThat(list.etag("5")).isNotEqualTo(list.etag("all"));
        assertThat(DoorList.of("hall", some, 50, codes).entries()).isNotEqualTo(list.entries());
        assertThat(DoorList.of("arena", List.of(), 0, codes).entries()).isEmpty();
    }
}
