package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.draw.DrawSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The waiting room over HTTP: places, tickets, passes, and what is tried against them. */
final class WaitingRoomTest extends SharedSluice {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Answer join(String sale, String user) {
        return sluice.user(user).post(SALES + sale + "/queue", "");
    }

    private static String ticket(String sale, String user) {
        return join(sale, user).expect(201).text("/ticket");
    }

    private static Answer pass(String sale, String user, String ticket) {
        return sluice.user(user).post(SALES + sale + "/pass", ticket == null ? "" : "{\"ticket\": \"" + ticket + "\"}");
    }

    private static Answer queue(String sale) {
        return sluice.visitor().get(SALES + sale + "/queue").expect(200);
    }

    /** Lets the writer call until it has come so far. */
    private static void awaitServing(String sale, long place) {
        Await.until("place " + place + " of " + sale + " is called", () -> {
            if (queue(sale).number("/serving") >= place) {
                return true;
            }
            sluice.advance(SECOND);
            return false;
        });
    }

    private static Visitor inside(String sale, String user) {
        return sluice.visitor()
                .withToken(pass(sale, user, ticket(sale, user)).expect(201).text("/pass"));
    }

    private static TestSale guarded(String id, String room) {
        return TestSale.of(id).units(50).with("guards", "{\"waitingRoom\": " + room + "}");
    }

    @Test
    void whoWaitsIsCalledGetsAPassAndBuys() {
        Answer created = guarded("calm", "{\"perMinute\": 6000}").create(sluice);
        assertThat(created.text("/guards/pass")).isEqualTo("true");
        assertThat(created.number("/guards/waitingRoom/perMinute")).isEqualTo(6_000);
        assertThat(sluice.visitor().get(SALES + "calm").text("/guards/waitingRoom"))
                .isEqualTo("true");
        assertThat(sluice.user("ann").buy("calm", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        assertThat(pass("calm", "ann", null).reason()).isEqualTo("TICKET_REQUIRED");

        assertThat(join("calm", "ann").expect(201).number("/index")).isEqualTo(1);
        assertThat(join("calm", "ben").expect(201).number("/index")).isEqualTo(2);
        assertThat(join("calm", "ann").expect(201).number("/index"))
                .as("a second device")
                .isEqualTo(1);
        awaitServing("calm", 2);
        Visitor ann = inside("calm", "ann");
        Await.until("ann is seen inside", () -> queue("calm").number("/inside") == 1);
        ann.buy("calm", "k", 1).expect(201);
        Await.until("ann has bought", () -> queue("calm").number("/inside") == 0);
        assertThat(inside("calm", "ben").buy("calm", "k", 1).status()).isEqualTo(201);
        assertBalanced("calm");
    }

    @Test
    void oneDocumentIsForEverybody() {
        guarded("shown", "{\"perMinute\": 60}").create(sluice);
        Answer first = queue("shown");
        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=1, stale-while-revalidate=5");
        assertThat(first.text("/phase")).isEqualTo("SERVING");
        assertThat(first.number("/left")).isEqualTo(50);
        assertThat(first.number("/ratePerMinute")).isEqualTo(60);
        assertThat(first.number("/poll/floorSeconds")).isEqualTo(2);
        assertThat(first.number("/poll/ceilingSeconds")).isEqualTo(30);
        Answer known =
                sluice.visitor().with("If-None-Match", first.header("ETag")).get(SALES + "shown/queue");
        assertThat(known.status()).isEqualTo(304);
        assertThat(sluice.user("ann").get(SALES + "shown/queue").body()).isEqualTo(first.body());
        TestSale.of("roomless").create(sluice);
        assertThat(sluice.visitor().get(SALES + "roomless/queue").status()).isEqualTo(404);
        assertThat(join("roomless", "ann").reason()).isEqualTo("NO_ROOM");
        assertThat(sluice.visitor().post(SALES + "shown/queue", "").status()).isEqualTo(401);
    }

    @Test
    void whoIsNotCalledYetIsToldBetweenWhenAndWhenTheyWillBe() {
        guarded("slow", "{\"perMinute\": 60}").create(sluice);
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tickets.add(ticket("slow", "user" + i));
        }
        long serving = queue("slow").number("/serving");
        Answer early = pass("slow", "user9", tickets.get(9));
        assertThat(early.status()).isEqualTo(425);
        assertThat(early.reason()).isEqualTo("NOT_YOUR_TURN");
        assertThat(early.number("/index")).isEqualTo(10);
        assertThat(early.number("/wait/fromSeconds")).isBetween(3L, 10 - serving);
        assertThat(early.number("/wait/toSeconds")).isBetween(10 - serving, 25L);
        assertThat(early.header("Retry-After")).isEqualTo("2");
        awaitServing("slow", 10);
        pass("slow", "user9", tickets.get(9)).expect(201);
        pass("slow", "user0", tickets.getFirst()).expect(201);
    }

    @Test
    void noMoreAreLetInThanThereIsRoomFor() {
        guarded("small", "{\"perMinute\": 60000, \"inside\": 2}").create(sluice);
        for (int i = 0; i < 6; i++) {
            ticket("small", "user" + i);
        }
        for (int i = 0; i < 3; i++) {
            sluice.advance(Duration.ofSeconds(31));
            awaitServing("small", Math.min(6, 2 * (i + 1)));
        }
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String ticket = ticket("small", "user" + i);
            all.add(sluice.user("user" + i).postLater(SALES + "small/pass", "{\"ticket\": \"" + ticket + "\"}"));
        }
        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(answers).filteredOn(answer -> answer.status() == 425).hasSize(4);
        assertThat(queue("small").number("/inside")).isEqualTo(2);
        sluice.advance(Duration.ofMinutes(10));
        int served = (int) IntStream.range(0, 6)
                .filter(i ->
                        pass("small", "user" + i, ticket("small", "user" + i)).status() == 201)
                .count();
        assertThat(served).isEqualTo(2);
    }

