package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.node.Parts;
import dev.sluice.crowd.buyer.Customers;
import dev.sluice.crowd.buyer.Market;
import dev.sluice.crowd.buyer.Persistence;
import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.goods.SeatedGoods;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.PassingQueue;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import dev.sluice.sale.draw.DrawSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was begun at one gateway goes on at any other: one ticket service, one Redis, one ledger. */
@Timeout(300)
final class TwoGatewaysTest {
    private static final AtomicInteger SALES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> USERS = List.of("ann", "bob", "cy");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int SHORT_SECONDS = 3;
    private static final int VISITS = 200;
    /** As many crowds at most come one after the other, until all has happened that they may do. */
    private static final int CROWDS = 5;

    private static final List<Predicate<Wish>> ENDS = List.of(
            wish -> wish.is("CONFIRMED") && wish.sale().id().equals("counted"),
            wish -> wish.is("CANCELLED"),
            Wish::waited,
            Wish::isRefused);

    @TempDir
    static Path folder;

    private static final Parts PARTS = new Parts();
    private static volatile CommitGate gate;
    private static volatile boolean lossy;
    private static final AtomicInteger LOST = new AtomicInteger();
    private static ShopClient one;
    private static ShopClient other;
    private static Merchant merchant;

    private final Journal journal = new Journal();
    private final SaleSpec sale = SaleSpec.holding("sale-" + SALES.incrementAndGet(), 10, 4, 3_600);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        EmbeddedRedis redis = PARTS.add("redis", EmbeddedRedis.single(folder));
        RedisConfig config = RedisConfig.of(redis.url(), redis.password());
        ClusterNode.Ground ground = new ClusterNode.Ground(TestDatabases.migrated(), config);
        ClusterNode ticket = PARTS.add(
                "ticket",
                new ClusterNode(
                        "ticket",
                        EnumSet.of(Role.TICKET, Role.ADMIN),
                        ground.withLedger(real -> gate = new CommitGate(real))
                                .withQueues(real -> number -> new LossyQueue(real.of(number)))));
        one = PARTS.add("one", new ClusterNode("one", EnumSet.of(Role.GATEWAY, Role.ADMIN), ground))
                .client();
        other = PARTS.add("other", new ClusterNode("other", EnumSet.of(Role.GATEWAY, Role.ADMIN), ground))
                .client();
        merchant = new Merchant(ticket.client());
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    @AfterEach
    void mend() {
        gate.open();
        lossy = false;
    }

    @Test
    void anOutcomeThatIsLateIsHeardWhereSomebodyWaitsForIt() throws Exception {
        sell();
        gate.close();
        Answer taken =
                one.as("ann").with("Prefer", "wait=0").buy(sale.id(), "key", 2).expect(202);
        String receipt = taken.header("Location");
        CompletableFuture<Answer> waits = other.as("ann").getLater(receipt + "&wait=30&known=QUEUED");
        assertThat(waits).as("nothing is decided").isNotDone();

        gate.open();

        Answer decided = waits.get(60, TimeUnit.SECONDS).expect(200);
        assertThat(decided.text("/status")).isEqualTo("HELD");
        assertThat(decided.id()).isEqualTo(taken.id());
        assertThat(one.as("ann")
                        .get("/v1/reservations/" + taken.id())
                        .expect(200)
                        .text("/status"))
                .isEqualTo("HELD");
        assertAgreement(2);
    }

    @Test
    void aChangeThatIsMadeAtOneEndsAWaitAtTheOther() throws Exception {
        sell();
        Answer held = patient(one).buy(sale.id(), "key", 1).expect(201);
        CompletableFuture<Answer> waits =
                other.as("ann").getLater("/v1/reservations/" + held.id() + "?wait=30&known=HELD");

        assertThat(one.as("ann").delete("/v1/reservations/" + held.id()).status())
                .isEqualTo(200);

        assertThat(waits.get(60, TimeUnit.SECONDS).expect(200).text("/status")).isEqualTo("CANCELLED");
        Answer late = other.as("ann").get("/v1/reservations/" + held.id() + "?wait=30&known=HELD");
        assertThat(late.text("/status")).as("the change is here already").isEqualTo("CANCELLED");
        assertAgreement(1);
    }

