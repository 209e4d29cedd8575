package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.node.Parts;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.port.Quota;
import dev.sluice.engine.port.Role;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.gateway.address.AddressRanges;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.LimitConfig;
import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one gateway refuses, or was told, holds at another: one Redis, one ledger. Requests come through a proxy on this machine. */
@Timeout(300)
final class SharedGuardsTest {
    private static final int UNITS = 400;
    private static final int OFTEN = 3 * UNITS;
    private static final Duration BLOCKED = Duration.ofMinutes(10);
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final String BLOCKLIST = "/v1/admin/blocklist";
    private static final GuardConfig GUARDS = new GuardConfig(
            new ClientConfig(ranges("127.0.0.0/8"), "x-forwarded-for", false),
            new LimitConfig(
                    true,
                    new Quota.Limit(1_000_000, 1),
                    new Quota.Limit(UNITS, 86_400),
                    56,
                    ranges("192.0.2.0/24", "198.51.100.0/24", "203.0.112.0/22")));

    @TempDir
    static Path folder;

    private static final Parts PARTS = new Parts();
    private static final AtomicInteger USERS = new AtomicInteger();
    private static final SaleSpec SALE = SaleSpec.holding("sale", 1_000, 4, 3_600);
    private static ShopClient one;
    private static ShopClient other;
    private static Merchant merchant;

