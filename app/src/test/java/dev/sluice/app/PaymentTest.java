package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.payment.sandbox.SandboxConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every payment that succeeded ends in tickets or in a refund. Webhooks come several times here, and out of order. All tests have one
 * process; their sales and buyers are their own.
 */
final class PaymentTest {
    private static final String WEBHOOK = "/v1/payments/sandbox/webhook";
    private static final SandboxConfig.Manners ROUGH = new SandboxConfig.Manners(0, 2, true, false);

    private static final AtomicInteger LAST_BUYER = new AtomicInteger();

    private static RunningSluice sluice;
    private final Visitor ann = sluice.user("ann-" + LAST_BUYER.incrementAndGet());

    @BeforeAll
    static void start() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(ROUGH));
    }

    @AfterAll
    static void stop() {
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

    /** A wrong one first, then the right one, then another: what is not for the tickets goes back, each by its own reference. */
    @Test
    void eachChargeEndsInTicketsOrInARefund() {
        TestSale.of("charges").create(sluice);
        String id = ann.buy("charges", "k", 1).id();
        String payment = ann.openPayment(id).id();

        assertThat(report(event("succeeded", payment, "A", 10)).text("/status")).isEqualTo("REFUND_DUE");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");
        assertThat(report(event("succeeded", payment, "B", 400_000)).text("/status"))
                .isEqualTo("PAID");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("CONFIRMED");
        for (String reference : List.of("C", "C", "B")) {
            assertThat(report(event("succeeded", payment, reference, 400_000)).text("/status"))
                    .isEqualTo("PAID");
        }
        assertThat(report(event("succeeded", payment, "D", 500_000)).text("/status"))
                .isEqualTo("PAID");

        Await.until(
                "the others are back",
                () -> sluice.stored(
                                "SELECT count(*) FROM charge WHERE status = 'REFUNDED' AND payment = '" + payment + "'")
                        .equals("3"));
        Answer paid = ann.get("/v1/payments/" + payment);
        assertThat(paid.texts("/charges", "/reference")).containsExactly("A", "B", "C", "D");
        assertThat(paid.texts("/charges", "/status")).containsExactly("REFUNDED", "KEPT", "REFUNDED", "REFUNDED");
        assertThat(paid.number("/amount/amount")).isEqualTo(400_000);
        Answer audit = sluice.merchant().get("/v1/admin/sales/charges/audit");
        assertThat(audit.number("/money/0/charges")).isEqualTo(4);
        assertThat(audit.number("/money/0/taken")).isEqualTo(1_300_010);
        assertThat(audit.number("/money/0/kept")).isEqualTo(400_000);
        assertThat(audit.number("/money/0/returned")).isEqualTo(900_010);
        assertBalanced("charges");
    }

    @Test
    void aChargeAfterTheRefundGoesBackToo() {
        TestSale.of("afterwards").create(sluice);
        String id = ann.buy("afterwards", "k", 1).id();
        String payment = ann.openPayment(id).id();
        report(event("succeeded", payment, "A", 400_000));
        assertThat(sluice.merchant()
                        .post("/v1/admin/reservations/" + id + "/refund", "")
                        .status())
                .isEqualTo(200);

        assertThat(report(event("succeeded", payment, "B", 400_000)).text("/charges/1/status"))
                .isEqualTo("REFUND_DUE");

        ann.awaitPayment(payment, "REFUNDED");
        assertThat(sluice.stored(
                        "SELECT sum(amount) FROM sandbox_other_charge WHERE refunded AND payment = '" + payment + "'"))
                .isEqualTo("800000");
        assertBalanced("afterwards");
    }

    @Test
    void twoChargesAtOnceAreOneTicketAndOneRefund() {
        TestSale.of("at-once").create(sluice);
        String payment = ann.openPayment(ann.buy("at-once", "k", 1).id()).id();

        assertThat(AtOnce.each(
                        List.of("A", "B", "A", "B", "A", "B"),
                        6,
                        reference -> report(event("succeeded", payment, reference, 400_000))
                                .text("/status")))
                .containsOnly("PAID");

        assertThat(ann.get("/v1/payments/" + payment).texts("/charges", "/reference"))
                .containsExactlyInAnyOrder("A", "B");
        assertThat(sluice.stored("SELECT count(*) FROM charge WHERE status = 'KEPT' AND payment = '" + payment + "'"))
                .isEqualTo("1");
        assertBalanced("at-once");
    }

    @Test
    void aPaymentWhoseReportIsLostIsAskedForAtItsProvider() {
        TestSale.of("lost").create(sluice);
        String id = ann.buy("lost", "k", 1).id();
        String payment = ann.openPayment(id).id();
        sluice.forge("UPDATE sandbox_charge SET status = 'PAID' WHERE payment = '" + payment + "'");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");

        sluice.advance(Duration.ofMinutes(1));

        ann.awaitReservation(id, "CONFIRMED");
        assertBalanced("lost");
    }

    /** Of a sale that never was, and of a payment that never was. */
    @Test
    void moneyForAPaymentThatNobodyKnowsIsKeptAndGoesBack() {
        TestSale.of("nobodys").create(sluice);
        String reservation = ann.buy("nobodys", "k", 1).id();
        for (String payment : new String[] {"fffffc00-0000-8000-8000-000000000001", reservation}) {
            for (int i = 0; i < 2; i++) {
                Answer taken = report(event("succeeded", payment, 400_000));
                assertThat(taken.status()).isEqualTo(200);
                assertThat(taken.text("/status")).isEqualTo("REFUND_DUE");
            }
            Answer listed = Await.until(
                    "the money is back",
                    () -> sluice.operator().get("/v1/admin/refunds?state=UNMATCHED&limit=1"),
                    answer -> "DONE".equals(answer.text("/refunds/0/state")));
            assertThat(sluice.merchant()
                            .get("/v1/admin/refunds?state=UNMATCHED")
                            .list("/refunds"))
                    .isEmpty();
            assertThat(listed.text("/refunds/0/payment")).isEqualTo(payment);
            assertThat(listed.text("/refunds/0/reservation")).isNull();
            assertThat(listed.number("/refunds/0/amount/amount")).isEqualTo(400_000);
            assertThat(report(event("declined", payment, 1)).status()).isEqualTo(204);
            assertThat(report(event("refunded", payment, 1)).status()).isEqualTo(204);
        }
        assertThat(sluice.stored("SELECT count(*) FROM charge WHERE reservation IS NULL"))
                .isEqualTo("2");
        assertBalanced("nobodys");
    }

    /** The provider of the tests took nothing by that name; a person has it tried again. */
    @Test
    void aRefundThatIsRefusedForGoodWaitsForAPerson() {
        TestSale.of("refused").create(sluice);
        String id = ann.buy("refused", "k", 1).id();
        String payment = ann.openPayment(id).id();
        report(event("succeeded", payment, "ch_" + payment, 7));

        Answer failed = Await.until(
                "the refund is given up",
                () -> sluice.merchant().get("/v1/admin/refunds"),
                answer -> !answer.list("/refunds").isEmpty());
        assertThat(failed.text("/refunds/0/payment")).isEqualTo(payment);
        assertThat(failed.text("/refunds/0/sale")).isEqualTo("refused");
        assertThat(failed.text("/refunds/0/error")).contains("took nothing");
        assertThat(ann.get("/v1/payments/" + payment).text("/status")).isEqualTo("REFUND_DUE");
        assertBalanced("refused");
        String historyPath = "/v1/admin/reservations/" + id + "/history";
        Answer givenUp = sluice.merchant().get(historyPath);
        assertThat(givenUp.texts("/events", "/what"))
                .contains("CHARGED", "REFUND_ORDERED", "REFUND_GIVEN_UP")
                .doesNotContain("MONEY_BACK");
        assertThat(givenUp.texts("/events", "/note")).anyMatch(note -> note != null && note.contains("took nothing"));

        sluice.forge("UPDATE sandbox_charge SET status = 'PAID' WHERE payment = '" + payment + "'");
        Answer again = sluice.merchant().post("/v1/admin/refunds/" + failed.text("/refunds/0/id") + "/retry", "");

        assertThat(again.status()).isEqualTo(200);
        ann.awaitPayment(payment, "REFUNDED");
        assertThat(sluice.merchant().get(historyPath).texts("/events", "/what"))
                .contains("MONEY_BACK")
                .doesNotContain("REFUND_GIVEN_UP");
        assertThat(sluice.merchant().get("/v1/admin/refunds").list("/refunds")).isEmpty();
        assertBalanced("refused");
    }

    /** The other way out: a person returned it, and the provider says so. */
    @Test
    void aRefundThatAPersonMadeIsSettledByItsWebhook() {
        TestSale.of("by-hand").create(sluice);
        String payment = ann.openPayment(ann.buy("by-hand", "k", 1).id()).id();
        report(event("succeeded", payment, "ch_" + payment, 7));
        Await.until(
                "the refund is given up",
                () -> sluice.merchant().get("/v1/admin/refunds"),
                answer -> answer.texts("/refunds", "/payment").contains(payment));

        assertThat(report(event("refunded", payment, "ch_" + payment, 7)).text("/status"))
                .isEqualTo("REFUNDED");

        assertThat(sluice.merchant().get("/v1/admin/refunds").texts("/refunds", "/payment"))
                .doesNotContain(payment);
        assertBalanced("by-hand");
    }

    /** Nobody is asked any more for a payment that is so old. */
    @Test
    void aWebhookThatIsSentAgainAfterDaysEndsInATicketOrARefund() {
        TestSale.of("days").create(sluice);
        String id = ann.buy("days", "k", 1).id();
        String payment = ann.openPayment(id).id();
        sluice.advance(Duration.ofDays(5));

        assertThat(report(event("succeeded", payment, 400_000)).text("/status")).isEqualTo("PAID");

        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("CONFIRMED");
        assertBalanced("days");
    }

    @Test
    void aChargeForASaleThatIsOverGoesBack() {
        TestSale.of("over").with("holdSeconds", "60").create(sluice);
        String payment = ann.openPayment(ann.buy("over", "k", 1).id()).id();
        sluice.merchant().post("/v1/admin/sales/over/close", "");
        sluice.advance(Duration.ofSeconds(61));
        assertThat(sluice.user("ben").buy("over", "k", 1).reason()).isEqualTo("CLOSED");
        report(event("succeeded", payment, "A", 1));
        sluice = sluice.startAgain();
        Visitor again = sluice.user("ann-" + LAST_BUYER);

        assertThat(report(event("succeeded", payment, "B", 2)).text("/status")).isEqualTo("REFUND_DUE");

        again.awaitPayment(payment, "REFUNDED");
        assertThat(again.get("/v1/payments/" + payment).texts("/charges", "/reference"))
                .containsExactly("A", "B");
        assertBalanced("over");
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
        return event(type, payment, "r", amount);
    }

    private static String event(String type, String payment, String reference, long amount) {
        return """
                {"type": "%s", "payment": "%s", "reference": "%s", "amount": %d, "currency": "CNY"}""".formatted(type, payment, reference, amount);
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
