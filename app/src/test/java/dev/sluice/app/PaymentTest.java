package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.payment.sandbox.SandboxConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every payment that succeeded ends in tickets or in a refund. Webhooks come several times here, and out of order. */
final class PaymentTest {
    private static final String WEBHOOK = "/v1/payments/sandbox/webhook";
    private static final SandboxConfig.Manners ROUGH = new SandboxConfig.Manners(0, 2, true, false);

    private RunningSluice sluice;
    private Visitor ann;

    @BeforeEach
    void start() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(ROUGH));
        ann = sluice.user("ann");
    }

    @AfterEach
    void stop() {
        sluice.close();
    }

    @Test
    void webhooksThatComeTwiceAndOutOfOrderEndInOneTicket() {
        TestSale.of("rough").create(sluice);
        String id = ann.buy("rough", "k", 1).id();

        String payment = ann.click(id, "pay");

        ann.awaitReservation(id, "CONFIRMED");
        for (String type : new String[] {"declined", "succeeded", "succeeded", "declined"}) {
            assertThat(report(event(type, payment, 400_000)).text("/status")).isEqualTo("PAID");
        }
        assertThat(ann.get("/v1/me/tickets").list("/tickets")).hasSize(1);
        assertBalanced("rough");
    }

    @Test
    void aReportIsDurableWhenItIsAnswered() {
        TestSale.of("durable").create(sluice);
        String id = ann.buy("durable", "k", 1).id();
        String payment = ann.openPayment(id).id();

        assertThat(report(event("succeeded", payment, 400_000)).text("/status")).isEqualTo("PAID");

        assertThat(sluice.stored("SELECT status FROM payment WHERE id = '" + payment + "'"))
                .isEqualTo("PAID");
        assertThat(sluice.stored("SELECT status FROM reservation WHERE id = '" + id + "'"))
                .isEqualTo("3");
    }

    @Test
    void aWebhookThatIsNotSignedIsRefused() {
        TestSale.of("signed").create(sluice);
        String payment = ann.openPayment(ann.buy("signed", "k", 1).id()).id();
        String event = event("succeeded", payment, 400_000);
        Visitor anybody = sluice.visitor();
        Instant now = sluice.clock.instant();

        assertThat(anybody.post(WEBHOOK, event).status()).isEqualTo(401);
        assertThat(anybody.with("Sandbox-Signature", "t=1,v1=zz")
                        .post(WEBHOOK, event)
                        .status())
                .isEqualTo(401);
        assertThat(anybody.with("Sandbox-Signature", signature(now, event + " "))
                        .post(WEBHOOK, event)
                        .status())
                .isEqualTo(401);
        assertThat(anybody.with("Sandbox-Signature", signature(now.minusSeconds(301), event))
                        .post(WEBHOOK, event)
                        .status())
                .isEqualTo(401);
        assertThat(ann.get("/v1/payments/" + payment).text("/status")).isEqualTo("PENDING");
    }

    @Test
    void aSignedReportThatMakesNoSenseIsABadRequest() {
        for (String body : new String[] {"", "x", "[]", "{}", event("exploded", "1-1-1-1-1", 1)}) {
            assertThat(report(body).status()).as(body).isEqualTo(400);
        }
        assertThat(report(event("succeeded", "00000000-0000-8000-8000-000000000000", 1))
                        .status())
                .isEqualTo(404);
        assertThat(sluice.visitor().post("/v1/payments/unknown/webhook", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsAboutNoPaymentIsAcknowledgedAndNothingFollows() {
        Answer taken = report("{\"type\": \"test\"}");

        assertThat(taken.status()).isEqualTo(204);
    }

    @Test
    void aReferenceThatCannotBeKeptIsRefusedBeforeItsSale() {
        TestSale.of("nul").create(sluice);
        String id = ann.buy("nul", "k", 1).id();
        String event = event("succeeded", ann.openPayment(id).id(), 400_000);

        assertThat(report(event.replace("\"r\"", "\"r\\u0000\"")).status()).isEqualTo(400);
        assertThat(report(event.replace("CNY", "C\\u0000Y")).status()).isEqualTo(400);

        assertThat(report(event).text("/status")).isEqualTo("PAID");
    }

    @Test
    void theProviderNeedNotBeNamedWhereThereIsOne() {
        TestSale.of("one").create(sluice);
        String id = ann.buy("one", "k", 1).id();

        assertThat(ann.post("/v1/reservations/" + id + "/payment", "{}").text("/provider"))
                .isEqualTo("sandbox");
    }

    @Test
    void theSandboxShowsWhatItWasAskedFor() {
        TestSale.of("shown").create(sluice);
        Answer held = ann.buy("shown", "k", 1);
        String payment = ann.openPayment(held.id()).id();

        Answer shown = sluice.visitor().get("/v1/payments/sandbox/" + payment);

        assertThat(shown.text("/status")).isEqualTo("OPEN");
        assertThat(shown.number("/amount/amount")).isEqualTo(400_000);
        assertThat(shown.text("/returnUrl")).endsWith("/reservations/" + held.id());
        assertThat(shown.text("/payUntil")).isEqualTo(held.text("/expiresAt"));
        assertThat(sluice.visitor().get("/v1/payments/sandbox/" + held.id()).status())
                .isEqualTo(404);
    }

    @Test
    void aLatePaymentGetsUnitsWhereThereAreAny() {
        TestSale.of("late").create(sluice);
        String id = ann.buy("late", "k", 1).id();
        String payment = ann.openPayment(id).id();
        sluice.advance(Duration.ofSeconds(900));
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("EXPIRED");

        ann.post("/v1/payments/sandbox/" + payment + "/pay", "");

        ann.awaitReservation(id, "CONFIRMED");
        assertThat(ann.get("/v1/payments/" + payment).text("/status")).isEqualTo("PAID");
        assertBalanced("late");
    }

    @Test
    void aLatePaymentForSoldUnitsIsReturned() {
        TestSale.of("toolate").create(sluice);
        String id = ann.buy("toolate", "k", 1).id();
        String payment = ann.openPayment(id).id();
        sluice.advance(Duration.ofSeconds(900));
        assertThat(sluice.user("ben").buy("toolate", "k", 1).status()).isEqualTo(201);

        ann.post("/v1/payments/sandbox/" + payment + "/pay", "");

        ann.awaitPayment(payment, "REFUNDED");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("EXPIRED");
        assertThat(ann.get("/v1/reservations/" + id).reason()).isEqualTo("SOLD_OUT");
        assertThat(sluice.stored("SELECT refunded FROM sandbox_charge WHERE payment = '" + payment + "'"))
                .isEqualTo("t");
        assertBalanced("toolate");
    }

    @Test
    void whatCannotBePaidGetsNoLink() {
        TestSale.of("linkless").create(sluice);
        String id = ann.buy("linkless", "k", 1).id();
        assertThat(ann.openPayment(id).text("/redirectUrl")).isNotNull();
        assertThat(ann.openPayment(id).text("/redirectUrl")).isNotNull();
        sluice.advance(Duration.ofSeconds(900));
        assertThat(sluice.user("ben").buy("linkless", "k", 1).status()).isEqualTo(201);

        Answer late = ann.post("/v1/reservations/" + id + "/payment", "{}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("HOLD_EXPIRED");
        assertThat(late.text("/redirectUrl")).isNull();
    }

    @Test
    void aPaymentOfAnotherAmountIsReturned() {
        TestSale.of("amount").create(sluice);
        String id = ann.buy("amount", "k", 1).id();
        String payment = ann.openPayment(id).id();

        assertThat(report(event("succeeded", payment, 1)).text("/status")).isEqualTo("REFUND_DUE");

        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");
    }

    @Test
    void afterADeclinedPaymentThereIsAnother() {
        TestSale.of("declined").create(sluice);
        String id = ann.buy("declined", "k", 1).id();
        String first = ann.click(id, "decline");
        ann.awaitPayment(first, "DECLINED");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");

        String second = ann.click(id, "pay");

        assertThat(second).isNotEqualTo(first);
        ann.awaitReservation(id, "CONFIRMED");
        assertThat(ann.get("/v1/payments/" + second).number("/attempt")).isEqualTo(2);
        assertThat(ann.openPayment(id).id()).isEqualTo(second);
        assertThat(ann.openPayment(id).text("/redirectUrl")).isNull();
    }

    @Test
    void whereStockIsTakenAtPaymentTheFirstToPayGetsIt() {
        TestSale.of("first")
                .with("takeStock", "\"PAYMENT\"")
                .with("overbookPercent", "200")
                .create(sluice);
        Visitor ben = sluice.user("ben");
        String ofAnn = ann.buy("first", "k", 1).id();
        String ofBen = ben.buy("first", "k", 1).id();
        String paymentOfAnn = ann.openPayment(ofAnn).id();
        ben.click(ofBen, "pay");
        ben.awaitReservation(ofBen, "CONFIRMED");

        ann.post("/v1/payments/sandbox/" + paymentOfAnn + "/pay", "");

        ann.awaitPayment(paymentOfAnn, "REFUNDED");
        assertThat(ann.get("/v1/reservations/" + ofAnn).reason()).isEqualTo("SOLD_OUT");
        assertBalanced("first");
    }

    @Test
    void anUnknownProviderOrPaymentIsRefused() {
        TestSale.of("providers").create(sluice);
        String id = ann.buy("providers", "k", 1).id();
        Answer unknown = ann.post("/v1/reservations/" + id + "/payment", "{\"provider\": \"none\", \"x\": 1}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.texts("/errors", "/pointer")).containsExactlyInAnyOrder("/provider", "/x");
        assertThat(ann.post("/v1/payments/sandbox/" + id + "/pay", "").status()).isEqualTo(404);
    }

    private void assertBalanced(String sale) {
        Answer audit = sluice.merchant().get("/v1/admin/sales/" + sale + "/audit");
        assertThat(audit.text("/balanced")).as(audit.body()).isEqualTo("true");
    }

    private Answer report(String body) {
        return sluice.visitor()
                .with("Sandbox-Signature", signature(sluice.clock.instant(), body))
                .post(WEBHOOK, body);
    }

    private static String event(String type, String payment, long amount) {
        return """
                {"type": "%s", "payment": "%s", "reference": "r", "amount": %d, "currency": "CNY"}""".formatted(type, payment, amount);
    }

    private static String signature(Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RunningSluice.SECRET, "HmacSHA256"));
            byte[] signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
