package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.postgres.EmbeddedDatabase;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullQueueTest {
    private static final int ROOM = 16;
    /** So patient that the queue is full before anything is called stalled. */
    private static final EngineConfig PATIENT = new EngineConfig(ROOM, 4_096, 60_000, 600);

    /** Longer than a busy machine takes to fill the queue: a writer that gave its commit up would refuse for another reason. */
    private static final Duration OUTLASTED = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void whatFindsTheQueueFullIsRefusedAndWhatIsInItIsDecided() throws IOException {
        SaleSpec sale = SaleSpec.holding("full", 1_000, 1, 3_600);
        Journal journal = new Journal();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                InProcessShop shop = new InProcessShop(
                        TestDatabases.of(database),
                        InProcessShop.Bounds.USUAL.with(PATIENT).withCommitTimeout(OUTLASTED))) {
            Merchant merchant = new Merchant(shop.client());
            merchant.create(sale);
            Await.until("the writer has loaded", () -> shop.sale(sale).state() == LiveSale.State.RUNNING);
            Outage outage = new Outage(folder);
            outage.freeze();
            try {
                fill(shop, sale, journal);
            } finally {
                outage.thaw();
            }
            Reckoning reckoning = new Reckoning(shop.client(), merchant::rows, journal);
            reckoning.checkAnswers(journal.wishes());
            reckoning.checkRows(sale);
            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.wishes()).allMatch(wish -> wish.is("HELD"));
        }
    }

    private static void fill(InProcessShop shop, SaleSpec sale, Journal journal) {
        take(shop, journal.wish(sale, "first", "key", 1));
        Await.until("the first is being committed", () -> shop.sale(sale).queued() == 0);
        for (int i = 0; i < ROOM; i++) {
            take(shop, journal.wish(sale, "u" + i, "key", 1));
        }
        List<Answer> refused = new ArrayList<>();
        for (int i = 0; i < ROOM; i++) {
            refused.add(new Journal().wish(sale, "late" + i, "key", 1).reserve(shop.client(), 1));
        }
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.isBusy()).as(answer.toString()).isTrue();
            assertThat(answer.text("/detail")).contains("full");
        });
    }

    private static void take(InProcessShop shop, Wish wish) {
        Answer answer = wish.reserve(shop.client(), 0);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        wish.learn(answer);
    }
}
