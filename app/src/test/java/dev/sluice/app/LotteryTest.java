package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.beacon.DrandBeacons;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.format.draw.DrawArchiveJson;
import dev.sluice.format.draw.EntryProofJson;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawCheck;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.EntryProof;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sales that are given by a draw, from their creation to the check of their archive, over HTTP. */
@Timeout(300)
final class LotteryTest extends SharedSluice {
    private static final String CLUB = "what the club keeps to itself";
    private static final String SHOP = "what the shop keeps to itself";
    private static final String PARTIES =
            "{\"parties\": [\"%s\", \"%s\"]}".formatted(DrawSecret.commitment(SHOP), DrawSecret.commitment(CLUB));
    private static final String UNPROVEN = "{\"unproven\": true}";
    static final String QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
    private static final int UNITS = 10;
    private static final int PEOPLE = 30;

    private final Instant from = sluice.clock.instant();
    private final Instant until = from.plus(Duration.ofHours(1));
    private final Instant opens = from.plus(Duration.ofHours(2));

    private TestSale lottery(String id, String fairness) {
        return TestSale.of(id)
                .units(UNITS)
                .opensAt(opens)
                .with("mode", "\"LOTTERY\"")
                .with("order", order(""))
                .with("fairness", fairness);
    }

    private String order(String more) {
        return "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900%s}"
                .formatted(from, until, more);
    }

    static String entries(String sale) {
        return SALES + sale + "/entries";
    }

    private static Answer enter(String sale, String user, String key, int quantity) {
        return sluice.user(user).with("Idempotency-Key", key).post(entries(sale), quantity(quantity));
    }

    static String quantity(int quantity) {
        return "{\"quantity\": " + quantity + "}";
    }

    private static Answer mine(String sale, String user) {
        return sluice.user(user).get(entries(sale) + "/mine");
    }

    private static Answer change(String sale, String user, int quantity) {
        return sluice.user(user)
                .with("Content-Type", "application/json")
                .send("PUT", entries(sale) + "/mine", BodyPublishers.ofString(quantity(quantity)));
    }

    private static Answer withdraw(String sale, String user) {
        return sluice.user(user).delete(entries(sale) + "/mine");
    }

    private static Answer draw(String sale) {
        return sluice.visitor().get(SALES + sale + "/draw");
    }

    private static Answer tell(String sale, String secret) {
        return sluice.visitor().post(SALES + sale + "/draw/values", "{\"secret\": \"" + secret + "\"}");
    }

    private static Answer awaitPhase(String sale, String phase) {
        Await.until(sale + " is " + phase, () -> draw(sale).text("/phase").equals(phase));
        return draw(sale);
    }

    private static Answer awaitDrawn(String sale) {
        Answer drawn = awaitPhase(sale, "DRAWN");
        Await.until("all are served", () -> draw(sale).number("/served") == drawn.number("/entries"));
        return drawn;
    }

    static DrawCheck check(String archive) {
        return DrawCheck.of(DrawArchiveJson.read(archive.getBytes(StandardCharsets.UTF_8)), DrandBeacons.mainnet());
    }

