package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several tiers in one order, through everything that runs. */
final class MixedTiersTest extends SharedSluice {
    private static final String TWO_AND_ONE = items("a", 2, "b", 1);

    private static TestSale concert(String id) {
        return TestSale.of(id)
                .with("limitPerUser", "4")
                .with("mixedTiers", "true")
                .with("waitlist", "{\"capacity\": 10}")
                .with("inventory", """
                        {"kind": "counted", "tiers": [
                          {"id": "a", "name": "Adults", "price": {"amount": 9000, "currency": "CNY"}, "capacity": 5},
                          {"id": "b", "name": "Children", "price": {"amount": 4000, "currency": "CNY"}, "capacity": 3},
                          {"id": "c", "name": "Balcony", "price": {"amount": 0, "currency": "CNY"}, "capacity": 9}]}""");
    }

    private static String items(String tier, int quantity, String other, int more) {
        return """
                {"items": [{"tier": "%s", "quantity": %d}, {"tier": "%s", "quantity": %d}]}""".formatted(tier, quantity, other, more);
    }

    private static List<Long> available(String sale) {
        Answer shown = sluice.visitor().get(SALES + sale);
        return IntStream.range(0, shown.list("/tiers").size())
                .mapToObj(tier -> shown.number("/tiers/" + tier + "/available"))
                .toList();
    }

