package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.Checkout;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentRequest;
import dev.sluice.payment.Refund;
import dev.sluice.payment.RefundOrder;
import dev.sluice.payment.Standing;
import dev.sluice.payment.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that is unlike the sandbox wherever the port lets it be: buyers pay on the shop's page, and a webhook wants one word. */
final class OtherProviderTest {
    private static final String WEBHOOK = "/v1/payments/other/webhook";

    private final Other other = new Other();
    private RunningSluice sluice;
    private Visitor ann;

    @BeforeEach
    void start() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(other));
        ann = sluice.user("ann");
    }

    @AfterEach
    void stop() {
        sluice.close();
    }

    @Test
    void theProviderIsToldWhatIsPaidForAndUntilWhen() {
        TestSale.of("told").create(sluice);
        Answer held = ann.buy("told", "k", 1);

        Answer opened = open(held.id());

        PaymentRequest request = other.requests.getFirst();
        assertThat(opened.text("/clientData/code")).isEqualTo("scan-" + request.payment());
        assertThat(opened.text("/redirectUrl")).isNull();
        assertThat(request.payment()).hasToString(opened.id());
        assertThat(request.amount()).isEqualTo(400_000);
        assertThat(request.description()).isNotBlank();
        assertThat(request.returnUrl()).isEqualTo(URI.create(sluice.url("/reservations/") + held.id()));
        assertThat(request.payUntil()).hasToString(held.text("/expiresAt"));
    }

    @Test
    void whatIsReportedIsAcknowledgedInTheProvidersWord() {
        TestSale.of("word").create(sluice);
        String id = ann.buy("word", "k", 1).id();
        String payment = open(id).id();

        Answer taken = sluice.visitor().post(WEBHOOK, payment);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("success");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("CONFIRMED");
        assertThat(sluice.visitor().post(WEBHOOK, "a payout").body()).isEqualTo("success");
        assertThat(sluice.visitor().post(WEBHOOK, "forged").status()).isEqualTo(401);
    }

    /** What the page of failures advises. */
    @Test
    void whileTheProviderIsAwayHoldsAreKept() {
        TestSale.of("kept").with("waitlist", "{\"capacity\": 5}").create(sluice);
        String id = ann.buy("kept", "k", 1).id();
        Visitor ben = sluice.user("ben");
        assertThat(ben.buy("kept", "k", 1).text("/status")).isEqualTo("WAITLISTED");
        other.away = true;
        assertThat(open(id).status()).isEqualTo(503);
        sluice.advance(Duration.ofSeconds(800));
        String until = sluice.clock.instant().plusSeconds(3_600).toString();
        CompletableFuture<Answer> page = ann.getLater("/v1/reservations/" + id + "?wait=30&known=HELD");
        Await.until("her page waits for news", () -> sluice.waiting() > 0);

        Answer kept = sluice.merchant().post("/v1/admin/sales/kept/keep-holds", "{\"seconds\": 3600}");

        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.text("/holdsKeptUntil")).isEqualTo(until);
        assertThat(page.join().text("/expiresAt")).isEqualTo(until);
        Answer again = sluice.merchant().post("/v1/admin/sales/kept/keep-holds", "{\"until\": \"" + until + "\"}");
        assertThat(again.text("/version")).isEqualTo(kept.text("/version"));
        sluice.advance(Duration.ofSeconds(3_000));
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("HELD");
        assertThat(ann.get("/v1/reservations/" + id).text("/expiresAt")).isEqualTo(until);
        assertThat(sluice.merchant()
                        .get("/v1/admin/sales/kept/reservations?status=HELD")
                        .text("/reservations/0/expiresAt"))
                .isEqualTo(until);
        other.away = false;
        String payment = open(id).id();
        assertThat(other.requests.getLast().payUntil()).hasToString(until);
        sluice.visitor().post(WEBHOOK, payment);
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void holdsAreKeptForADayAtMostAndNotIntoThePast() {
        TestSale.of("bounds").create(sluice);
        for (String body : new String[] {
            "{}",
            "{\"seconds\": 0}",
            "{\"seconds\": 86401}",
            "{\"until\": \"" + sluice.clock.instant() + "\"}",
            "{\"until\": \"" + sluice.clock.instant().plusSeconds(86_401) + "\"}",
            "{\"until\": \"soon\"}",
            "{\"until\": null}",
            "{\"until\": \"" + sluice.clock.instant().plusSeconds(60) + "\", \"seconds\": 60}"
        }) {
            Answer wrong = sluice.merchant().post("/v1/admin/sales/bounds/keep-holds", body);
            assertThat(wrong.status()).as(body).isEqualTo(400);
        }
        assertThat(ann.post("/v1/admin/sales/bounds/keep-holds", "{\"seconds\": 60}")
                        .status())
                .isEqualTo(403);
        assertThat(sluice.merchant().get("/v1/admin/sales/bounds").text("/holdsKeptUntil"))
                .isNull();
    }

    @Test
    void aProviderThatIsAwayIsAskedLater() {
        TestSale.of("away").create(sluice);
        String id = ann.buy("away", "k", 1).id();
        other.away = true;
        assertThat(open(id).status()).isEqualTo(503);
        other.away = false;

        assertThat(open(id).status()).isEqualTo(200);
    }

    @Test
    void whereThereAreSeveralOneIsNamed() {
        TestSale.of("several").create(sluice);
        String id = ann.buy("several", "k", 1).id();

        Answer unnamed = ann.post("/v1/reservations/" + id + "/payment", "{}");

        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.texts("/errors", "/pointer")).containsExactly("/provider");
    }

    /** What a stop breaks off is no failure: it is due again, and nobody is told. */
    @Test
    void aStopWhileTheProviderIsAskedIsNoFault() {
        TestSale.of("stop").units(2).create(sluice);
        String paid = ann.buy("stop", "k", 1).id();
        sluice.visitor().post(WEBHOOK, open(paid).id());
        open(ann.buy("stop", "another", 1).id());
        other.silent = true;
        assertThat(sluice.merchant()
                        .post("/v1/admin/reservations/" + paid + "/refund", "")
                        .status())
                .isEqualTo(200);
        sluice.advance(Duration.ofMinutes(2));
        Await.until("both are asked for", () -> other.asked.contains("refund") && other.asked.contains("status"));
        other.silent = false;
        try (LogLines log = new LogLines()) {
            sluice = sluice.startAgain();

            assertThat(log.traces()).noneMatch(line -> line.startsWith("dev.sluice.courier"));
        }
    }

    @Test
    void nothingOfItRunsWhereNothingMayBlock() {
        TestSale.of("threads").create(sluice);
        String payment = open(ann.buy("threads", "k", 1).id()).id();
        sluice.visitor().post(WEBHOOK, payment);

        assertThat(other.threads).hasSize(2).allMatch(Thread::isVirtual);
    }

    private Answer open(String reservation) {
        return ann.post("/v1/reservations/" + reservation + "/payment", "{\"provider\": \"other\"}");
    }

    /** Believes whoever does not say "forged"; a webhook is a payment's id. */
    private static final class Other implements PaymentProvider {
        final List<PaymentRequest> requests = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        volatile boolean away;
        /** Whoever is asked says nothing more, until the asking is broken off. */
        volatile boolean silent;

        @Override
        public String name() {
            return "other";
        }

        @Override
        public Checkout begin(PaymentRequest request) {
            threads.add(Thread.currentThread());
            if (away) {
                throw new PaymentProviderException("away");
            }
            requests.add(request);
            return new Checkout.InPage("o-1", Map.of("code", "scan-" + request.payment()));
        }

        @Override
        public Webhook read(UnaryOperator<String> headers, byte[] body) {
            threads.add(Thread.currentThread());
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.equals("forged")) {
                throw BadWebhookException.unsigned("not ours");
            }
            return text.contains(" ")
                    ? new Webhook.Unrelated(text)
                    : new Webhook.Paid(UUID.fromString(text), "c-1", 400_000, "CNY");
        }

        @Override
        public Optional<Acknowledgement> acknowledgement() {
            return Optional.of(new Acknowledgement("text/plain", "success"));
        }

        @Override
        public Refund refund(RefundOrder order) {
            say("refund");
            throw new PaymentProviderException("gives nothing back");
        }

        @Override
        public Standing status(UUID payment) {
            say("status");
            return new Standing.Unknown();
        }

        private void say(String what) {
            if (!silent) {
                return;
            }
            asked.add(what);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("broken off", e);
            }
        }
    }
}
