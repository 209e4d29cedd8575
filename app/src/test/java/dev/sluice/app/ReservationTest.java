package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What became of a purchase: looking, waiting, receipts, the waitlist; and the lists in which it is found. */
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

    @Test
    void pagesHaveEveryReservationOnceAndNewestFirst() {
        TestSale.of("pages").units(30).create(sluice);
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            bought.addFirst(sluice.user("user-" + i).buy("pages", "k", 1).id());
        }

        assertThat(ids(ADMIN + "pages/reservations", sluice.merchant())).isEqualTo(bought);
        sluice.user("user-3").delete(RESERVATIONS + bought.get(9));
        assertThat(ids(ADMIN + "pages/reservations?status=CANCELLED", sluice.merchant()))
                .containsExactly(bought.get(9));
        for (String wrong : new String[] {"status=LOST", "status=QUEUED", "cursor=x", "cursor=-1"}) {
            assertThat(sluice.merchant()
                            .get(ADMIN + "pages/reservations?" + wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void myPagesHaveWhatIsHeldAndWhatIsSettled() {
        Visitor eve = sluice.user("eve");
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sluice.clock.advance(Duration.ofMillis(1));
            TestSale.of("mine-" + i).create(sluice);
            String id = eve.buy("mine-" + i, "k", 1).id();
            bought.addFirst(id);
            if (i % 2 == 0) {
                eve.delete(RESERVATIONS + id);
            }
        }

        assertThat(ids("/v1/me/reservations", eve)).isEqualTo(bought);
        assertThat(sluice.user("nobody").get("/v1/me/reservations").list("/reservations"))
                .isEmpty();
    }

    /** They have one order, settled or not: none is twice on two pages, or on none. */
    @Test
    void mineOfOneMomentAreInOneOrder() {
        TestSale.of("moment").units(12).with("limitPerUser", "12").create(sluice);
        Visitor fay = sluice.user("fay");
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = fay.buy("moment", "k" + i, 1).id();
            bought.add(id);
            if (i % 3 == 0) {
                fay.delete(RESERVATIONS + id);
            }
        }
        sluice.clock.advance(Duration.ofMillis(1));
        String last = fay.buy("moment", "last", 1).id();

        List<String> expected = new ArrayList<>(bought);
        expected.sort(Comparator.<String>naturalOrder().reversed());
        expected.addFirst(last);
        assertThat(ids("/v1/me/reservations", fay)).isEqualTo(expected);
    }

    @Test
    void mineCanBeAskedOfOneSale() {
        TestSale.of("one").units(9).create(sluice);
        TestSale.of("other").units(9).create(sluice);
        Visitor ann = sluice.user("ann-of-two");
        String held = ann.buy("one", "k", 1).id();
        String cancelled = ann.buy("one", "l", 1).id();
        ann.delete("/v1/reservations/" + cancelled);
        ann.buy("other", "k", 1);

        assertThat(ann.get("/v1/me/reservations?sale=one").texts("/reservations", "/id"))
                .containsExactlyInAnyOrder(held, cancelled);
        assertThat(ann.get("/v1/me/reservations").list("/reservations")).hasSize(3);
        assertThat(ann.get("/v1/me/reservations?sale=none").status()).isEqualTo(404);
    }

    @Test
    void whatIsHeldAndWhatWaitsIsFoundByItsNumberInWhicheverSale() {
        TestSale.of("somewhere").units(1).waitlist(5).create(sluice);
        TestSale.of("first-pays").units(5).with("takeStock", "\"PAYMENT\"").create(sluice);
        Answer held = sluice.user("ann").buy("somewhere", "k", 1).expect(201);
        Answer waiting = sluice.user("ben").buy("somewhere", "k", 1);
        assertThat(waiting.text("/status")).isEqualTo("WAITLISTED");
        Answer unpaid = sluice.user("cid").buy("first-pays", "k", 1).expect(201);

        for (Answer bought : List.of(held, waiting, unpaid)) {
            String query = "/v1/admin/reservations?q=" + bought.text("/orderNumber");
            assertThat(sluice.merchant().get(query).texts("/reservations", "/id"))
                    .containsExactly(bought.id());
            assertThat(sluice.merchant("noa").get(query).list("/reservations")).isEmpty();
        }
    }

    @Test
    void everyAnswerThatShowsAReservationHasItsOrderNumber() {
        TestSale.of("numbered").units(9).create(sluice);
        Visitor ann = sluice.user("ann-numbered");
        Answer bought = ann.buy("numbered", "k", 1);
        String number = bought.text("/orderNumber");
        assertThat(number).matches("[2-9A-Z]{10}");
        String path = "/v1/reservations/" + bought.id();

        assertThat(ann.buy("numbered", "k", 1).text("/orderNumber")).isEqualTo(number);
        assertThat(ann.get(path).text("/orderNumber")).isEqualTo(number);
        assertThat(ann.get("/v1/me/reservations").texts("/reservations", "/orderNumber"))
                .containsExactly(number);
        assertThat(ann.post(path + "/payment", "{\"provider\": \"sandbox\"}").text("/orderNumber"))
                .isEqualTo(number);
        assertThat(sluice.merchant().get(ADMIN + "numbered/reservations").texts("/reservations", "/orderNumber"))
                .containsExactly(number);
        assertThat(sluice.merchant().get(ADMIN + "numbered/reservations.csv").body())
                .contains("," + number + ",0,0,");
        ann.buy("numbered", "other", 1);
        String typed = number.substring(0, 5).toLowerCase() + "%20" + number.substring(5);
        String search = ADMIN + "numbered/reservations?orderNumber=";
        assertThat(sluice.merchant().get(search + typed).texts("/reservations", "/id"))
                .containsExactly(bought.id());
        ann.delete(path);
        assertThat(sluice.merchant().get(search + number).texts("/reservations", "/status"))
                .containsExactly("CANCELLED");
        assertThat(sluice.merchant().get(search + "2222222222").list("/reservations"))
                .isEmpty();
        assertThat(sluice.merchant().get(search + "0OIL").status()).isEqualTo(400);
    }

    /** Of all pages of three, one after the other. */
    private static List<String> ids(String path, Visitor visitor) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null && ids.size() < 100) {
            String separator = path.contains("?") ? "&" : "?";
            Answer page = visitor.get(path + separator + "limit=3&cursor=" + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            ids.addAll(page.texts("/reservations", "/id"));
            cursor = page.text("/nextCursor");
        }
        return ids;
    }
}