    @Test
    void whatNobodyGaveThemLetsNobodyIn() {
        guarded("hers", "{\"perMinute\": 6000}").create(sluice);
        guarded("other", "{\"perMinute\": 6000}").create(sluice);
        String anns = ticket("hers", "ann");
        String elsewhere = ticket("other", "ann");
        awaitServing("hers", 1);
        assertThat(pass("hers", "eve", anns).reason()).isEqualTo("TICKET_OF_ANOTHER_USER");
        assertThat(pass("hers", "ann", elsewhere).reason()).isEqualTo("TICKET_OF_ANOTHER_SALE");
        assertThat(pass("hers", "ann", "x").reason()).isEqualTo("TICKET_INVALID");
        assertThat(pass("hers", "ann", "A".repeat(56)).reason()).isEqualTo("TICKET_INVALID");
        assertThat(pass("hers", "ann", anns + "A").reason()).isEqualTo("TICKET_INVALID");
        for (int i = 0; i < anns.length(); i++) {
            char other = anns.charAt(i) == 'A' ? 'B' : 'A';
            String forged = anns.substring(0, i) + other + anns.substring(i + 1);
            assertThat(pass("hers", "ann", forged).reason())
                    .as("changed at %s", i)
                    .isEqualTo("TICKET_INVALID");
        }
        Answer malformed = sluice.user("ann").post(SALES + "hers/pass", "{\"ticket\": 7}");
        assertThat(malformed.status()).isEqualTo(400);
        pass("hers", "ann", anns).expect(201);
        String again = pass("hers", "ann", anns).expect(201).text("/expiresAt");
        sluice.advance(SECOND);
        assertThat(pass("hers", "ann", anns).expect(201).text("/expiresAt"))
                .as("a ticket that is shown again gives no more time")
                .isEqualTo(again);
    }