    private static List<String> people() {
        return IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i).toList();
    }

    @Test
    void whoEnteredIsDrawnInAnOrderThatAnybodyCanCheck() {
        String sale = lottery("concert", PARTIES).create(sluice).id();
        assertThat(sluice.visitor().get(SALES + sale).texts("/fairness/parties", ""))
                .containsExactly(DrawSecret.commitment(SHOP), DrawSecret.commitment(CLUB));
        for (String user : people()) {
            Answer entered = enter(sale, user, "k", 1).expect(201);
            assertThat(entered.text("/status")).isEqualTo("ENTERED");
            assertThat(enter(sale, user, "other", 2).expect(200).body()).isEqualTo(entered.body());
        }
        assertThat(change(sale, "p0", 2).expect(200).number("/quantity")).isEqualTo(2);
        assertThat(change(sale, "p1", 2).expect(200).number("/quantity")).isEqualTo(2);
        assertThat(withdraw(sale, "p2").expect(200).text("/status")).isEqualTo("WITHDRAWN");
        assertThat(withdraw(sale, "p2").expect(200).text("/status")).isEqualTo("WITHDRAWN");
        assertThat(enter(sale, "p2", "k", 1).expect(200).text("/status"))
                .as("the same request again is no other wish")
                .isEqualTo("WITHDRAWN");
        mine(sale, "p2").expect(404);
        assertThat(withdraw(sale, "p3").expect(200).text("/status")).isEqualTo("WITHDRAWN");
        assertThat(enter(sale, "p3", "again", 1).expect(201).text("/status")).isEqualTo("ENTERED");
        assertThat(mine(sale, "p3").expect(200).text("/status")).isEqualTo("ENTERED");
        change(sale, "p3", 1).expect(200);
        withdraw(sale, "p3").expect(200);
        assertThat(change(sale, "p3", 1).expect(201).text("/status"))
                .as("whoever changes it again wants it again")
                .isEqualTo("ENTERED");

        Answer gathering = draw(sale).expect(200);
        assertThat(gathering.text("/phase")).isEqualTo("GATHERING");
        assertThat(gathering.json()).doesNotContainKeys("root", "seed", "secrets");
        assertThat(tell(sale, CLUB).expect(409).reason()).isEqualTo("NOT_SEALED");
        assertThat(sluice.user("p0")
                        .get(SALES + sale + "/draw/proof")
                        .expect(409)
                        .reason())
                .isEqualTo("NOT_SEALED");
        assertThat(sluice.visitor()
                        .get(SALES + sale + "/draw/archive")
                        .expect(409)
                        .reason())
                .isEqualTo("NOT_DRAWN");

        sluice.setTime(until);
        Answer sealed = awaitPhase(sale, "SEALED");
        assertThat(sealed.number("/entries")).isEqualTo(PEOPLE - 1);
        assertThat(sealed.list("/missing/commitments")).hasSize(2);
        assertThat(enter(sale, "late", "k", 1).expect(409).reason()).isEqualTo("SEALED");
        assertThat(change(sale, "p0", 1).expect(409).reason()).isEqualTo("SEALED");
        assertThat(withdraw(sale, "p0").expect(409).reason()).isEqualTo("SEALED");
        assertThat(tell(sale, "a guess").expect(400).reason()).isEqualTo("WRONG_VALUE");
        tell(sale, CLUB).expect(200);
        tell(sale, CLUB).expect(200);
        assertThat(tell(sale, SHOP).expect(200).list("/missing/commitments")).isEmpty();
        EntryProof proof = EntryProofJson.read(sluice.user("p0")
                .get(SALES + sale + "/draw/proof")
                .expect(200)
                .body()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(proof.root()).isEqualTo(sealed.text("/root"));

        sluice.setTime(opens);
        Answer drawn = awaitDrawn(sale);
        assertThat(drawn.text("/proven")).isEqualTo("true");
        assertThat(drawn.text("/root")).isEqualTo(sealed.text("/root"));
        Answer archive = sluice.visitor().get(SALES + sale + "/draw/archive").expect(200);
        DrawCheck check = check(archive.body());
        assertThat(check.steps()).allMatch(CheckStep::right);
        assertThat(check.isProven()).isTrue();
        DrawArchive told = DrawArchiveJson.read(archive.body().getBytes(StandardCharsets.UTF_8));
        assertThat(proof.check(sale, told.seal())).allMatch(CheckStep::right);
        assertThat(archive.body()).as("nobody is named").doesNotContain("p29");
        assertTampering(archive.body(), told);
        assertThatThePlacesAreThoseOfTheArchive(sale, told);
        winnersPayAndOthersMoveUp(sale);
        assertBalanced(sale);
    }

    private static void assertTampering(String archive, DrawArchive told) {
        String first = told.entries().getFirst().entry().entrant();
        String last = told.entries().getLast().entry().entrant();
        for (String tampered : List.of(
                archive.replace(first, "0".repeat(64)),
                archive.replace(first, "x").replace(last, first).replace("\"x\"", "\"" + last + "\""),
                archive.replace("\"quantity\":2", "\"quantity\":1"),
                archive.replace(CLUB, CLUB + "."),
                archive.replace(told.seed(), "0".repeat(64)))) {
            assertThat(tampered).isNotEqualTo(archive);
            assertThat(check(tampered).isRight()).isFalse();
        }
    }

    /** Who stands first gets what is there, as far as it goes; the others wait in their order. */
    private static void assertThatThePlacesAreThoseOfTheArchive(String sale, DrawArchive told) {
        Map<Integer, Answer> byPlace = new TreeMap<>();
        for (String user : people()) {
            Answer entry = mine(sale, user);
            if (entry.status() == 200) {
                String leaf = EntryProofJson.read(sluice.user(user)
                                .get(SALES + sale + "/draw/proof")
                                .expect(200)
                                .body()
                                .getBytes(StandardCharsets.UTF_8))
                        .inclusion()
                        .leaf();
                byPlace.put(
                        told.entries().stream()
                                .filter(one -> one.entry().leaf(sale).equals(leaf))
                                .findFirst()
                                .orElseThrow()
                                .place(),
                        entry);
            }
        }
        assertThat(byPlace).hasSize(PEOPLE - 1);
        long left = UNITS;
        long rank = 0;
        for (Answer entry : byPlace.values()) {
            long wants = entry.number("/quantity");
            boolean wins = rank == 0 && wants <= left;
            assertThat(entry.text("/status")).isEqualTo(wins ? "WON" : "WAITLISTED");
            if (wins) {
                left -= wants;
                assertThat(entry.text("/reservation/status")).isEqualTo("HELD");
                assertThat(entry.text("/reservation/id")).isEqualTo(entry.id());
            } else {
                rank++;
                assertThat(entry.number("/rank")).isEqualTo(rank);
            }
        }
    }

    private static void winnersPayAndOthersMoveUp(String sale) {
        List<String> won = new ArrayList<>();
        String next = null;
        for (String user : people()) {
            Answer entry = mine(sale, user);
            if (entry.status() == 200 && entry.text("/status").equals("WON")) {
                won.add(user);
            } else if (entry.status() == 200 && entry.number("/rank") == 1) {
                next = user;
            }
        }
        Visitor payer = sluice.user(won.getFirst());
        String paid = mine(sale, won.getFirst()).id();
        payer.click(paid, "pay");
        payer.awaitReservation(paid, "CONFIRMED");
        assertThat(mine(sale, won.getFirst()).text("/reservation/status")).isEqualTo("CONFIRMED");
        for (String giver : won.subList(1, 3)) {
            sluice.user(giver).delete(RESERVATIONS + mine(sale, giver).id()).expect(200);
            assertThat(mine(sale, giver).text("/status")).isEqualTo("WITHDRAWN");
        }
        String moved = next;
        Await.until(
                "the first who waits has moved up",
                () -> mine(sale, moved).text("/status").equals("WON"));
        assertThat(enter(sale, "late", "k", 1).expect(409).reason()).isEqualTo("SEALED");
    }

    @Test
    void anAccountHasOneEntryHoweverOftenItAsks() {
        String sale = lottery("one-each", UNPROVEN).create(sluice).id();
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            asked.add(sluice.user("mallory")
                    .with("Idempotency-Key", "k" + i)
                    .postLater(entries(sale), quantity(1 + i % 2)));
        }
        List<Answer> answers = asked.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(Answer::isSuccess)
                .extracting(Answer::body)
                .containsOnly(mine(sale, "mallory").body());
        assertThat(answers)
                .filteredOn(answer -> !answer.isSuccess())
                .as("only who has too much under way is told to come back")
                .allMatch(answer -> answer.status() == 429 || answer.status() == 503);
        enter(sale, "ann", "k", 1).expect(201);
        assertThat(sluice.visitor()
                        .with("Idempotency-Key", "k")
                        .post(entries(sale), quantity(1))
                        .status())
                .isEqualTo(401);
        assertThat(enter(sale, "eve", "k", 3).expect(409).reason()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(sluice.user("eve").post(entries(sale), quantity(1)).status()).isEqualTo(400);
        assertThat(sluice.user("eve")
                        .with("Idempotency-Key", "k")
                        .post(entries(sale), "{\"user\": \"ann\"}")
                        .status())
                .as("in nobody else's name")
                .isEqualTo(400);

        sluice.setTime(until);
        assertThat(awaitPhase(sale, "SEALED").number("/entries")).isEqualTo(2);
        assertThat(sluice.user("eve").get(SALES + sale + "/draw/proof").status())
                .as("who did not enter has nothing to prove, and sees nobody else's")
                .isEqualTo(404);
        assertThat(sluice.visitor().get(SALES + sale + "/draw/proof").status()).isEqualTo(401);

        sluice.setTime(opens);
        Answer drawn = awaitDrawn(sale);
        assertThat(drawn.text("/proven")).isEqualTo("false");
        DrawCheck check = check(
                sluice.visitor().get(SALES + sale + "/draw/archive").expect(200).body());
        assertThat(check.isRight()).isTrue();
        assertThat(check.isProven()).as("as it says itself").isFalse();
        assertThat(mine(sale, "mallory").text("/status")).isEqualTo("WON");
        assertThat(enter(sale, "mallory", "k0", 1).expect(200).text("/status"))
                .as("the same again is what came of it")
                .isEqualTo("WON");
        assertThat(enter(sale, "eve", "k", 1).expect(409).reason()).isEqualTo("SEALED");
        assertBalanced(sale);
        assertThatItIsStillTold(sale);
    }

    /** Once the sale is over, and no writer has it in mind. */
    private static void assertThatItIsStillTold(String sale) {
        String won = mine(sale, "mallory").id();
        sluice.user("mallory").click(won, "pay");
        sluice.user("mallory").awaitReservation(won, "CONFIRMED");
        sluice.user("ann").delete(RESERVATIONS + mine(sale, "ann").id()).expect(200);
        sluice.merchant().post(ADMIN + sale + "/close", "").expect(200);
        sluice = sluice.startAgain();
        assertThat(sluice.sales.find(sale).view().settled()).isTrue();
        assertThat(mine(sale, "mallory").text("/status")).isEqualTo("WON");
        assertThat(mine(sale, "mallory").text("/reservation/status")).isEqualTo("CONFIRMED");
        assertThat(mine(sale, "ann").text("/status")).isEqualTo("WITHDRAWN");
        mine(sale, "eve").expect(404);
        assertThat(enter(sale, "mallory", "k0", 1).expect(200).id()).isEqualTo(won);
        assertThat(enter(sale, "eve", "k", 1).expect(409).reason()).isEqualTo("CLOSED");
        assertThat(withdraw(sale, "mallory").expect(409).reason()).isEqualTo("SEALED");
        withdraw(sale, "eve").expect(404);
        sluice.visitor().get(SALES + sale + "/draw/archive").expect(200);
    }

    @Test
    void aMerchantGoesOnWithoutWhatNobodyTells() {
        String sale = lottery("waived", PARTIES).create(sluice).id();
        enter(sale, "ann", "k", 1).expect(201);
        String waive = ADMIN + sale + "/draw/waive";
        assertThat(sluice.merchant().post(waive, "").expect(409).reason()).isEqualTo("NOT_WAIVABLE");
        sluice.setTime(until);
        awaitPhase(sale, "SEALED");
        assertThat(sluice.merchant().post(waive, "").expect(409).reason())
                .as("everybody would have known the order")
                .isEqualTo("NOT_WAIVABLE");
        tell(sale, SHOP).expect(200);
        assertThat(sluice.user("ann").post(waive, "").status()).isEqualTo(403);
        assertThat(sluice.merchant("rival").post(waive, "").status()).isEqualTo(404);
        sluice.merchant().post(waive, "").expect(200);
        assertThat(tell(sale, CLUB).expect(409).reason()).isEqualTo("WAIVED");
        sluice.setTime(opens);
        Answer drawn = awaitDrawn(sale);
        assertThat(drawn.text("/proven")).isEqualTo("false");
        assertThat(drawn.text("/waived")).isEqualTo("true");
        DrawCheck check = check(
                sluice.visitor().get(SALES + sale + "/draw/archive").expect(200).body());
        assertThat(check.isRight()).isTrue();
        assertThat(check.isProven()).isFalse();
    }

    @Test
    void aDrawOfNobodyIsADraw() {
        String sale = lottery("nobody", UNPROVEN).create(sluice).id();
        sluice.setTime(until);
        assertThat(awaitPhase(sale, "SEALED").number("/entries")).isZero();
        sluice.setTime(opens);
        awaitDrawn(sale);
        assertThat(check(sluice.visitor()
                                .get(SALES + sale + "/draw/archive")
                                .expect(200)
                                .body())
                        .isRight())
                .isTrue();
        assertThat(sluice.user("ann").buy(sale, "k", 1).expect(201).text("/status"))
                .as("what nobody entered for is bought")
                .isEqualTo("HELD");
    }

    @Test
    void aPartIsDrawnAndTheRestIsBought() {
        TestSale split = lottery("split", UNPROVEN)
                .units(4)
                .with("mode", "\"SPLIT\"")
                .with("order", order(", \"lotteryShare\": 0.5"));
        String sale = split.create(sluice).id();
        for (String user : people().subList(0, 5)) {
            enter(sale, user, "k", 1).expect(201);
        }
        sluice.setTime(until);
        awaitPhase(sale, "SEALED");
        sluice.setTime(opens);
        awaitDrawn(sale);
        List<String> statuses = people().subList(0, 5).stream()
                .map(user -> mine(sale, user).text("/status"))
                .toList();
        assertThat(statuses).containsExactlyInAnyOrder("WON", "WON", "LOST", "LOST", "LOST");
        String loser = people().get(statuses.indexOf("LOST"));
        assertThat(sluice.user(loser).buy(sale, "k", 1).expect(201).text("/status"))
                .as("the rest is for everybody")
                .isEqualTo("HELD");
        assertBalanced(sale);
    }

    @Test
    void aSaleThatIsOverBeforeItsDrawCallsItOff() {
        String sale = lottery("called-off", PARTIES).create(sluice).id();
        enter(sale, "ann", "k", 1).expect(201);
        enter(sale, "bob", "k", 1).expect(201);
        withdraw(sale, "bob").expect(200);
        sluice.setTime(until);
        awaitPhase(sale, "SEALED");
        sluice.merchant().post(ADMIN + sale + "/close", "").expect(200);
        assertThat(mine(sale, "ann").expect(200).text("/status")).isEqualTo("CALLED_OFF");
        sluice = sluice.startAgain();
        assertThat(sluice.sales.find(sale).view().settled()).isTrue();
        assertThat(mine(sale, "ann").expect(200).text("/status")).isEqualTo("CALLED_OFF");
        assertThat(enter(sale, "ann", "k", 1).expect(200).text("/status")).isEqualTo("CALLED_OFF");
        assertThat(withdraw(sale, "bob").expect(200).text("/status")).isEqualTo("WITHDRAWN");
        assertThat(change(sale, "ann", 2).expect(409).reason()).isEqualTo("SEALED");
        mine(sale, "bob").expect(404);
    }

    @Test
    void whatCannotBePromisedIsRefused() {
        long past = 1_000;
        long coming = (until.getEpochSecond() - 1_692_803_367) / 3 + 20;
        String beacon = "{\"beacon\": {\"chain\": \"%s\", \"round\": %d}}";
        assertRefused(beacon.formatted(QUICKNET, past), "/fairness/beacon");
        assertRefused(beacon.formatted("ab".repeat(32), coming), "/fairness/beacon");
        assertRefused("{\"parties\": [\"" + DrawSecret.commitment(SHOP) + "\"]}", "/fairness/parties");
        assertRefused("{}", "/fairness/parties");
        String sale = lottery("beacon", beacon.formatted(QUICKNET, coming))
                .create(sluice)
                .id();
        assertThat(draw(sale).expect(200).number("/beacon/round")).isEqualTo(coming);
        Answer moved = sluice.merchant()
                .with("If-Match", "*")
                .patch(ADMIN + sale, "{\"fairness\": " + beacon.formatted(QUICKNET, past) + "}");
        assertThat(moved.status()).isEqualTo(400);
        sluice.setTime(until);
        awaitPhase(sale, "SEALED");
        assertThat(sluice.visitor()
                        .post(
                                SALES + sale + "/draw/values",
                                "{\"beacon\": {\"signature\": \"" + "ab".repeat(48) + "\"}}")
                        .expect(400)
                        .reason())
                .isEqualTo("WRONG_VALUE");
        assertThat(sluice.visitor().get(SALES + "nothing/draw").status()).isEqualTo(404);
        String plain = TestSale.of("plain").create(sluice).id();
        assertThat(draw(plain).status()).isEqualTo(404);
        assertThat(enter(plain, "ann", "k", 1).expect(409).reason()).isEqualTo("NO_DRAW");
    }

    private void assertRefused(String fairness, String pointer) {
        Answer refused = sluice.merchant()
                .post("/v1/admin/sales", lottery("refused", fairness).json())
                .expect(400);
        assertThat(refused.texts("/errors", "/pointer")).contains(pointer);
    }

    @Test
    void whereASaleWantsPassesAnEntryNeedsOne() {
        Instant opensLater = from.plus(Duration.ofDays(9));
        String sale = lottery("passes", UNPROVEN)
                .opensAt(opensLater)
                .with("guards", "{\"pass\": true}")
                .create(sluice)
                .id();
        Answer refused = enter(sale, "ann", "k", 1).expect(403);
        assertThat(refused.reason()).isEqualTo("PASS_REQUIRED");
        String pass =
                sluice.user("ann").post(refused.text("/pass"), "{}").expect(201).text("/pass");
        Visitor bearer = sluice.visitor().withToken(pass).with("Idempotency-Key", "k");
        bearer.post(entries(sale), quantity(1)).expect(201);
        assertThat(mine(sale, "ann").text("/status")).isEqualTo("ENTERED");
        String other = lottery("passes-too", UNPROVEN).create(sluice).id();
        assertThat(bearer.post(entries(other), quantity(1)).expect(403).reason())
                .isEqualTo("PASS_REQUIRED");
    }

    @Test
    void entriesAreTakenFromTheirTimeOn() {
        String sale = lottery("later", UNPROVEN)
                .with(
                        "order",
                        "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900}"
                                .formatted(from.plusSeconds(60), until))
                .create(sluice)
                .id();
        Answer early = enter(sale, "ann", "k", 1).expect(425);
        assertThat(early.reason()).isEqualTo("NOT_OPEN");
        assertThat(early.text("/entriesFrom")).isEqualTo(from.plusSeconds(60).toString());
        sluice.setTime(from.plusSeconds(60));
        enter(sale, "ann", "k", 1).expect(201);
    }
}
