package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WatchesTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final ReplyAddress LANE = new ReplyAddress(3);
    private static final long UNTIL = 1_000;

    private final Watches watches = new Watches();

    @Test
    void whoWatchesHearsOnceInTheOrderOfBeginning() {
        begin(1, ID, UNTIL);
        begin(2, OTHER, UNTIL);
        begin(3, ID, UNTIL);

        assertThat(told(ID, ReservationStatus.HELD, 0)).isEmpty();
        assertThat(told(ID, ReservationStatus.CONFIRMED, 0)).containsExactly(1L, 3L);
        assertThat(told(ID, ReservationStatus.CONFIRMED, 0)).isEmpty();
        assertThat(watches.count()).isEqualTo(1);
    }

    /** The rows of holds do not change then. */
    @Test
    void whoWatchesAHoldHearsThatItEndsLater() {
        begin(1, ID, UNTIL);
        begin(2, OTHER, UNTIL);
        watches.begin(
                new Envelope(LANE, 3, new Command.Find(ID), UNTIL),
                new Outcome.Reserved(state(ID, ReservationStatus.WAITLISTED), false));

        assertThat(toldOf(500)).isEmpty();
        List<Reply> replies = toldOf(700);

        assertThat(replies).extracting(Reply::request).containsExactly(1L, 2L);
        assertThat(replies)
                .extracting(
                        reply -> ((Outcome.Reserved) reply.outcome()).state().expiresAtMillis())
                .containsOnly(700L);
        assertThat(watches.count()).isEqualTo(1);
    }

    @Test
    void aWatchEndsAtItsTime() {
        begin(1, ID, UNTIL);
        begin(2, ID, UNTIL + 1);

        assertThat(told(ID, ReservationStatus.CONFIRMED, UNTIL)).containsExactly(2L);
        assertThat(watches.count()).isZero();
    }

    @Test
    void aWatchEndsWhenItIsNotWantedAnyMore() {
        begin(1, ID, UNTIL);
        begin(2, ID, UNTIL);
        begin(3, ID, UNTIL);

        end(1);
        end(1);
        end(4);

        assertThat(told(ID, ReservationStatus.CONFIRMED, 0)).containsExactly(2L, 3L);
        assertThat(watches.count()).isZero();
    }

    @Test
    void ofManyThatWatchOneEachEndsByItself() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            begin(i, ID, UNTIL);
            all.add(i);
        }
        Collections.shuffle(all, new Random(1));
        all.subList(2, all.size()).forEach(this::end);

        assertThat(watches.count()).isEqualTo(2);
        assertThat(told(ID, ReservationStatus.CONFIRMED, 0))
                .containsExactlyInAnyOrder((long) all.get(0), (long) all.get(1));
    }

    private void begin(long request, UUID id, long untilMillis) {
        watches.begin(
                new Envelope(LANE, request, new Command.Find(id), untilMillis),
                new Outcome.Reserved(state(id, ReservationStatus.HELD), false));
    }

    private void end(long request) {
        watches.begin(
                new Envelope(LANE, request, new Command.Find(ID), Envelope.WATCHES_NO_LONGER),
                new Outcome.Reserved(state(ID, ReservationStatus.HELD), false));
    }

    /** The requests that are told of what becomes of this one. */
    private List<Long> told(UUID id, ReservationStatus status, long nowMillis) {
        Batch batch = new Batch(1, 1, nowMillis);
        batch.accept(new Change.Moved(state(id, status)));
        List<Reply> replies = new ArrayList<>();
        watches.collect(batch, nowMillis, replies);
        assertThat(replies).allMatch(Reply::update).allMatch(reply -> reply.to().equals(LANE));
        return replies.stream().map(Reply::request).toList();
    }

    /** That holds, which end at 500, are kept until then. */
    private List<Reply> toldOf(long keptUntilMillis) {
        SaleTerms terms = SaleSample.terms("kept", TakeStock.HOLD, 10);
        Batch batch = new Batch(1, 1, 0);
        batch.accept(new Change.SaleChanged(new SaleState(1, terms, false, false, 2, keptUntilMillis)));
        List<Reply> replies = new ArrayList<>();
        watches.collect(batch, 0, replies);
        return replies;
    }

    private static ReservationState state(UUID id, ReservationStatus status) {
        return new ReservationState(id, new UUID(9, 9), 1, 0, 1, status, 100, 0, 500, null, 0);
    }
}