    /** Requests are counted where they come in, decisions where they are made. */
    @Test
    void theLiveBoardSaysTheSameOfAllProcessesWhicheverIsAsked() {
        sell();
        for (int i = 0; i < 5; i++) {
            (i < 3 ? one : other)
                    .as("fan-" + i)
                    .with("Prefer", "wait=10")
                    .buy(sale.id(), "key", 1)
                    .expect(201);
        }
        assertThat(other.as("greedy")
                        .with("Prefer", "wait=10")
                        .buy(sale.id(), "key", 5)
                        .status())
                .isEqualTo(409);

        for (ShopClient gateway : List.of(one, other)) {
            Visitor watcher = gateway.as(Merchant.NAME, "merchant");
            String board = "/v1/admin/sales/" + sale.id();
            Await.until("it says all of it", () -> {
                List<?> seconds =
                        watcher.get(board + "/record?step=1").expect(200).list("/points");
                return sum(seconds, "arrived") >= 8 && sum(seconds, "held") == 6; // with what zoe tried and got
            });
            assertThat(watcher.get(board + "/live").expect(200).body()).contains("\"one\"", "\"other\"", "\"ticket\"");
        }
        assertThat(merchant.rows(sale).violations()).isEmpty();
    }

    @Test
    void aReceiptOfARequestThatWasLostPutsItBackUnderTheSameIdAtAnyGateway() {
        sell();
        int before = LOST.get();
        lossy = true;
        Answer taken =
                one.as("ann").with("Prefer", "wait=0").buy(sale.id(), "key", 1).expect(202);
        Await.until("it is lost", () -> LOST.get() > before);
        lossy = false;
        String plain = "/v1/reservations/" + taken.id();
        assertThat(other.as("ann").get(plain).status()).as("without a receipt").isEqualTo(404);
        assertThat(other.as("eve").get(taken.header("Location")).status())
                .as("of somebody else")
                .isEqualTo(404);

        String receipt = taken.header("Location") + "&wait=30&known=QUEUED";
        Answer found = other.as("ann").get(receipt).expect(200);

        assertThat(found.id()).isEqualTo(taken.id());
        assertThat(found.text("/status")).isEqualTo("HELD");
        assertThat(one.as("ann").get(plain).expect(200).text("/status")).isEqualTo("HELD");
        assertThat(patient(one).buy(sale.id(), "key", 1).expect(200).id()).isEqualTo(taken.id());
        assertAgreement(1);
    }

    /** Whoever was asked for it: all ask the ledger, and none believes for as much as a second what it heard. */
    @Test
    void aMachinesKeyIsMadeAndRevokedForBoth() {
        Visitor mia = one.as("mia", "merchant");
        Answer made = mia.post("/v1/admin/keys", "{\"name\": \"till\", \"scopes\": [\"read\"]}")
                .expect(201);
        List<Visitor> machines = List.of(
                one.anybody().withToken(made.text("/key")), other.anybody().withToken(made.text("/key")));
        for (Visitor machine : machines) {
            Await.until("the key is known", () -> machine.get("/v1/admin/keys").status() == 200);
        }

        mia.delete("/v1/admin/keys/" + made.id()).expect(204);

        for (Visitor machine : machines) {
            Await.until(
                    "the key is refused", () -> machine.get("/v1/admin/keys").status() == 401);
            assertThat(machine.get("/v1/admin/keys").status()).isEqualTo(401);
        }
    }

