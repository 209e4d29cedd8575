package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.node.Parts;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.buyer.Shopper;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that dies or hangs under load, and comes back: the shop answers all the time, and recovers by itself. */
final class OutageTest {
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(2);
    /** Only what hangs takes this long: a commit is called stalled after half a second. */
    private static final Duration HANGS = Duration.ofSeconds(30);

    private static final int SHOPPERS = 20;

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static final AtomicInteger LAST_SALE = new AtomicInteger();

    private final Parts parts = new Parts();
    private final Journal journal = new Journal();
    private final AtomicBoolean over = new AtomicBoolean();
    private SaleSpec sale;
    private InProcessShop shop;
    private Merchant merchant;
    private Outage outage;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.start(folder);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void openShop() throws IOException {
        sale = SaleSpec.holding("outage-" + LAST_SALE.incrementAndGet(), 100_000, 10, 3_600);
        outage = new Outage(folder);
        InProcessShop.Bounds bounds =
                InProcessShop.Bounds.USUAL.with(EngineConfig.DEFAULT).withCommitTimeout(COMMIT_TIMEOUT);
        shop = parts.add("shop", new InProcessShop(TestDatabases.of(database), bounds));
        merchant = new Merchant(shop.client());
        merchant.create(sale);
    }

    @AfterEach
    void closeShop() {
        outage.thaw();
        parts.close();
    }

    /** All of its processes are gone; nobody starts it but the one that looks after it. */
    @Test
    void databaseThatCrashesIsStartedAgainAndSurvived() {
        List<Thread> crowd = crowd();
        outage.crash();
        Await.until("it is started again", outage::isReplaced);
        checkRecovery(crowd);
    }

    @Test
    void databaseThatHangsForLongerThanACommitMayTakeIsSurvived() {
        List<Thread> crowd = crowd();
        outage.freeze();
        awaitRefusal();
        Await.until(
                "somebody was taken in while it hangs",
                () -> journal.wishes().stream().anyMatch(Wish::isUndecided));
        Await.until("the commit is given up", () -> shop.sale(sale).state() == LiveSale.State.RECOVERING);
        assertThat(buy("while-recovering").isBusy()).isTrue();
        assertThat(recovering()).isPositive();
        outage.thaw();
        checkRecovery(crowd);
    }

    @Test
    void databaseThatHangsBrieflyIsSurvived() {
        List<Thread> crowd = crowd();
        outage.freeze();
        Await.until("new requests are refused", () -> buy("probe").isBusy());
        outage.thaw();
        checkRecovery(crowd);
    }

    /** Shoppers who go on whatever happens, and have bought something already. */
    private List<Thread> crowd() {
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < SHOPPERS; i++) {
            String name = "s" + i;
            crowd.add(
                    Thread.startVirtualThread(new Shopper(shop.client(), journal, List.of(sale), name, i, over::get)));
        }
        Await.until("somebody bought", () -> journal.wishes().stream().anyMatch(wish -> wish.is("HELD")));
        return crowd;
    }

    /** While the database is away new requests are refused, and quickly. */
    private void awaitRefusal() {
        Await.until("new requests are refused", () -> buy("probe").isBusy());
        for (int i = 0; i < 10; i++) {
            long startedNanos = System.nanoTime();
            Answer answer = buy("refused-" + i);
            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(HANGS);
            assertThat(answer.isBusy() || answer.status() == 202)
                    .as(answer.toString())
                    .isTrue();
        }
        assertThat(shop.client().anybody().get("/health/live").status()).isEqualTo(200);
        Await.until("it says that it is not ready", () -> !shop.client().isReady());
        assertThat(shop.client().anybody().get("/health/live").status()).isEqualTo(200);
    }

    /** It recovers by itself, and everything that was answered holds. */
    private void checkRecovery(List<Thread> crowd) {
        Await.until("the shop is ready", shop.client()::isReady);
        Await.until("no sale recovers any more", () -> recovering() == 0);
        Await.until("units are sold", () -> buy("after-" + System.nanoTime()).status() == 201);
        over.set(true);
        Await.until("shoppers left", () -> crowd.stream().noneMatch(Thread::isAlive));
        Reckoning reckoning = new Reckoning(shop.client(), merchant::rows, journal);
        reckoning.checkAnswers(journal.wishes());
        reckoning.checkRows(sale);
        assertThat(journal.wrong()).isEmpty();
        assertThat(merchant.rows(sale).units("HELD")).isPositive();
    }

    /** Sales in that state, as operators see them. */
    private long recovering() {
        return shop.client().as("ops", "operator").get("/v1/admin/operations").number("/sales/RECOVERING");
    }

    private Answer buy(String user) {
        Wish wish = journal.wish(sale, user, "key", 1);
        Answer answer = wish.reserve(shop.client(), 1);
        wish.learn(answer);
        return answer;
    }
}
