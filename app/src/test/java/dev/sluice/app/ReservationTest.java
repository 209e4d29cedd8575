package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What became of a purchase: looking, waiting, receipts, the waitlist. */
final class ReservationTest extends SharedSluice {
    @Test
    void aWaitEndsAtTheChange() {
        TestSale.of("change").create(sluice);
        Visitor ann = sluice.user("ann");
        String id = ann.buy("change", "k", 1).id();
        long started = System.nanoTime();
        CompletableFuture<Answer> waiting = ann.getLater(RESERVATIONS + id + "?wait=30");
        Await.until("the look waits for a change", () -> sluice.waiting() > 0);

        ann.delete(RESERVATIONS + id);

        assertThat(waiting.join().text("/status")).isEqualTo("CANCELLED");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aChangeBetweenTwoLooksIsNotWaitedFor() {
        TestSale.of("between").waitlist(5).create(sluice);
        Visitor ann = sluice.user("ann");
        Visitor ben = sluice.user("ben");
        String held = ann.buy("between", "k", 1).id();
        String waitlisted = ben.buy("between", "k", 1).id();
        ann.delete(RESERVATIONS + held);
        long started = System.nanoTime();

        Answer look = ben.get(RESERVATIONS + waitlisted + "?wait=30&known=WAITLISTED");

        assertThat(look.text("/status")).isEqualTo("HELD");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void anOfferIsHeldForATimeOfItsOwn() {
        TestSale.of("patient")
                .waitlist(5)
                .with("holdSeconds", "60")
                .with("offerSeconds", "1800")
                .create(sluice);
        Visitor ann = sluice.user("ann");
        Visitor ben = sluice.user("ben");
        Answer held = ann.buy("patient", "k", 1);
        String waitlisted = ben.buy("patient", "k", 1).id();
        ann.delete(RESERVATIONS + held.id());

        Answer offered = ben.get(RESERVATIONS + waitlisted + "?wait=30&known=WAITLISTED");

        Instant now = sluice.clock.instant();
        assertThat(Instant.parse(held.text("/expiresAt"))).isBeforeOrEqualTo(now.plusSeconds(60));
        assertThat(Instant.parse(offered.text("/expiresAt"))).isBetween(now.plusSeconds(1_700), now.plusSeconds(1_800));
    }

    @Test
    void aWaitWithoutAChangeEndsWithWhatIs() {
        TestSale.of("still").create(sluice);
        Visitor ann = sluice.user("ann");
        String id = ann.buy("still", "k", 1).id();

        assertThat(ann.get(RESERVATIONS + id + "?wait=1").text("/status")).isEqualTo("HELD");
    }

    @Test
    void aReceiptPutsBackARequestThatTheQueueLost() {
        TestSale.of("lost").units(5).create(sluice);
        Visitor ann = sluice.user("ann");
        String receipt = ReceiptPath.of(sluice, "lost", "ann", "never-sent");

        Answer found = ann.get(receipt);

        assertThat(found.text("/status")).isEqualTo("HELD");
        assertThat(ann.buy("lost", "never-sent", 1).status()).isEqualTo(200);
        assertThat(ann.buy("lost", "never-sent", 1).id()).isEqualTo(found.id());
    }

    @Test
    void aReceiptForWhatWasRefusedTellsWhy() {
        TestSale.of("late").create(sluice);
        sluice.user("ben").buy("late", "k", 1);

        Answer refused = sluice.user("ann").get(ReceiptPath.of(sluice, "late", "ann", "k"));

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.text("/status")).isEqualTo("REJECTED");
        assertThat(refused.reason()).isEqualTo("SOLD_OUT");
    }

    @Test
    void aTamperedReceiptProvesNothing() {
        TestSale.of("forged").units(5).create(sluice);
        String receipt = ReceiptPath.of(sluice, "forged", "ann", "k");

        assertThat(sluice.user("ann").get(receipt.replace("=0.1..", "=0.2..")).status())
                .isEqualTo(404);
        assertThat(sluice.user("ann")
                        .get(receipt.replaceFirst("=.*", "=nonsense"))
                        .status())
                .isEqualTo(404);
        assertThat(sluice.visitor().get(SALES + "forged").number("/tiers/0/available"))
                .isEqualTo(5);
    }

    @Test
    void aReceiptIsWorthlessToSomebodyElse() {
        TestSale.of("stolen").units(5).create(sluice);
        String receipt = ReceiptPath.of(sluice, "stolen", "ann", "k");

        assertThat(sluice.user("ben").get(receipt).status()).isEqualTo(404);
        assertThat(sluice.user("ann").get(receipt).text("/status")).isEqualTo("HELD");
        assertThat(sluice.user("ben").get(receipt).status()).isEqualTo(404);
    }

    @Test
    void somebodyElsesReservationsAndPaymentsAreNotFound() {
        TestSale.of("mine").create(sluice);
        Visitor ann = sluice.user("ann");
        Visitor ben = sluice.user("ben");
        String id = ann.buy("mine", "k", 1).id();
        String payment = ann.openPayment(id).id();

        assertThat(ben.get(RESERVATIONS + id).status()).isEqualTo(404);
        assertThat(ben.delete(RESERVATIONS + id).status()).isEqualTo(404);
        assertThat(ben.openPayment(id).status()).isEqualTo(404);
        assertThat(ben.get("/v1/payments/" + payment).status()).isEqualTo(404);
        assertThat(ben.get(RESERVATIONS + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(ben.get(RESERVATIONS + "1-1-1-1-1").status()).isEqualTo(404);
        assertThat(ann.get(RESERVATIONS + id).text("/status")).isEqualTo("HELD");
    }

    @Test
    void whoComesAfterTheLastUnitWaitsInLine() {
        TestSale.of("line").waitlist(2).create(sluice);
        String first = sluice.user("ann").buy("line", "k", 1).id();

        Answer second = sluice.user("ben").buy("line", "k", 1);
        Answer third = sluice.user("cat").buy("line", "k", 1);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("/status")).isEqualTo("WAITLISTED");
        assertThat(second.number("/position")).isEqualTo(1);
        assertThat(second.header("Location")).contains("?receipt=");
        assertThat(third.number("/position")).isEqualTo(2);
        assertThat(sluice.user("dan").buy("line", "k", 1).reason()).isEqualTo("SOLD_OUT");
        assertThat(sluice.user("ben").get(second.header("Location")).text("/status"))
                .isEqualTo("WAITLISTED");
        sluice.user("ann").delete(RESERVATIONS + first);
        assertThat(sluice.user("ben").get(second.header("Location")).text("/status"))
                .isEqualTo("HELD");
        assertThat(sluice.user("cat").get(RESERVATIONS + third.id()).number("/position"))
                .isEqualTo(1);
        assertBalanced("line");
    }

    @Test
    void whatIsPaidForCannotBeCancelled() {
        TestSale.of("kept").create(sluice);
        Visitor ann = sluice.user("ann");
        String id = ann.buy("kept", "k", 1).id();
        ann.click(id, "pay");
        ann.awaitReservation(id, "CONFIRMED");

        assertThat(ann.delete(RESERVATIONS + id).reason()).isEqualTo("NOT_CANCELLABLE");
    }
}