    /** However many doors ask at each of the two. */
    @Test
    void aTicketLetsInOnceAtWhicheverIsAsked() {
        sell();
        String held = patient(one).buy(sale.id(), "key", 1).expect(201).id();
        one.as("ann").click(held, "pay");
        one.as("ann").awaitReservation(held, "CONFIRMED");
        String qr = other.as("ann").get("/v1/reservations/" + held).expect(200).text("/tickets/0/qr");
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int door = 0; door < 10; door++) {
            for (ShopClient shop : List.of(one, other)) {
                String body = "{\"qr\": \"" + qr + "\", \"gate\": \"" + all.size() + "\"}";
                all.add(shop.as("ops", "operator").postLater("/v1/tickets/check", body));
            }
        }
        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers)
                .filteredOn(answer -> answer.expect(200).text("/result").equals("ADMITTED"))
                .hasSize(1);
        assertThat(answers).extracting(answer -> answer.text("/gate")).doesNotContainNull();
        assertThat(answers.stream().map(answer -> answer.text("/gate")).distinct())
                .hasSize(1);
    }

    /** A place that was taken at one gateway is the same at the other, and lets in there. */
    @Test
    void whoWaitsMayGoOnAtTheOther() {
        String path = "/v1/sales/" + sale.id() + "/queue";
        one.as("mia", "merchant")
                .post("/v1/admin/sales", """
                {"id": "%s", "title": "T", "opensAt": "2026-01-01T00:00:00Z", "limitPerUser": 1,
                 "guards": {"waitingRoom": {"perMinute": 600}},
                 "inventory": {"kind": "counted", "tiers": [{"id": "t", "name": "T", "capacity": 5,
                   "price": {"amount": 1, "currency": "EUR"}}]}}""".formatted(sale.id()))
                .expect(201);
        for (ShopClient shop : List.of(one, other)) {
            Await.until("it is known there", () -> shop.anybody().get(path).status() == 200);
        }
        Await.until("it gives places", () -> one.as("ann").post(path, "").status() == 201);
        Answer place = other.as("ann").post(path, "").expect(201);
        assertThat(place.number("/index")).isEqualTo(1);
        for (ShopClient shop : List.of(one, other)) {
            Await.until("ann is called there", () -> shop.anybody().get(path).number("/serving") >= 1);
        }
        String ticket = "{\"ticket\": \"" + place.text("/ticket") + "\"}";
        Answer pass =
                one.as("ann").post("/v1/sales/" + sale.id() + "/pass", ticket).expect(201);
        assertThat(other.anybody()
                        .withToken(pass.text("/pass"))
                        .with("Prefer", "wait=10")
                        .buy(sale.id(), "key", 1)
                        .status())
                .isEqualTo(201);
        Await.until(
                "both see that ann has bought",
                () -> other.anybody().get(path).number("/left") == 4
                        && one.anybody().get(path).number("/inside") == 0);
    }

    @Test
    void theSameKeyIsTheSameReservationAtBoth() {
        sell();
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(one.as("ann").with("Prefer", "wait=10").buyLater(sale.id(), "key", 2));
            all.add(other.as("ann").with("Prefer", "wait=10").buyLater(sale.id(), "key", 2));
        }
        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(merchant.rows(sale).rows())
                .filteredOn(row -> row.user().equals("ann"))
                .hasSize(1);
        assertAgreement(2);
    }

    /** Whoever clicks, and wherever: it is one sale, and the gateways that were told know it at once. */
    @Test
    void aDraftThatIsPublishedAtBothIsOneSale() {
        List<Visitor> merchants = Stream.of(one, other)
                .map(shop -> shop.as(Merchant.NAME, "merchant"))
                .toList();
        String path = "/v1/admin/drafts/"
                + merchants
                        .getFirst()
                        .post("/v1/admin/drafts", "{\"sale\": " + sale.draft().json() + "}")
                        .expect(201)
                        .id();
        List<CompletableFuture<Answer>> clicks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clicks.add(merchants.get(i % 2).with("If-Match", "\"v1\"").postLater(path + "/publish", ""));
        }
        List<Answer> answers = clicks.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.text("/number"))
                .containsOnly(answers.getFirst().text("/number"));
        for (Visitor merchant : merchants) {
            assertThat(merchant.get("/v1/admin/sales/" + sale.id()).status()).isEqualTo(200);
            assertThat(merchant.get(path).text("/publishedAs")).isEqualTo(sale.id());
        }
        assertThat(patient(other).buy(sale.id(), "key", 1).status()).isEqualTo(201);
    }

    @Test
    void aCrowdOfAllKindsThatGoesToBothIsToldNothingWrong() {
        List<SaleSpec> sales = List.of(
                SaleSpec.holding("counted", 60, 3, 3_600),
                SaleSpec.holding("short", 4, 2, SHORT_SECONDS).withWaitlist(30),
                SaleSpec.holding("first", 15, 2, 3_600).firstToPay(),
                SaleSpec.holding("seated", 60, 2, 3_600).of(new SeatedGoods()),
                SaleSpec.holding("journey", 80, 3, 3_600).of(new JourneyGoods()),
                SaleSpec.holding("packet", 11, 1, 3_600).of(new RedPacketGoods()));
        for (SaleSpec each : sales) {
            merchant.create(each);
            for (ShopClient shop : List.of(one, other)) {
                Await.until(
                        "it is shown there",
                        () -> shop.anybody().get("/v1/sales/" + each.id()).status() == 200);
            }
        }
        Gateways both = Gateways.of(one, other);
        Market market = new Market(both, journal, sales, Persistence.USUAL);
        Reckoning reckoning = new Reckoning(both, merchant::rows, journal, PATIENCE);
        for (int crowd = 1; crowd <= CROWDS && !ENDS.stream().allMatch(this::happened); crowd++) {
            try (Customers customers = Customers.start(market, "u" + crowd + "-", 20, 100, VISITS, crowd)) {
                Await.until("all have come", LONG, customers::isOver);
            }
            reckoning.awaitEnds(journal.wishes()); // whoever paid and left hears now that they have it
        }
        Wish sold = journal.wishes(sales.getFirst()).stream()
                .filter(wish -> wish.is("CONFIRMED"))
                .findAny()
                .orElseThrow();
        sold.learn(sold.refund(other).expect(200));
        reckoning.checkAnswers(journal.wishes());
        reckoning.awaitEnds(journal.wishes());
        for (SaleSpec each : sales) {
            reckoning.checkRows(each);
            reckoning.checkAgreement(each);
            assertThat(reckoning.checkSoldOut(each, each.capacity())).isNotEqualTo(each.takesAtPayment());
            reckoning.checkRows(each);
        }
        assertThat(journal.wrong()).isEmpty();
        assertThat(ENDS).allMatch(this::happened);
        assertThat(journal.wishes()).anyMatch(wish -> wish.is("EXPIRED")).anyMatch(wish -> wish.is("REFUNDED"));
    }

    private boolean happened(Predicate<Wish> end) {
        return journal.wishes().stream().anyMatch(end);
    }

    /** Whether they did so before the seal: on a slow machine there was not the time. */
    private static boolean allEnter(SaleSpec drawn, Instant seals) {
        TestSale lottery = TestSale.of(drawn.id())
                .units(2)
                .opensAt(seals)
                .with("mode", "\"LOTTERY\"")
                .with(
                        "order",
                        "{\"entriesFrom\": \"%s\", \"entriesUntil\": \"%s\", \"payWithinSeconds\": 900}"
                                .formatted(seals.minusSeconds(3_600), seals))
                .with(
                        "fairness",
                        "{\"parties\": [\"%s\", \"%s\"]}"
                                .formatted(DrawSecret.commitment("a"), DrawSecret.commitment("b")));
        String path = "/v1/sales/" + drawn.id();
        one.as(Merchant.NAME, "merchant")
                .post("/v1/admin/sales", lottery.json())
                .expect(201);
        Await.until(
                "both know it",
                () -> Stream.of(one, other)
                        .allMatch(shop -> shop.anybody().get(path + "/draw").status() == 200));
        List<Answer> answers = new ArrayList<>();
        for (String user : USERS) {
            answers.add(one.as(user).with("Idempotency-Key", "k").post(path + "/entries", "{\"quantity\": 1}"));
            answers.add(other.as(user).with("Idempotency-Key", "other").post(path + "/entries", "{\"quantity\": 1}"));
        }
        answers.add(other.as("cy").delete(path + "/entries/mine"));
        Answer gone = one.as("cy").get(path + "/entries/mine");
        if (!Instant.now().isBefore(seals)) {
            return false;
        }
        assertThat(answers).extracting(Answer::status).containsExactly(201, 200, 201, 200, 201, 200, 200);
        assertThat(gone.status()).isEqualTo(404);
        return true;
    }

    /** Entered at one, changed at the other, told to either, drawn by the ticket service, and the same at both. */
    @Test
    void aDrawIsTheSameAtBoth() {
        SaleSpec drawn = null;
        for (int seconds = 8; drawn == null; seconds *= 2) {
            SaleSpec next = SaleSpec.holding(sale.id() + "-" + seconds, 2, 4, 3_600);
            drawn = allEnter(next, Instant.now().plusSeconds(seconds)) ? next : null;
        }
        String path = "/v1/sales/" + drawn.id();
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "it is sealed",
                    () -> shop.anybody().get(path + "/draw").text("/phase").equals("SEALED"));
        }
        one.anybody().post(path + "/draw/values", "{\"secret\": \"a\"}").expect(200);
        other.anybody().post(path + "/draw/values", "{\"secret\": \"b\"}").expect(200);
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "all are served",
                    () -> shop.anybody()
                            .get(path + "/draw")
                            .json()
                            .getOrDefault("served", -1)
                            .toString()
                            .equals("2"));
        }
        Await.until(
                "both say the same of it",
                () -> one.anybody()
                        .get(path + "/draw")
                        .body()
                        .equals(other.anybody().get(path + "/draw").body()));
        assertThat(one.anybody().get(path + "/draw/archive").body())
                .isEqualTo(other.anybody().get(path + "/draw/archive").body());
        for (String user : USERS.subList(0, 2)) {
            Answer won = other.as(user).get(path + "/entries/mine").expect(200);
            assertThat(won.text("/status")).isEqualTo("WON");
            assertThat(one.as(user).get(path + "/entries/mine").body()).isEqualTo(won.body());
            assertThat(one.as(user).get(path + "/draw/proof").expect(200).body())
                    .isEqualTo(other.as(user).get(path + "/draw/proof").body());
        }
        assertThat(merchant.rows(drawn).violations()).isEmpty();
    }

    private void sell() {
        merchant.create(sale);
        for (ShopClient shop : List.of(one, other)) {
            Await.until(
                    "it is sold there",
                    () -> shop.anybody().get("/v1/sales/" + sale.id()).status() == 200
                            && shop.as("zoe").buy(sale.id(), "key", 1).isSuccess());
        }
    }

    /** Who does not hear that it is queued, however busy the machine is. */
    private static Visitor patient(ShopClient shop) {
        return shop.as("ann").with("Prefer", "wait=10");
    }

    private static long sum(List<?> seconds, String count) {
        return seconds.stream()
                .mapToLong(second -> ((Map<?, ?>) second).get(count) instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    /** About what ann has, and about the sale. */
    private void assertAgreement(int quantity) {
        Wish ann = journal.wish(sale, "ann", "key", quantity);
        ann.learn(ann.reserve(one, 10).expect(200));
        Reckoning reckoning = new Reckoning(Gateways.of(one, other), merchant::rows, journal, PATIENCE);
        reckoning.checkAgreement(sale);
        assertThat(journal.wrong()).isEmpty();
        assertThat(merchant.rows(sale).violations()).isEmpty();
    }

    /** Holds commits up while it is closed. */
    private static final class CommitGate extends PassingLedger {
        private boolean closed;

        CommitGate(WriterLedger real) {
            super(real);
        }

        synchronized void close() {
            closed = true;
        }

        synchronized void open() {
            closed = false;
            notifyAll();
        }

        @Override
        public void commit(Batch batch) {
            synchronized (this) {
                try {
                    while (closed) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts a commit", e);
                }
            }
            super.commit(batch);
        }
    }

    /** Loses what comes in, as a Redis that fails over without its last entries, while it is told to. */
    private static final class LossyQueue extends PassingQueue {
        LossyQueue(CommandQueue real) {
            super(real);
        }

        @Override
        public int drainTo(List<Envelope> batch, int max) {
            if (!lossy) {
                return super.drainTo(batch, max);
            }
            List<Envelope> lost = new ArrayList<>();
            super.drainTo(lost, max);
            super.forget(position());
            LOST.addAndGet(lost.size());
            return 0;
        }
    }
}
