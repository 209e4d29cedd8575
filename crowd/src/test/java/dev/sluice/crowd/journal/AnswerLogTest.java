package dev.sluice.crowd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnswerLogTest {
    private static final String BUY = "/v1/sales/hall/reservations";

    private long now;
    private final AnswerLog log = new AnswerLog(() -> now, 100);

    @Test
    void answersAreCountedByTheSecond() {
        for (int status : new int[] {201, 200, 202, 409, 503, 429, 500}) {
            ask(BUY, status);
        }
        now = 1_999;
        ask("/v1/payments/1", 204);
        log.unanswered("GET", "/v1/payments/1");
        assertThat(log.seconds())
                .containsExactly(new AnswerLog.Second(0, 2, 1, 1, 2, 1, 0), new AnswerLog.Second(1, 1, 0, 0, 0, 0, 1));
        assertThat(log.total()).isEqualTo(new AnswerLog.Second(0, 3, 1, 1, 2, 1, 1));
    }

    @Test
    void aGapLastsFromTheFirstWhoAskedInVainToTheFirstDecision() {
        ask(BUY, 201);
        now = 5_000;
        log.asked("POST", BUY);
        now = 5_050;
        ask(BUY, 503);
        now = 5_400;
        log.unanswered("POST", BUY);
        now = 6_000;
        assertThat(log.gaps()).as("it lasts").containsExactly(new AnswerLog.Gap("hall", 5_000, 6_000));
        ask(BUY, 409);
        now = 9_000;
        assertThat(log.gaps()).containsExactly(new AnswerLog.Gap("hall", 5_000, 6_000));
        assertThat(log.longestGapMillis("hall")).isEqualTo(1_000);
        assertThat(log.longestGapMillis("another")).isZero();
    }

    @Test
    void whoStillWaitsWhenAnotherIsServedWaitsSinceThen() {
        log.asked("POST", BUY);
        now = 50;
        ask(BUY, 201);
        now = 300;
        log.answered("POST", BUY, answer(201));
        assertThat(log.longestGapMillis("hall")).isEqualTo(250);
        assertThat(log.gaps()).containsExactly(new AnswerLog.Gap("hall", 50, 300));
    }

    @Test
    void aWhileInWhichNobodyAskedIsNoGap() {
        ask(BUY, 201);
        now = 60_000;
        ask(BUY, 201);
        assertThat(log.gaps()).isEmpty();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 20_000; i++) {
            now += 1_000;
            log.asked("POST", BUY);
            now += 200;
            log.answered("POST", BUY, answer(201));
        }
        assertThat(log.seconds()).hasSize(7_200);
        assertThat(log.gaps()).hasSize(10_000);
    }

    private void ask(String path, int status) {
        log.asked("POST", path);
        log.answered("POST", path, answer(status));
    }

    private static Answer answer(int status) {
        return new Answer(status, HttpHeaders.of(Map.of(), (_, _) -> true), "{}");
    }
}
