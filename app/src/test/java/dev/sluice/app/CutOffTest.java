package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment provider that fails or hangs is cut off, harms nobody else, and is taken back. */
final class CutOffTest {
    private static final int CALLS = 4;
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(7);
    private static final BreakerConfig CONFIG = new BreakerConfig(60, CALLS, 50, SLOW, RETRY, 1);

    /** Of the breakers alone: what a test waits for in earnest makes nothing slow. */
    private final AtomicLong nanos = new AtomicLong();

    private final Breakers breakers = new Breakers(CONFIG, nanos::get);
    private final DistantBank bank = new DistantBank();
    private RunningSluice sluice;
    private final List<String> held = new ArrayList<>();
    private int payers;

    @BeforeEach
    void start() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(bank).with(breakers));
        TestSale.of("goods").units(100).create(sluice);
        for (int i = 0; i < 2 * CALLS + 4; i++) {
            held.add(sluice.user("user-" + i).buy("goods", "k", 1).id());
        }
    }

    @AfterEach
    void stop() {
        bank.close();
        sluice.close();
    }

    @Test
    void aProviderThatFailsIsNotAskedUntilItIsTriedAgainAndTakenBack() {
        bank.fail();
        for (int i = 0; i < CALLS; i++) {
            assertThat(pay().join().text("/detail")).isEqualTo("the payment provider does not answer");
        }
        int asked = bank.asked();

        assertCutOff(pay().join());
        assertThat(bank.asked()).isEqualTo(asked);
        assertOthersAreUnharmed();

        nanos.addAndGet(RETRY.plusMillis(1).toNanos());
        assertThat(pay().join().text("/detail")).isEqualTo("the payment provider does not answer");
        assertCutOff(pay().join());

        bank.recover();
        nanos.addAndGet(RETRY.plusMillis(1).toNanos());
        assertThat(pay().join().status()).isEqualTo(201);
        assertThat(breaker().state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(pay().join().status()).isEqualTo(201);
    }

    /** Nobody waits for the patience of the calls that are under way. */
    @Test
    void aProviderThatHangsIsCutOffWhileItsCallsStillHang() {
        bank.hang();
        List<CompletableFuture<Answer>> hanging = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            hanging.add(pay());
        }
        Await.until("the bank has them all", () -> bank.asked() == CALLS);
        nanos.addAndGet(SLOW.plusMillis(1).toNanos());

        assertCutOff(pay().join());
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        assertThat(bank.asked()).isEqualTo(CALLS);
        assertOthersAreUnharmed();

        bank.recover();
        assertThat(hanging.stream().map(CompletableFuture::join))
                .allSatisfy(late -> assertThat(late.status()).isEqualTo(201));
        assertCutOff(pay().join());
        nanos.addAndGet(RETRY.plusMillis(1).toNanos());
        assertThat(pay().join().status()).isEqualTo(201);
        assertThat(breaker().state()).isEqualTo(Breaker.State.CLOSED);
    }

    /** What it says by itself is money that somebody paid. */
    @Test
    void aProviderThatIsCutOffIsHeardAllTheSame() {
        Answer opened = pay().join();
        bank.fail();
        for (int i = 0; i < CALLS; i++) {
            pay().join();
        }
        assertCutOff(pay().join());

        Answer taken = sluice.visitor().post("/v1/payments/distant/webhook", opened.id());

        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(sluice.user("user-0")
                        .get("/v1/reservations/" + held.getFirst())
                        .text("/status"))
                .isEqualTo("CONFIRMED");
    }

    private void assertCutOff(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.text("/reason")).isEqualTo("BUSY");
        assertThat(answer.text("/detail"))
                .isEqualTo("the payment provider fails or is too slow, and is not asked for now");
        assertThat(answer.header("Retry-After")).isEqualTo(Long.toString(RETRY.toSeconds()));
        assertThat(breaker().state()).isEqualTo(Breaker.State.OPEN);
    }

    private void assertOthersAreUnharmed() {
        String user = "other-" + payers;
        Answer bought = sluice.user(user).buy("goods", "k", 1);
        assertThat(bought.status()).isEqualTo(201);
        assertThat(sluice.user(user)
                        .post("/v1/reservations/" + bought.id() + "/payment", "{\"provider\": \"sandbox\"}")
                        .status())
                .isEqualTo(201);
        assertThat(breakers.of("payments-sandbox", _ -> true).state()).isEqualTo(Breaker.State.CLOSED);
    }

    private Breaker breaker() {
        return breakers.of("payments-distant", _ -> true);
    }

    /** The next one wants to pay. */
    private CompletableFuture<Answer> pay() {
        int payer = payers++;
        return sluice.user("user-" + payer)
                .postLater("/v1/reservations/" + held.get(payer) + "/payment", "{\"provider\": \"distant\"}");
    }
}
