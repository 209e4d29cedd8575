package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.payment.sandbox.SandboxConfig;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that accepts a refund today and makes it later: until then the money is due, whatever happens in between. */
final class SlowRefundTest {
    private static final Duration DELAY = Duration.ofMinutes(1);

    private RunningSluice sluice;
    private Visitor ann;

    @BeforeEach
    void start() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(
                new SandboxConfig.Manners(Math.toIntExact(DELAY.toMillis()), 1, false, true)));
        ann = sluice.user("ann");
    }

    @AfterEach
    void stop() {
        sluice.close();
    }

    @Test
    void aRefundIsDueUntilItsProviderSaysThatItIsMade() {
        TestSale.of("slow").create(sluice);
        String id = ann.buy("slow", "k", 1).id();
        String payment = ann.click(id, "pay");
        sluice.advance(DELAY);
        ann.awaitReservation(id, "CONFIRMED");

        assertThat(sluice.merchant()
                        .post("/v1/admin/reservations/" + id + "/refund", "")
                        .status())
                .isEqualTo(200);
        Await.until(
                "the sandbox accepted the refund",
                () -> sluice.stored("SELECT refund_at FROM sandbox_charge WHERE payment = '" + payment + "'") != null);

        assertThat(ann.get("/v1/payments/" + payment).text("/status")).isEqualTo("REFUND_DUE");
        assertThat(sluice.stored("SELECT done_at FROM outbox WHERE payment = '" + payment + "'"))
                .isNull();
        Answer due = Await.until(
                "it was tried",
                () -> sluice.merchant().get("/v1/admin/refunds?state=DUE"),
                answer -> answer.number("/refunds/0/attempts") > 0);
        assertThat(due.text("/refunds/0/payment")).isEqualTo(payment);
        assertThat(due.text("/refunds/0/nextAt")).isNotNull();

        sluice.advance(DELAY);

        ann.awaitPayment(payment, "REFUNDED");
        assertThat(sluice.stored("SELECT done_at IS NOT NULL FROM outbox WHERE payment = '" + payment + "'"))
                .isEqualTo("t");
        assertThat(sluice.merchant().get("/v1/admin/sales/slow/audit").text("/balanced"))
                .isEqualTo("true");
    }
}
