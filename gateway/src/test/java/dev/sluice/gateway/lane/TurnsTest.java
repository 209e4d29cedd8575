package dev.sluice.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    private final Turns turns = new Turns();
    private final List<Reply> told = new ArrayList<>();
    private final ReservationIds ids = new ReservationIds();

    @Test
    void whoWaitsElsewhereWaitsForOneTurnOfAHotSaleAtMost() {
        List<Reply> hot = replies(1, 1_000);
        List<Reply> other = replies(2, 3);
        turns.add(hot);
        turns.take(told::add);
        turns.add(other);
        turns.take(told::add);
        turns.take(told::add);

        assertThat(told).hasSize(2 * Turns.LENGTH + 3).endsWith(other.toArray(Reply[]::new));
    }

    @Test
    void allAreToldAndThoseOfASaleInTheirOrder() {
        List<Reply> hot = replies(1, 1_000);
        List<Reply> others = replies(2, 700);
        List<Reply> later = replies(1, 10);
        turns.add(hot);
        turns.add(others);
        turns.take(told::add);
        turns.add(later);
        while (!turns.isEmpty()) {
            turns.take(told::add);
        }

        hot.addAll(later);
        assertThat(told).hasSize(1_710);
        assertThat(told).filteredOn(reply -> sale(reply) == 1).isEqualTo(hot);
        assertThat(told).filteredOn(reply -> sale(reply) == 2).isEqualTo(others);
    }

    private static int sale(Reply reply) {
        return ReservationIds.saleNumber(reply.outcome().id());
    }

    private List<Reply> replies(int sale, int number) {
        UUID buyer = ids.buyer(sale, "ann");
        return new ArrayList<>(LongStream.range(0, number)
                .mapToObj(i -> new Reply(
                        ReplyAddress.NOBODY,
                        i,
                        new Outcome.Refused(ids.reservation(sale, buyer, "k" + i), Rejection.SOLD_OUT),
                        false))
                .toList());
    }
}
