package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PostgresDraftsTest {
    private static final long NOW = SaleSample.NOW_MILLIS;

    private final Drafts drafts = TestServer.database().drafts();
    private final UUID id = UUID.randomUUID();
    private final String mia = "mia-" + id;
    private final String sale = "sale-" + id;
    private final SaleTerms terms = SaleSample.terms(sale, TakeStock.HOLD, 4);

    private static Drafts.Content content(String title) {
        return new Drafts.Content("{\"title\": \"" + title + "\"}", "{\"a\": 1}", title, null, "counted", title, null);
    }

    private Drafts.Stamp at(long millis) {
        return new Drafts.Stamp(millis, mia, "Lin's desk");
    }

    private Drafts.Head made(String title) {
        Drafts.Result result = drafts.create(id, mia, content(title), at(NOW));
        assertThat(result.what()).isEqualTo(Drafts.What.DONE);
        return result.head();
    }

    @Test
    void aDraftIsKeptWithAllThatItSays() {
        Drafts.Head head = made("one");

        assertThat(drafts.find(id)).isEqualTo(new Drafts.Draft(head, "{\"title\": \"one\"}", "{\"a\": 1}"));
        assertThat(head.version()).isEqualTo(1);
        assertThat(head.made()).isEqualTo(at(NOW)).isEqualTo(head.changed());
        assertThat(drafts.create(id, "another", content("two"), at(NOW)))
                .as("stays as it is")
                .isEqualTo(new Drafts.Result(Drafts.What.THERE, head));
        assertThat(drafts.find(UUID.randomUUID())).isNull();
    }

    @Test
    void whoeverKnowsAnotherVersionChangesNothing() {
        made("one");

        Drafts.Head second = drafts.change(id, 1, content("two"), at(NOW + 5)).head();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.title()).isEqualTo("two");
        assertThat(second.made()).isEqualTo(at(NOW));
        assertThat(second.changed()).isEqualTo(at(NOW + 5));
        Drafts.Result late = new Drafts.Result(Drafts.What.CHANGED, second);
        assertThat(drafts.change(id, 1, content("three"), at(NOW))).isEqualTo(late);
        assertThat(drafts.remove(id, 1)).isEqualTo(late);
        assertThat(drafts.publish(id, 1, terms, mia, at(NOW))).isEqualTo(late);
        assertThat(drafts.find(id).head()).isEqualTo(second);
        assertThat(drafts.change(id, Drafts.ANY_VERSION, content("four"), at(NOW))
                        .what())
                .isEqualTo(Drafts.What.DONE);
        assertThat(drafts.remove(id, 3).what()).isEqualTo(Drafts.What.DONE);
        assertThat(drafts.remove(id, 3).what()).isEqualTo(Drafts.What.ABSENT);
        assertThat(drafts.change(id, 3, content("five"), at(NOW)).what()).isEqualTo(Drafts.What.ABSENT);
    }

    @Test
    void theListHasWhatIsLookedForNewestFirst() {
        List<Drafts.Head> all = new ArrayList<>();
        for (String title : List.of("night of lights", "morning", "light show")) {
            all.addFirst(drafts.create(UUID.randomUUID(), mia, content(title), at(NOW))
                    .head());
        }

        assertThat(list(List.of(), null, Long.MAX_VALUE)).isEqualTo(all);
        assertThat(list(List.of("light"), "counted", Long.MAX_VALUE)).containsExactly(all.get(0), all.get(2));
        assertThat(list(List.of("light", "night"), null, Long.MAX_VALUE)).containsExactly(all.get(2));
        assertThat(list(List.of(), "seated", Long.MAX_VALUE)).isEmpty();
        assertThat(list(List.of(), null, all.get(1).number())).containsExactly(all.get(2));
        assertThat(drafts.list(new Drafts.Filter(null, List.of(), null), Long.MAX_VALUE, 3))
                .as("anybody's")
                .isEqualTo(all);
    }

    private List<Drafts.Head> list(List<String> words, String kind, long before) {
        return drafts.list(new Drafts.Filter(mia, words, kind), before, 10);
    }

    @Test
    void aMerchantHasSoManyAtMost() throws SQLException {
        TestServer.execute("""
                INSERT INTO draft (id, merchant, document, words, made_at, made_by, changed_at, changed_by)
                SELECT gen_random_uuid(), '%s', '{}', '', now(), 'me', now(), 'me' FROM generate_series(1, %d)""".formatted(mia, Drafts.MAX_OF_ONE));

        assertThat(drafts.create(id, mia, content("one"), at(NOW)).what()).isEqualTo(Drafts.What.TOO_MANY);
        assertThat(drafts.find(id)).isNull();
        assertThat(drafts.create(id, mia + "'s neighbour", content("one"), at(NOW))
                        .what())
                .isEqualTo(Drafts.What.DONE);
    }

    @Test
    void whatIsPublishedIsASaleAndKnownAsThatForAWhile() throws SQLException {
        made("one");

        Drafts.Result result = drafts.publish(id, 1, terms, mia, at(NOW + 9));

        assertThat(result.what()).isEqualTo(Drafts.What.DONE);
        Drafts.Published published = result.head().published();
        assertThat(published.saleId()).isEqualTo(sale);
        assertThat(TestServer.query(
                        "SELECT concat_ws(' ', number, merchant, version) FROM sale WHERE id = '" + sale + "'"))
                .isEqualTo(published.sale() + " " + mia + " 1");
        assertThat(TestServer.query("SELECT sum(capacity) FROM tier WHERE sale = " + published.sale()))
                .isEqualTo("4");
        assertThat(drafts.find(id)).isEqualTo(new Drafts.Draft(result.head(), null, null));
        assertThat(drafts.durable(id)).isEqualTo(result.head());
        Drafts.Result again = new Drafts.Result(Drafts.What.PUBLISHED, result.head());
        assertThat(drafts.publish(id, 1, terms, mia, at(NOW))).isEqualTo(again);
        assertThat(drafts.change(id, 2, content("two"), at(NOW))).isEqualTo(again);
        assertThat(drafts.remove(id, 2)).isEqualTo(again);
        assertThat(list(List.of(), null, Long.MAX_VALUE)).isEmpty();

        long later = NOW + 10 + Drafts.KEPT.toMillis();
        drafts.create(UUID.randomUUID(), mia, content("next"), at(later - 5));
        assertThat(drafts.find(id)).isNotNull();
        drafts.create(UUID.randomUUID(), mia, content("next"), at(later));
        assertThat(drafts.find(id)).isNull();
    }

    @Test
    void anIdThatIsTakenLeavesADraft() {
        Drafts.Head head = made("one");
        TestServer.ledger().catalogue().create(terms, mia);

        assertThatExceptionOfType(SaleExistsException.class)
                .isThrownBy(() -> drafts.publish(id, 1, terms, mia, at(NOW)));
        assertThat(drafts.find(id).head()).isEqualTo(head);
    }

    /** Whoever comes second waits for the first, and is told what came of it. */
    @Test
    void manyWhoPublishAtOnceMakeOneSale() throws Exception {
        made("one");
        List<Future<Drafts.Result>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                SaleTerms mine = i % 2 == 0 ? terms : SaleSample.terms(sale + "-too", TakeStock.HOLD, 4);
                Callable<Drafts.Result> publish = () -> drafts.publish(id, 1, mine, mia, at(NOW));
                all.add(threads.submit(publish));
            }
        }
        List<Drafts.Result> results = new ArrayList<>();
        for (Future<Drafts.Result> one : all) {
            results.add(one.get());
        }

        assertThat(results).filteredOn(one -> one.what() == Drafts.What.DONE).hasSize(1);
        assertThat(results)
                .filteredOn(one -> one.what() == Drafts.What.PUBLISHED)
                .hasSize(15);
        assertThat(results)
                .extracting(one -> one.head().published())
                .containsOnly(results.getFirst().head().published());
        assertThat(TestServer.query("SELECT count(*) FROM sale WHERE merchant = '" + mia + "'"))
                .isEqualTo("1");
    }

    /** Of colleagues who save and publish at once, one is told that the draft is not as they knew it. */
    @Test
    void nothingThatWasSavedIsLostToAPublishing() throws Exception {
        made("one");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Drafts.Result> saved = threads.submit(() -> drafts.change(id, 1, content("two"), at(NOW)));
            Future<Drafts.Result> published = threads.submit(() -> drafts.publish(id, 1, terms, mia, at(NOW)));
            if (saved.get().what() == Drafts.What.DONE) {
                assertThat(published.get().what()).isEqualTo(Drafts.What.CHANGED);
                assertThat(drafts.find(id).sale()).contains("two");
            } else {
                assertThat(saved.get().what()).isEqualTo(Drafts.What.PUBLISHED);
                assertThat(published.get().what()).isEqualTo(Drafts.What.DONE);
            }
        }
    }

    /** As one does whose connection breaks when the sale is written and the draft is not. */
    @Test
    void aPublishingThatBreaksInTheMiddleLeavesADraftAndNoSale() throws SQLException {
        DatabaseConfig config = TestServer.create("drafts_that_break");
        try (Database database = Database.open(config)) {
            database.drafts().create(id, mia, content("one"), at(NOW));
            TestServer.execute(config, """
                    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
                    CREATE TRIGGER cut BEFORE UPDATE OF sale ON draft FOR EACH ROW EXECUTE FUNCTION cut()""");

            assertThatThrownBy(() -> database.drafts().publish(id, 1, terms, mia, at(NOW)))
                    .isInstanceOf(LedgerException.class);
            assertThat(database.catalogue(TestServer.CLOCK).sales()).isEmpty();
            assertThat(database.drafts().find(id).sale()).contains("one");

            TestServer.execute(config, "DROP TRIGGER cut ON draft");
            assertThat(database.drafts().publish(id, 1, terms, mia, at(NOW)).what())
                    .isEqualTo(Drafts.What.DONE);
            assertThat(database.catalogue(TestServer.CLOCK).sales()).hasSize(1);
        }
    }
}