    /** A thousand requests of one account, many at once: one place, one row. */
    @Test
    void oneAccountHasOnePlace() {
        guarded("greedy", "{\"perMinute\": 60}").create(sluice);
        Visitor eve = sluice.user("eve");
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            List<CompletableFuture<Answer>> some = IntStream.range(0, 20)
                    .mapToObj(_ -> eve.postLater(SALES + "greedy/queue", ""))
                    .toList();
            some.forEach(one -> {
                Answer answer = one.join();
                if (answer.status() == 201) {
                    places.add(answer.number("/index"));
                } else {
                    assertThat(answer.status()).isEqualTo(429);
                }
            });
        }
        assertThat(places).containsExactly(1L);
        assertThat(
                        sluice.stored(
                                "SELECT count(*) FROM waiting JOIN sale ON sale.number = waiting.sale WHERE sale.id = 'greedy'"))
                .isEqualTo("1");
        assertThat(join("greedy", "ann").expect(201).number("/index")).isEqualTo(2);
    }

    @Test
    void whoIsBlockedGetsNoPlaceByAFormEither() {
        guarded("strict", "{\"perMinute\": 60}").create(sluice);
        sluice.user("root", "operator")
                .post("/v1/admin/blocklist", "{\"user\": \"mallory\", \"reason\": \"tries\"}")
                .expect(201);
        Await.until(
                "mallory is blocked",
                () -> "BLOCKED".equals(join("strict", "mallory").reason()));
        Answer refused = byForm("strict", "token=" + sluice.token("mallory"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("BLOCKED");
        assertThat(byForm("strict", "token=" + sluice.token("ann")).status()).isEqualTo(303);
        assertThat(byForm("strict", "token=%zz").status()).isEqualTo(400);
        assertThat(byForm("strict", "").status()).isEqualTo(401);
    }

    private static Answer byForm(String sale, String form) {
        return sluice.visitor()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/sales/" + sale + "/wait", form);
    }

    @Test
    void ghostsAreCalledAndPassedOver() {
        guarded("ghostly", "{\"perMinute\": 600, \"inside\": 3}").create(sluice);
        for (int i = 0; i < 30; i++) {
            ticket("ghostly", "ghost" + i);
        }
        String last = ticket("ghostly", "ann");
        awaitServing("ghostly", 31);
        pass("ghostly", "ann", last).expect(201);
        pass("ghostly", "ghost3", ticket("ghostly", "ghost3")).expect(201);
    }

    @Test
    void whatIsGoneIsToldAtOnceAndTheWaitlistIsOffered() {
        TestSale.of("gone")
                .units(1)
                .waitlist(1)
                .with("guards", "{\"waitingRoom\": {\"perMinute\": 6000}}")
                .create(sluice);
        ticket("gone", "ann");
        ticket("gone", "ben");
        ticket("gone", "cat");
        awaitServing("gone", 2);
        inside("gone", "ann").buy("gone", "k", 1).expect(201);
        Await.until("all is gone", () -> queue("gone").text("/phase").equals("SOLD_OUT"));
        assertThat(queue("gone").number("/waitlist")).isEqualTo(1);
        assertThat(queue("gone").text("/message")).contains("waitlist");
        assertThat(inside("gone", "ben").buy("gone", "k", 1).expect(202).text("/status"))
                .isEqualTo("WAITLISTED");
    }

    @Test
    void whoGatheredIsServedInTheOrderThatWasDrawn() {
        Instant now = sluice.clock.instant();
        Instant opens = now.plusSeconds(600);
        String secret = "a secret of the house";
        TestSale.of("shuffled")
                .units(20)
                .opensAt(opens)
                .with("mode", "\"SHUFFLED\"")
                .with("order", "{\"gatherFrom\": \"" + now.minusSeconds(5) + "\"}")
                .with("fairness", "{\"parties\": [\"" + DrawSecret.commitment(secret) + "\"], \"unproven\": true}")
                .create(sluice);
        assertThat(queue("shuffled").text("/phase")).isEqualTo("GATHERING");
        List<String> users = IntStream.range(0, 12).mapToObj(i -> "user" + i).toList();
        for (String user : users) {
            Answer entered = join("shuffled", user).expect(202);
            assertThat(pass("shuffled", user, entered.text("/ticket")).reason()).isEqualTo("NOT_YOUR_TURN");
        }
        assertThat(sluice.user("user0").buy("shuffled", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        sluice.setTime(opens);
        Await.until("it is sealed", () -> queue("shuffled").text("/phase").equals("DRAWING"));
        long late = join("shuffled", "late").expect(201).number("/index");
        assertThat(late).isEqualTo(13);
        sluice.sales
                .find("shuffled")
                .submit(new Envelope(ReplyAddress.NOBODY, 0, new Command.EnterSecret(UUID.randomUUID(), secret), 0));
        Await.until("it is drawn", () -> queue("shuffled").text("/phase").equals("SERVING"));
        Set<Long> places = new HashSet<>();
        users.forEach(user -> places.add(join("shuffled", user).expect(201).number("/index")));
        assertThat(places).hasSize(12).allMatch(place -> place <= 12);
        awaitServing("shuffled", 13);
        inside("shuffled", "user5").buy("shuffled", "k", 1).expect(201);
        assertThat(sluice.user("late").buy("shuffled", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        inside("shuffled", "late").buy("shuffled", "k", 1).expect(201);
        assertBalanced("shuffled");
    }

    /** What a lottery leaves is for everybody, in the order in which they came. */
    @Test
    void whoWaitsForWhatALotteryLeavesIsCalledOnceItIsDrawn() {
        Instant now = sluice.clock.instant();
        Instant opens = now.plusSeconds(600);
        String secret = "a secret of the lottery";
        TestSale.of("left-over")
                .units(3)
                .opensAt(opens)
                .with("mode", "\"LOTTERY\"")
                .with(
                        "order",
                        "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900}"
                                .formatted(now.minusSeconds(5), opens.minusSeconds(60)))
                .with("fairness", "{\"parties\": [\"" + DrawSecret.commitment(secret) + "\"], \"unproven\": true}")
                .with("guards", "{\"waitingRoom\": {\"perMinute\": 6000}}")
                .create(sluice);
        Answer entered = sluice.user("winner")
                .with("Idempotency-Key", "k")
                .post(SALES + "left-over/entries", "{\"quantity\": 1}")
                .expect(201);
        assertThat(entered.text("/status")).isEqualTo("ENTERED");
        assertThat(entered.body()).as("a lottery gives no place").doesNotContain("ticket");
        assertThat(join("left-over", "ann").expect(201).number("/index")).isEqualTo(1);
        sluice.setTime(opens);
        Await.until(
                "it is open",
                () -> sluice.visitor().get(SALES + "left-over").text("/status").equals("OPEN"));
        assertThat(queue("left-over").text("/phase")).isEqualTo("WAITING");
        assertThat(queue("left-over").text("/message")).contains("drawn come first");
        sluice.advance(SECOND);
        assertThat(pass("left-over", "ann", ticket("left-over", "ann")).reason())
                .isEqualTo("NOT_YOUR_TURN");
        sluice.sales
                .find("left-over")
                .submit(new Envelope(ReplyAddress.NOBODY, 0, new Command.EnterSecret(UUID.randomUUID(), secret), 0));
        Await.until("it is drawn", () -> queue("left-over").text("/phase").equals("SERVING"));
        assertThat(sluice.user("winner").get(SALES + "left-over/entries/mine").text("/status"))
                .isEqualTo("WON");
        awaitServing("left-over", 1);
        inside("left-over", "ann").buy("left-over", "k", 1).expect(201);
        assertBalanced("left-over");
    }

    /** The queue's part is sold from the opening on, whether the other is drawn or not. To enter, what is asked is answered, and nobody waits. */
    @Test
    void whoEntersASplitNeedsNoPlaceAndWhoBuysDoes() {
        Instant now = sluice.clock.instant();
        Instant opens = now.plusSeconds(600);
        TestSale.of("half")
                .units(4)
                .opensAt(opens)
                .with("mode", "\"SPLIT\"")
                .with(
                        "order",
                        "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900, \"lotteryShare\": 0.5}"
                                .formatted(now.minusSeconds(5), opens.minusSeconds(60)))
                .with(
                        "fairness",
                        "{\"parties\": [\"" + DrawSecret.commitment("nobody tells it") + "\"], \"unproven\": true}")
                .with("guards", "{\"waitingRoom\": {\"perMinute\": 6000}, \"eligible\": {\"codes\": true}}")
                .create(sluice);
        List<String> codes = sluice.merchant()
                .post(ADMIN + "half/codes", "{\"count\": 2, \"uses\": 1}")
                .expect(201)
                .texts("/codes", "/code");
        String entries = SALES + "half/entries";
        Answer refused = sluice.user("ann").with("Idempotency-Key", "k").post(entries, "{\"quantity\": 1}");
        assertThat(refused.reason()).isEqualTo("PASS_REQUIRED");
        assertThat(pass("half", "ann", null).reason()).isEqualTo("CODE_REQUIRED");
        Visitor ann = sluice.visitor()
                .withToken(sluice.user("ann")
                        .post(refused.text("/pass"), "{\"code\": \"" + codes.getFirst() + "\"}")
                        .expect(201)
                        .text("/pass"));
        assertThat(ann.with("Idempotency-Key", "k")
                        .post(entries, "{\"quantity\": 1}")
                        .expect(201)
                        .text("/status"))
                .isEqualTo("ENTERED");
        assertThat(ann.buy("half", "k", 1).reason())
                .as("a pass to enter with is none to buy with")
                .isEqualTo("PASS_REQUIRED");
        String bens = sluice.user("ben")
                .post(SALES + "half/queue", "{\"code\": \"" + codes.getLast() + "\"}")
                .expect(201)
                .text("/ticket");
        sluice.setTime(opens);
        awaitServing("half", 1);
        assertThat(pass("half", "ann", null).reason()).isEqualTo("TICKET_REQUIRED");
        Visitor ben =
                sluice.visitor().withToken(pass("half", "ben", bens).expect(201).text("/pass"));
        ben.buy("half", "k", 1).expect(201);
        assertThat(queue("half").number("/left"))
                .as("the lottery keeps its part")
                .isLessThanOrEqualTo(2);
        assertBalanced("half");
    }

    /** Whoever was quick has no advantage over those who wait. */
    @Test
    void aRoomThatIsOpenedInAStormIsForEverybody() {
        TestSale.of("stormy").units(9).with("guards", "{\"pass\": true}").create(sluice);
        Visitor ann = sluice.visitor()
                .withToken(pass("stormy", "ann", null).expect(201).text("/pass"));
        Answer before = sluice.merchant().get(ADMIN + "stormy").expect(200);
        sluice.merchant()
                .with("If-Match", before.header("ETag"))
                .patch(ADMIN + "stormy", "{\"guards\": {\"waitingRoom\": {\"perMinute\": 6000}}}")
                .expect(200);
        assertThat(ann.buy("stormy", "k", 1).reason()).isEqualTo("PASS_REQUIRED");
        ticket("stormy", "ann");
        awaitServing("stormy", 1);
        inside("stormy", "ann").buy("stormy", "k", 1).expect(201);
    }

    @Test
    void wrongTermsAreNamed() {
        for (String room : List.of(
                "{}", "{\"perMinute\": 0}", "{\"perMinute\": 5, \"inside\": 0}", "{\"perMinute\": 5, \"x\": 1}", "7")) {
            Answer refused = sluice.merchant()
                    .post("/v1/admin/sales", guarded("wrong", room).json());
            assertThat(refused.status()).as(room).isEqualTo(400);
            assertThat(refused.body()).contains("/guards/waitingRoom");
        }
    }
}