    private final String user = "user-" + USERS.incrementAndGet();
    private final Visitor operator = one.as("operator-" + USERS.get(), "operator");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        EmbeddedRedis redis = PARTS.add("redis", EmbeddedRedis.single(folder));
        RedisConfig config = RedisConfig.of(redis.url(), redis.password());
        ClusterNode.Ground ground = new ClusterNode.Ground(TestDatabases.migrated(), config)
                .withClock(() -> Instant.now().plus(AHEAD.get()));
        ClusterNode ticket =
                PARTS.add("ticket", new ClusterNode("ticket", EnumSet.of(Role.TICKET, Role.ADMIN), ground));
        ClusterNode.Ground guarded = ground.withGuards(GUARDS);
        EnumSet<Role> roles = EnumSet.of(Role.GATEWAY, Role.ADMIN);
        one = PARTS.add("one", new ClusterNode("one", roles, guarded)).client();
        other = PARTS.add("other", new ClusterNode("other", roles, guarded)).client();
        merchant = new Merchant(ticket.client());
        merchant.create(SALE);
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "it is sold there",
                    () -> shop.as("zoe").buy(SALE.id(), "key", 1).isSuccess());
        }
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    /** The same file is sent to both at once, by two who do not know of one another. */
    @Test
    void codesThatAreImportedAtBothAreThereOnceAndGoodAtBoth() {
        String sale = guarded("brought", "{\"pass\": true, \"eligible\": {\"codes\": true}}", "CODE_REQUIRED");
        String path = "/v1/admin/sales/" + sale + "/codes";
        List<String> codes = IntStream.range(0, 500)
                .mapToObj(i -> "GALA-" + Integer.toString(i * 7919 + 100_000, 36) + "-PARTY")
                .toList();
        String table = "code\n" + String.join("\n", codes);
        List<Answer> answers = Stream.of(one, other)
                .map(shop -> CompletableFuture.supplyAsync(() -> imported(shop, path, table)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().mapToLong(answer -> answer.number("/added")).sum())
                .isEqualTo(codes.size());
        assertThat(imported(other, path, table).number("/existing")).isEqualTo(codes.size());
        assertThat(fetch(one, "ann-brought", sale, "{\"code\": \"" + codes.getFirst() + "\"}")
                        .join()
                        .status())
                .isEqualTo(201);
        assertThat(fetch(other, "ben-brought", sale, "{\"code\": \"" + codes.getFirst() + "\"}")
                        .join()
                        .reason())
                .as("it was used at the other")
                .isEqualTo("CODE_WRONG");
    }

    private Answer imported(ShopClient shop, String path, String table) {
        return shop.as("op", "operator").with("Content-Type", "text/csv").post(path + "/import", table);
    }

    /** Each may give out an eighth that the other does not know of yet. */
    @Test
    void whoAsksBothGetsOneLimit() {
        int given = 0;
        for (int i = 0; i < OFTEN; i++) {
            given += look(i % 2 == 0 ? one : other).status() == 429 ? 0 : 1;
        }
        assertThat(given).isBetween(UNITS, UNITS + UNITS / 2);
        assertThat(look(one).reason()).isEqualTo("RATE_LIMITED");
        assertThat(look(other).reason()).isEqualTo("RATE_LIMITED");
    }

    private static Answer look(ShopClient shop) {
        return shop.anybody().with("X-Forwarded-For", "100.64.0.7").get("/v1/time");
    }

    @Test
    void userWhoIsBlockedAtOneCannotBuyAtEither() {
        Answer held = buy(one, user, "before", "192.0.2.1");
        assertThat(held.isSuccess()).isTrue();
        String id = block("{\"user\": \"" + user + "\", \"reason\": \"cards\"}");

        for (ShopClient shop : List.of(one, other)) {
            Await.until("blocked", () -> isBlocked(buy(shop, user, "key", "192.0.2.1")));
            assertThat(buy(shop, user + "-else", "key", "192.0.2.1").isSuccess())
                    .isTrue();
        }
        assertThat(isBlocked(other.as(user).post("/v1/reservations/" + held.id() + "/payment", "{}")))
                .as("nor pay")
                .isTrue();
        assertThat(other.as(user).get("/v1/reservations/" + held.id()).status())
                .as("what is theirs they still see")
                .isEqualTo(200);
        assertThat(operator.get(BLOCKLIST + "?user=" + user).texts("/entries", "/reason"))
                .containsExactly("cards");

        assertThat(operator.delete(BLOCKLIST + "/" + id).status()).isEqualTo(204);
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "not any more", () -> buy(shop, user, "key", "192.0.2.1").isSuccess());
        }
    }

    @Test
    void networkThatIsBlockedCannotBuyUntilItsTimeIsOver() {
        String until = Instant.now().plus(AHEAD.get()).plus(BLOCKED).toString();
        block("{\"addresses\": \"203.0.113.0/24\", \"reason\": \"bots\", \"until\": \"" + until + "\"}");
        Await.until("blocked", () -> isBlocked(buy(other, user, "key", "203.0.113.9")));
        assertThat(buy(other, user, "near", "203.0.114.9").isSuccess()).isTrue();
        assertThat(operator.get(BLOCKLIST + "?address=203.0.113.200").texts("/entries", "/addresses"))
                .containsExactly("203.0.113.0/24");
        AHEAD.updateAndGet(ahead -> ahead.plus(BLOCKED));
        for (ShopClient shop : List.of(one, other)) {
            Await.until("over", () -> buy(shop, user, "key", "203.0.113.9").isSuccess());
        }
    }

    @Test
    void suspectsBuyWhereNobodyLooksClosely() {
        block("{\"user\": \"" + user + "\", \"reason\": \"perhaps\", \"suspect\": true}");
        String blocked = block("{\"user\": \"" + user + "-too\", \"reason\": \"surely\"}");
        Await.until("known", () -> isBlocked(buy(other, user + "-too", "key", "192.0.2.1")));
        assertThat(buy(other, user, "key", "192.0.2.1").isSuccess()).isTrue();
        operator.delete(BLOCKLIST + "/" + blocked);
    }

    /** Whichever of them they ask: nothing of it is kept at either. */
    @Test
    void blockedOneStandsInALongQueueWhereTheSaleSaysSoUntilFoundGood() {
        SaleSpec slow = SaleSpec.holding("slow-" + user, 100, 4, 3_600);
        merchant.create(slow);
        Await.until(
                "it is there", () -> one.anybody().get("/v1/sales/" + slow.id()).status() == 200);
        operator.with("If-Match", "*")
                .patch("/v1/admin/sales/" + slow.id(), "{\"guards\": {\"slowLane\": true}}")
                .expect(200);
        String id = block("{\"user\": \"" + user + "\", \"reason\": \"cards\"}");
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "known",
                    () -> shop.as("ann").buy(slow.id(), user, 1).isSuccess()
                            && shop.as(user).buy(slow.id(), "try", 1).status() == 202);
        }
        Answer queued =
                one.as(user).with("Prefer", "wait=10").buy(slow.id(), "key", 1).expect(202);
        assertThat(queued.text("/status")).isEqualTo("QUEUED");
        String receipt = queued.header("Location") + "&wait=20";
        assertThat(other.as(user).get(receipt).text("/status")).isEqualTo("QUEUED");
        assertThat(other.as(user).get("/v1/reservations/" + queued.id()).status())
                .as("nobody heard of it")
                .isEqualTo(404);

        operator.delete(BLOCKLIST + "/" + id);

        Await.until(
                "as if the queue had been long",
                () -> other.as(user).get(receipt).text("/status").equals("HELD"));
    }

    /** Sent to both at once it is used at one, whichever. */
    @Test
    void solutionOfACaptchaIsGoodOnceAtEither() {
        String sale = guarded("captcha", "{\"pass\": true, \"captcha\": \"ALTCHA\"}", "CAPTCHA_REQUIRED");
        for (int i = 0; i < 10; i++) {
            String solution = solved(i % 2 == 0 ? one : other, sale);
            String body = "{\"solution\": \"" + solution + "\"}";
            assertThat(statuses(fetch(one, user, sale, body), fetch(other, user, sale, body)))
                    .containsExactlyInAnyOrder(201, 403);
        }
    }

    /** Two people who have the same code send it at once, each to another. */
    @Test
    void lastUseOfACodeIsOnesAtEither() {
        String sale = guarded("code", "{\"pass\": true, \"eligible\": {\"codes\": true}}", "CODE_REQUIRED");
        List<String> codes = operator.post("/v1/admin/sales/" + sale + "/codes", "{\"count\": 20}")
                .expect(201)
                .texts("/codes", "/code");
        for (String code : codes) {
            String body = "{\"code\": \"" + code + "\"}";
            String ann = "ann-" + code;
            String ben = "ben-" + code;
            List<Integer> statuses = statuses(fetch(one, ann, sale, body), fetch(other, ben, sale, body));
            assertThat(statuses).containsExactlyInAnyOrder(201, 403);
            String winner = statuses.getFirst() == 201 ? ann : ben;
            assertThat(statuses(fetch(one, winner, sale, "{}"), fetch(other, winner, sale, "{}")))
                    .as("who is in is in at both")
                    .containsOnly(201);
        }
        assertThat(operator.get("/v1/admin/sales/" + sale + "/codes").texts("/codes", "/used"))
                .hasSize(codes.size())
                .containsOnly("1");
    }

    /** Each may give out an eighth that the other does not know of yet. */
    @Test
    void guessesAtCodesAreCountedTogether() {
        String sale = guarded("guess", "{\"pass\": true, \"eligible\": {\"codes\": true}}", "CODE_REQUIRED");
        String good = operator.post("/v1/admin/sales/" + sale + "/codes", "{\"count\": 1}")
                .expect(201)
                .text("/codes/0/code");
        Map<String, Integer> reasons = new HashMap<>();
        for (int i = 0; i < 80; i++) {
            String guess = "{\"code\": \"2222-2222-22" + (10 + i) + "\"}";
            Answer answer = fetch(i % 2 == 0 ? one : other, user, sale, guess).join();
            reasons.merge(answer.reason(), 1, Integer::sum);
        }
        assertThat(reasons.keySet()).containsExactlyInAnyOrder("CODE_WRONG", "RATE_LIMITED");
        assertThat(reasons.get("CODE_WRONG")).isBetween(20, 30);
        String body = "{\"code\": \"" + good + "\"}";
        for (ShopClient shop : List.of(one, other)) {
            assertThat(fetch(shop, user, sale, body).join().reason())
                    .as("nor with a good one")
                    .isEqualTo("RATE_LIMITED");
        }
        assertThat(fetch(other, user + "-else", sale, body).join().status()).isEqualTo(201);
    }

    /** Sent from everywhere at once, and passes that were fetched besides: one purchase until that is paid or given back. */
    @Test
    void copiesOfAPassBuyNoMoreThanOne() {
        String sale = guarded("copies", "{\"pass\": true, \"captcha\": \"ALTCHA\"}", "CAPTCHA_REQUIRED");
        List<Visitor> copies = new ArrayList<>();
        for (ShopClient shop : List.of(one, other)) {
            String pass = fetch(shop, user, sale, "{\"solution\": \"" + solved(shop, sale) + "\"}")
                    .join()
                    .expect(201)
                    .text("/pass");
            copies.add(one.anybody().withToken(pass));
            copies.add(other.anybody().withToken(pass));
        }
        List<Answer> answers = IntStream.range(0, 40)
                .mapToObj(i ->
                        copies.get(i % copies.size()).with("Prefer", "wait=10").buyLater(sale, "copy-" + i, 1))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        String bought = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findAny()
                .orElseThrow()
                .id();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.reason()).isEqualTo("PURCHASE_UNDER_WAY"))
                .extracting(answer -> answer.text("/reservation"))
                .containsOnly(bought);
        assertThat(one.as(user).get("/v1/me/reservations").texts("/reservations", "/status"))
                .containsOnlyOnce("HELD");
        for (Visitor copy : copies) {
            assertThat(copy.get("/v1/me/reservations").status())
                    .as("nor a look")
                    .isEqualTo(403);
        }
    }

    private String solved(ShopClient shop, String sale) {
        return Puzzles.solved(shop.as(user)
                .get("/v1/sales/" + sale + "/challenge")
                .expect(200)
                .json());
    }

    /** A sale that both know to be guarded. */
    private String guarded(String name, String guards, String reason) {
        SaleSpec spec = SaleSpec.holding(name + "-" + user, 100, 4, 3_600);
        merchant.create(spec);
        Await.until(
                "it is there", () -> one.anybody().get("/v1/sales/" + spec.id()).status() == 200);
        operator.with("If-Match", "*")
                .patch("/v1/admin/sales/" + spec.id(), "{\"guards\": " + guards + "}")
                .expect(200);
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "guarded",
                    () -> reason.equals(
                            fetch(shop, "zoe", spec.id(), "{}").join().reason()));
        }
        return spec.id();
    }

    private static CompletableFuture<Answer> fetch(ShopClient shop, String user, String sale, String body) {
        return shop.as(user).postLater("/v1/sales/" + sale + "/pass", body);
    }

    private static List<Integer> statuses(CompletableFuture<Answer> first, CompletableFuture<Answer> second) {
        return List.of(first.join().status(), second.join().status());
    }

    @Test
    void tableIsTakenWholeOrNotAtAll() {
        Answer refused = load("user,addresses,reason\n%1$s,,a\n,198.51.100.7/24,b\n".formatted(user));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.texts("/errors", "/pointer")).containsExactly("line 3, column addresses");
        assertThat(operator.get(BLOCKLIST + "?user=" + user).list("/entries")).isEmpty();

        Answer taken = load("user,addresses,reason\n%1$s,,a\n,198.51.100.0/24,b\n".formatted(user));
        assertThat(taken.expect(201).number("/entries")).isEqualTo(2);
        Await.until("blocked", () -> isBlocked(buy(other, user, "key", "192.0.2.1")));
        assertThat(isBlocked(buy(other, user + "-too", "key", "198.51.100.200")))
                .isTrue();
    }

    @Test
    void onlyOperatorsSeeAndChangeIt() {
        for (Visitor merchant : List.of(one.as("mia", "merchant"), one.as("ann"))) {
            assertThat(merchant.get(BLOCKLIST).status()).isEqualTo(403);
            assertThat(merchant.post(BLOCKLIST, "{\"user\": \"ann\", \"reason\": \"why\"}")
                            .status())
                    .isEqualTo(403);
        }
    }

    private String block(String entry) {
        return operator.post(BLOCKLIST, entry).expect(201).id();
    }

    private Answer load(String table) {
        return operator.with("Content-Type", "text/csv")
                .send("POST", BLOCKLIST + "/import", BodyPublishers.ofString(table));
    }

    private static Answer buy(ShopClient shop, String user, String key, String address) {
        return shop.as(user)
                .with("X-Forwarded-For", address)
                .with("Prefer", "wait=10")
                .buy(SALE.id(), key, 1);
    }

    private static AddressRanges ranges(String... texts) {
        return new AddressRanges(Stream.of(texts).map(AddressRange::parse).toList());
    }

    private static boolean isBlocked(Answer answer) {
        return answer.status() == 403 && answer.reason().equals("BLOCKED");
    }
}
