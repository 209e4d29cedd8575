package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.DrawCheck;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sales whose draw a beacon decides, at times of which everybody knows what it said. Each test has a process of its own, since it sets the
 * clock back.
 */
@Timeout(300)
final class BeaconDrawTest {
    /** Round 1000 of drand's quicknet, as it was published. */
    private static final String SAID =
            "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

    @Test
    void whatTheBeaconSaidIsTakenFromAnybody() {
        Instant says = Instant.ofEpochSecond(1_692_803_367 + 999 * 3);
        try (RunningSluice then = RunningSluice.start()) {
            String draw = sealedForBeacon(then, says.minusSeconds(31), 1_000, says.minusSeconds(31));
            assertThat(then.visitor().get(draw).text("/beacon/at")).isEqualTo(says.toString());
            assertThat(then.visitor().get(draw).body()).doesNotContain("instead");
            assertDrawnByRound1000(then, draw, says);
        }
    }

    /** Whoever closes the entries was away until the round that was named was known to everybody. */
    @Test
    void aSealThatComesTooLateWaitsForAnotherRound() {
        Instant says = Instant.ofEpochSecond(1_692_803_367 + 999 * 3);
        try (RunningSluice then = RunningSluice.start()) {
            String draw = sealedForBeacon(then, says.minusSeconds(700), 780, says.minusSeconds(601));
            Answer late = then.visitor().get(draw).expect(200);
            assertThat(late.number("/beacon/round")).isEqualTo(780);
            assertThat(late.number("/beacon/instead/round")).isEqualTo(1_000);
            assertThat(late.text("/beacon/instead/at")).isEqualTo(says.toString());
            assertDrawnByRound1000(then, draw, says);
        }
    }

    /** Two enter a lottery by that round of the beacon, which is sealed at that time. Returns where it is told. */
    private static String sealedForBeacon(RunningSluice then, Instant until, long round, Instant sealed) {
        then.setTime(until.minusSeconds(3_600));
        String sale = TestSale.of("beacon")
                .units(1)
                .opensAt(sealed.plusSeconds(700))
                .with("mode", "\"LOTTERY\"")
                .with(
                        "order",
                        "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900}"
                                .formatted(until.minusSeconds(7_200), until))
                .with(
                        "fairness",
                        "{\"beacon\": {\"chain\": \"" + LotteryTest.QUICKNET + "\", \"round\": " + round + "}}")
                .create(then)
                .id();
        for (String user : List.of("ann", "bob")) {
            then.user(user)
                    .with("Idempotency-Key", "k")
                    .post(LotteryTest.entries(sale), LotteryTest.quantity(1))
                    .expect(201);
        }
        then.setTime(sealed);
        String draw = SharedSluice.SALES + sale + "/draw";
        Await.until(
                "it is sealed", () -> then.visitor().get(draw).text("/phase").equals("SEALED"));
        return draw;
    }

    private static void assertDrawnByRound1000(RunningSluice then, String draw, Instant says) {
        then.setTime(says.plusSeconds(700));
        String another = "{\"beacon\": {\"round\": 999, \"signature\": \"" + SAID + "\"}}";
        assertThat(then.visitor().post(draw + "/values", another).expect(400).reason())
                .isEqualTo("WRONG_VALUE");
        String said = "{\"beacon\": {\"round\": 1000, \"randomness\": \"00\", \"signature\": \"" + SAID + "\"}}";
        then.visitor().post(draw + "/values", said).expect(200);
        then.visitor().post(draw + "/values", said).expect(200);
        Await.until("it is drawn", () -> then.visitor().get(draw).text("/phase").equals("DRAWN"));
        DrawCheck check = LotteryTest.check(
                then.visitor().get(draw + "/archive").expect(200).body());
        assertThat(check.steps()).allMatch(CheckStep::right);
        assertThat(check.isProven()).isTrue();
    }
}
