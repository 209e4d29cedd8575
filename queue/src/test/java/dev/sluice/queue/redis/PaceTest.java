package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final UUID ID = new UUID(1, 2);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int ENOUGH = 50;

    private final Pace pace = new Pace();
    private long now;
    private long requests;

    @Test
    void isQuickWhereAnswersAre() {
        answeredAfter(2 * MILLI, ENOUGH);

        assertThat(pace.apartNanos()).isEqualTo(Pace.LEAST_NANOS);
    }

    @Test
    void gathersForAPartOfTheTimeThatAnswersTake() {
        answeredAfter(24 * MILLI, ENOUGH);

        assertThat(pace.apartNanos()).isBetween(24 * MILLI / Pace.PARTS * 9 / 10, 24 * MILLI / Pace.PARTS);
    }

    @Test
    void gathersForSoLongAtMost() {
        answeredAfter(900 * MILLI, ENOUGH);

        assertThat(pace.apartNanos()).isBetween(Pace.MOST_NANOS * 9 / 10, Pace.MOST_NANOS);
    }

    @Test
    void isQuickAgainWhenAnswersAre() {
        answeredAfter(100 * MILLI, ENOUGH);
        answeredAfter(MILLI, ENOUGH);

        assertThat(pace.apartNanos()).isBetween(Pace.LEAST_NANOS, Pace.LEAST_NANOS * 11 / 10);
    }

    @Test
    void learnsNothingFromWhatWasNeverAnswered() {
        sent(1);
        now += 10_000 * MILLI;
        sent(2);
        now += MILLI;
        answered(1);
        assertThat(pace.apartNanos()).isEqualTo(Pace.LEAST_NANOS);

        now += 39 * MILLI;
        answered(2);
        assertThat(pace.apartNanos()).isGreaterThan(Pace.LEAST_NANOS);
    }

    @Test
    void takesNoAnswerForThatOfAnotherLane() {
        pace.sent(List.of(envelope(7, 1)), now);
        now += 80 * MILLI;
        pace.answered(List.of(reply(8, 1)), now);

        assertThat(pace.apartNanos()).isEqualTo(Pace.LEAST_NANOS);
    }

    @Test
    void watchesNothingThatNobodyWaitsFor() {
        pace.sent(List.of(envelope(-1, 1), envelope(3, 2)), now);
        now += 80 * MILLI;
        pace.answered(List.of(reply(3, 2)), now);

        assertThat(pace.apartNanos()).isGreaterThan(Pace.LEAST_NANOS);
    }

    private void answeredAfter(long nanos, int times) {
        for (int i = 0; i < times; i++) {
            requests++;
            sent(requests);
            now += nanos;
            answered(requests);
        }
    }

    private void sent(long request) {
        pace.sent(List.of(envelope(1, request)), now);
    }

    private void answered(long request) {
        pace.answered(List.of(reply(1, request)), now);
    }

    private static Envelope envelope(long address, long request) {
        return new Envelope(new ReplyAddress(address), request, new Command.Pause(ID), 0);
    }

    private static Reply reply(long address, long request) {
        return new Reply(new ReplyAddress(address), request, new Outcome.Listed(ID, List.of()), false);
    }
}