    @Test
    void anOrderIsOneReservationWithATicketOfEachOfItsTiers() {
        assertThat(concert("mixed").create(sluice).text("/mixedTiers")).isEqualTo("true");
        Visitor ann = sluice.user("ann");

        Answer held = ann.reserve("mixed", "k", items("b", 1, "a", 2));

        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(held.at("/tier")).isNull();
        assertThat(held.texts("/items", "/tier")).containsExactly("a", "b");
        assertThat(held.texts("/items", "/quantity")).containsExactly("2", "1");
        assertThat(held.number("/items/1/price/amount")).isEqualTo(4_000);
        assertThat(held.number("/quantity")).isEqualTo(3);
        assertThat(held.number("/amount/amount")).isEqualTo(22_000);
        assertThat(held.texts("/tickets", "/tier")).containsExactly("a", "a", "b");
        assertThat(held.texts("/tickets", "/tierName")).containsExactly("Adults", "Adults", "Children");
        assertThat(available("mixed")).containsExactly(3L, 2L, 9L);
        Answer again = ann.reserve("mixed", "k", TWO_AND_ONE);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(held.json());
        for (String other :
                List.of(items("a", 1, "b", 2), "{\"tier\": \"a\", \"quantity\": 3}", items("a", 2, "c", 1))) {
            assertThat(ann.reserve("mixed", "k", other).reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(ann.reserve("mixed", "more", items("a", 1, "b", 1)).reason()).isEqualTo("LIMIT_EXCEEDED");

        sluice.advance(Duration.ofSeconds(901));

        assertThat(ann.awaitReservation(held.id(), "EXPIRED").list("/tickets")).isEmpty();
        assertThat(available("mixed")).containsExactly(5L, 3L, 9L);
        assertBalanced("mixed");
    }

    @Test
    void whatIsNotLeftAsAWholeIsRefusedAndSaysWhatIs() {
        concert("whole").create(sluice);
        sluice.user("ann").reserve("whole", "k", items("a", 1, "b", 2));

        Answer refused = sluice.user("ben").reserve("whole", "k", items("a", 1, "b", 2));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("SOLD_OUT");
        assertThat(refused.texts("/left", "/tier")).containsExactly("a", "b");
        assertThat(refused.texts("/left", "/available")).containsExactly("4", "1");
        assertThat(available("whole")).containsExactly(4L, 1L, 9L);
        Answer waits = sluice.user("ben").reserve("whole", "k", "{\"tier\": \"b\", \"quantity\": 2}");
        assertThat(waits.text("/status")).isEqualTo("WAITLISTED");
        assertThat(sluice.user("cem")
                        .reserve("whole", "k", items("a", 1, "b", 1))
                        .status())
                .isEqualTo(201);
        assertBalanced("whole");
    }

    @Test
    void onlyWhereTheSaleAllowsIt() {
        concert("plain").with("mixedTiers", "false").create(sluice);
        Visitor ann = sluice.user("ann");

        assertThat(ann.reserve("plain", "k", TWO_AND_ONE).reason()).isEqualTo("TIERS_DIFFER");
        Answer one = ann.reserve("plain", "k", "{\"items\": [{\"tier\": \"b\", \"quantity\": 2}]}");
        assertThat(one.status()).as(one.body()).isEqualTo(201);
        assertThat(one.text("/tier")).isEqualTo("b");
        assertThat(one.at("/items")).isNull();
        Answer allowed = sluice.merchant().with("If-Match", "*").patch(ADMIN + "plain", "{\"mixedTiers\": true}");
        assertThat(allowed.text("/mixedTiers")).as(allowed.body()).isEqualTo("true");
        assertThat(sluice.user("ben").reserve("plain", "k", TWO_AND_ONE).status())
                .isEqualTo(201);
        for (String wrong : List.of(
                "{\"items\": []}",
                "{\"items\": [{\"tier\": \"x\"}, {\"tier\": \"a\"}]}",
                "{\"items\": [{\"tier\": \"a\"}, {\"tier\": \"a\"}]}",
                "{\"items\": [{\"tier\": \"a\", \"quantity\": 0}, {\"tier\": \"b\"}]}",
                "{\"items\": [{\"tier\": \"a\", \"price\": 1}]}",
                "{\"items\": [7]}",
                "{\"items\": {\"a\": 2}}",
                "{\"tier\": \"a\", \"items\": [{\"tier\": \"a\"}]}")) {
            assertThat(sluice.user("cem").reserve("plain", "w", wrong).reason())
                    .as(wrong)
                    .isEqualTo("INVALID");
        }
        String packet = TestSale.of("mixed-packet")
                .with("mixedTiers", "true")
                .with("inventory", """
                {"kind": "redPacket", "total": {"amount": 100, "currency": "CNY"}, "shares": 3, "split": "equal"}""")
                .json();
        Answer refused = sluice.merchant().post("/v1/admin/sales", packet);
        assertThat(refused.texts("/errors", "/pointer")).contains("/mixedTiers");
    }

    @Test
    void anEntryIsForOneTier() {
        Instant now = sluice.clock.instant();
        concert("drawn")
                .opensAt(now.plusSeconds(7_200))
                .with("mode", "\"LOTTERY\"")
                .with("order", """
                        {"entriesFrom": "%s", "entriesUntil": "%s", "payWithinSeconds": 900}""".formatted(now, now.plusSeconds(3_600)))
                .with("fairness", "{\"unproven\": true}")
                .create(sluice);
        Visitor ann = sluice.user("ann").with("Idempotency-Key", "e");

        assertThat(ann.post(SALES + "drawn/entries", TWO_AND_ONE).reason()).isEqualTo("TIERS_DIFFER");
        assertThat(ann.post(SALES + "drawn/entries", "{\"items\": [{\"tier\": \"b\", \"quantity\": 2}]}")
                        .text("/tier"))
                .isEqualTo("b");
    }

    /** Also where the process died in the middle, and what was told before it comes again. */
    @Test
    void eachTicketIsPaidForAndGoesBackForItsOwnPrice() {
        concert("back").create(sluice);
        Visitor ann = sluice.user("ann");
        String id = ann.reserve("back", "k", items("a", 2, "b", 2)).id();
        sluice = sluice.startAgain();
        ann = sluice.user("ann");
        assertThat(ann.reserve("back", "k", items("a", 2, "b", 2)).texts("/tickets", "/tier"))
                .containsExactly("a", "a", "b", "b");
        assertThat(available("back")).containsExactly(3L, 1L, 9L);
        String payment = ann.click(id, "pay");
        List<String> tickets = ann.awaitReservation(id, "CONFIRMED").texts("/tickets", "/id");
        assertThat(ann.get("/v1/payments/" + payment).number("/amount/amount")).isEqualTo(26_000);
        String refund = "/v1/admin/reservations/" + id + "/refund";
        String two = "{\"tickets\": [\"" + tickets.get(1) + "\", \"" + tickets.get(2) + "\"]}";

        Answer back = sluice.merchant().post(refund, two);

        assertThat(back.texts("/tickets", "/status")).containsExactly("VALID", "REFUNDED", "REFUNDED", "VALID");
        assertThat(back.number("/refundedAmount/amount")).isEqualTo(13_000);
        assertThat(back.texts("/items", "/quantity")).containsExactly("2", "2");
        assertThat(available("back")).containsExactly(4L, 2L, 9L);
        Await.until(
                "what they cost is back",
                () -> sluice.user("ann").get("/v1/payments/" + payment),
                answer -> "13000".equals(answer.text("/charges/0/returned/amount")));
        sluice = sluice.startAgain();
        assertThat(sluice.merchant().post(refund, two).number("/refundedAmount/amount"))
                .isEqualTo(13_000);
        assertThat(available("back")).containsExactly(4L, 2L, 9L);
        assertBalanced("back");
        assertThat(sluice.merchant().get(ADMIN + "back/tickets.csv").body().lines())
                .anyMatch(line -> line.contains(",1,") && line.contains(",VALID,\"ann\",a,,,,9000,"))
                .anyMatch(line -> line.contains(",3,,REFUNDED,\"ann\",b,,,,4000,"));
        assertThat(sluice.merchant().get(ADMIN + "back/reservations.csv").body())
                .contains(",\"ann\",a x 2; b x 2,4,CONFIRMED,26000,")
                .contains(",2,13000,260.00,130.00\r\n");
        assertThat(sluice.user("ann").get("/v1/me/tickets").texts("/tickets", "/tier"))
                .containsExactlyInAnyOrder("a", "a", "b", "b");
        Answer audit = sluice.operator().get(ADMIN + "back/audit");
        assertThat(audit.texts("/tiers", "/sold")).containsExactly("1", "1", "0");

        Answer all = sluice.merchant().post(refund, "{}");

        assertThat(all.text("/status")).isEqualTo("REFUNDED");
        assertThat(available("back")).containsExactly(5L, 3L, 9L);
        sluice.user("ann").awaitPayment(payment, "REFUNDED");
        assertBalanced("back");
    }

    @Test
    void aCrowdThatMixesGetsExactlyTheUnitsOfEachTier() {
        concert("crowd").with("waitlist", "{\"capacity\": 0}").create(sluice);

        List<Answer> answers = IntStream.range(0, 60)
                .mapToObj(i -> sluice.user("buyer-" + i)
                        .with("Idempotency-Key", "k")
                        .postLater(
                                SALES + "crowd/reservations",
                                switch (i % 3) {
                                    case 0 -> items("a", 1, "b", 1);
                                    case 1 -> items("a", 1, "c", 2);
                                    default -> "{\"tier\": \"c\", \"quantity\": 1}";
                                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        long tickets = answers.stream()
                .filter(answer -> answer.status() == 201)
                .mapToLong(answer -> answer.number("/quantity"))
                .sum();
        assertThat(tickets
                        + available("crowd").stream().mapToLong(Long::longValue).sum())
                .isEqualTo(5 + 3 + 9);
        assertThat(available("crowd").getFirst()).isZero();
        assertBalanced("crowd");
    }

    @Test
    void seatsOfSeveralTiersAreOneOrder() {
        TestSale.of("hall")
                .with("limitPerUser", "4")
                .with("mixedTiers", "true")
                .with("inventory", """
                        {"kind": "seated", "orphans": "off", "map": {"sections": [{"id": "main", "name": "Main", "rows": [
                          {"label": "A", "seats": "1-6", "tier": "front"}, {"label": "B", "seats": "1-6", "tier": "rear"}]}]},
                          "tiers": [{"id": "rear", "name": "Rear", "price": {"amount": 5000, "currency": "CNY"}},
                            {"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}}]}""")
                .create(sluice);
        Visitor ann = sluice.user("ann");

        Answer held = ann.reserve("hall", "k", "{\"seats\": [\"A-2\", \"B-3\", \"A-1\"]}");

        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(held.list("/seats")).isEqualTo(List.of("B-3", "A-1", "A-2"));
        assertThat(held.texts("/items", "/tier")).containsExactly("rear", "front");
        assertThat(held.texts("/tickets", "/tier")).containsExactly("rear", "front", "front");
        assertThat(held.texts("/tickets", "/unit/seat")).containsExactly("B-3", "A-1", "A-2");
        assertThat(held.number("/amount/amount")).isEqualTo(23_000);
        assertThat(ann.reserve("hall", "k", "{\"seats\": [\"A-1\", \"A-2\", \"B-3\"]}")
                        .status())
                .isEqualTo(200);
        Answer taken = sluice.user("ben").reserve("hall", "k", "{\"seats\": [\"A-2\", \"B-1\"]}");
        assertThat(taken.reason()).isEqualTo("SEAT_TAKEN");
        assertThat(taken.list("/taken")).isEqualTo(List.of("A-2"));
        assertThat(taken.list("/instead")).isEqualTo(List.of("B-1", "A-3"));
        ann.click(held.id(), "pay");
        List<String> tickets = ann.awaitReservation(held.id(), "CONFIRMED").texts("/tickets", "/id");
        sluice = sluice.startAgain();
        Answer back = sluice.merchant()
                .post("/v1/admin/reservations/" + held.id() + "/refund", "{\"tickets\": [\"" + tickets.get(1) + "\"]}");
        assertThat(back.number("/refundedAmount/amount")).isEqualTo(9_000);
        Answer next = sluice.user("ben").reserve("hall", "k", "{\"seats\": [\"A-1\", \"B-1\"]}");
        assertThat(next.status()).as(next.body()).isEqualTo(201);
        assertThat(available("hall")).containsExactly(4L, 4L);
        assertBalanced("hall");
    }
}
