package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every check of a draw is seen to fail on rows that were made wrong, behind the back of the triggers. */
final class DrawAuditTest {
    private static final long NOW = SaleSample.NOW_MILLIS;
    private static final long UNTIL = NOW + 1_000;
    private static final long OPENS = NOW + 2_000;
    private static final List<String> SECRETS = List.of("one", "Zoë");
    private static final Fairness FAIR =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
    private static final Order.Lottery LOTTERY = new Order.Lottery(NOW - 1_000, UNTIL, 600, FAIR);
    private static final Order SPLIT = new Order.Split(LOTTERY, null, 5_000);

    private final ReservationIds ids = new ReservationIds();
    private SaleSample sale;
    private SaleBook book;
    private Batch batch;

    @Test
    void everyCheckFailsOnRowsThatBreakIt() throws SQLException {
        Map<String, List<String>> wrongs = wrongs();
        draw(LOTTERY);
        assertThat(drawChecks(audit())).containsExactlyInAnyOrderElementsOf(wrongs.keySet());
        for (Map.Entry<String, List<String>> wrong : wrongs.entrySet()) {
            for (String forged : wrong.getValue()) {
                draw(LOTTERY);
                assertThat(violated(audit())).isEmpty();
                forge(forged);
                assertThat(violated(audit())).as(forged).contains(wrong.getKey());
            }
        }
    }

    private static Map<String, List<String>> wrongs() {
        Map<String, List<String>> wrongs = new LinkedHashMap<>();
        wrongs.put(
                "draw-follows-its-promise",
                List.of(
                        "UPDATE draw SET secrets = '{a,b}' WHERE sale = ?",
                        "UPDATE draw SET secrets = secrets[1:1] WHERE sale = ?"));
        wrongs.put(
                "no-entry-after-the-seal",
                List.of(
                        "UPDATE draw_entry SET changed_at = changed_at + interval '1 day' WHERE sale = ? AND user_id = 'user3'"));
        wrongs.put(
                "seal-is-of-the-entries",
                List.of(
                        "UPDATE draw_entry SET quantity = quantity + 1 WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw_entry SET tier = 1 - tier WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw_entry SET selection = 'best:1' WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw_entry SET blind = gen_random_uuid() WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw_entry SET user_id = 'other' WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw_entry SET withdrawn = NOT withdrawn WHERE sale = ? AND user_id = 'user0'",
                        "DELETE FROM draw_entry WHERE sale = ? AND user_id = 'user3'",
                        "INSERT INTO draw_entry SELECT sale, 'friend', tier, 1, NULL, gen_random_uuid(), false, changed_at"
                                + " FROM draw_entry WHERE sale = ? AND user_id = 'user3'",
                        "UPDATE draw SET root = decode(repeat('ab', 32), 'hex') WHERE sale = ?"));
        wrongs.put(
                "served-in-the-order-drawn",
                List.of(
                        exchange(4, 5),
                        "UPDATE reservation SET id = gen_random_uuid() WHERE sale = ? AND ordinal = 1"));
        wrongs.put(
                "served-have-what-they-entered",
                List.of(
                        "UPDATE reservation SET quantity = quantity + 1 WHERE sale = ? AND ordinal = 2",
                        "UPDATE draw_entry SET withdrawn = true WHERE sale = ? AND user_id = 'user3'"));
        wrongs.put(
                "served-as-many-as-are-counted",
                List.of(
                        "UPDATE draw SET served = served - 1 WHERE sale = ?",
                        "DELETE FROM reservation WHERE sale = ? AND ordinal = 3"));
        return wrongs;
    }

    @Test
    void aDrawIsRightAtEveryStep() {
        create(LOTTERY);
        assertThat(violated(audit())).isEmpty();
        enterAll();
        assertThat(violated(audit())).isEmpty();
        seal();
        assertThat(violated(audit())).isEmpty();
        book.proceed(OPENS, 9);
        commit();
        assertThat(book.lastOrdinal()).isBetween(1L, 8L);
        assertThat(violated(audit())).isEmpty();
    }

    /** Who is not drawn has no reservation, and those who bought meanwhile stand between those who are. */
    @Test
    void aSplitMayHaveOthersInBetween() throws SQLException {
        create(SPLIT);
        enterAll();
        seal();
        buy("ann");
        while (book.lastOrdinal() < 3) {
            book.proceed(OPENS, 1);
        }
        buy("bob");
        book.proceed(OPENS, Integer.MAX_VALUE);
        commit();
        assertThat(violated(audit())).isEmpty();

        forge(exchange(2, 3));
        assertThat(violated(audit())).contains("served-in-the-order-drawn");
    }

    /** A lottery is over before anybody buys. */
    @Test
    void aPurchaseBeforeTheEndOfALotteryIsSeen() throws SQLException {
        create(LOTTERY, 20, 20);
        enterAll();
        seal();
        book.proceed(OPENS, Integer.MAX_VALUE);
        buy("ann");
        commit();
        assertThat(violated(audit())).isEmpty();

        forge("UPDATE reservation SET ordinal = ordinal + 1000 WHERE sale = ?;"
                + " UPDATE reservation SET ordinal = 1 WHERE sale = ? AND ordinal = 1010");
        assertThat(violated(audit())).contains("served-in-the-order-drawn");
    }

    @Test
    void whoGatheredHasNothing() throws SQLException {
        draw(new Order.Shuffled(NOW - 1_000, UNTIL, FAIR));
        assertThat(violated(audit())).isEmpty();
        UUID buyer = ids.buyer(sale.number(), "user3");
        buy("user3");
        commit();
        forge("UPDATE reservation SET id = '" + ids.entry(sale.number(), buyer) + "' WHERE sale = ?");
        assertThat(violated(audit())).contains("served-as-many-as-are-counted");
    }

    /** Of two reservations the ordinals. */
    private static String exchange(int one, int other) {
        String move = "UPDATE reservation SET ordinal = %d WHERE sale = ? AND ordinal = %d;";
        return move.formatted(1_000, one) + move.formatted(one, other) + move.formatted(other, 1_000);
    }

    private void draw(Order order) {
        create(order);
        enterAll();
        seal();
        book.proceed(OPENS, Integer.MAX_VALUE);
        commit();
    }

    private void create(Order order) {
        create(order, 6, 4);
    }

    private void create(Order order, long... capacities) {
        SaleTerms terms = SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, capacities);
        sale = SaleSample.of(
                TestServer.ledger(),
                new SaleTerms(
                        terms.id(),
                        terms.title(),
                        "",
                        new Window(OPENS, OPENS + 3_600_000),
                        order,
                        terms.rules(),
                        terms.currency(),
                        terms.tiers()));
        batch = sale.batch();
        book = new SaleBook(sale.created(), change -> batch.accept(change));
    }

    /** Ten, of whom the first withdraws. */
    private void enterAll() {
        for (int i = 0; i < 10; i++) {
            String user = "user" + i;
            UUID buyer = ids.buyer(sale.number(), user);
            UUID id = ids.entry(sale.number(), buyer);
            book.apply(
                    new Command.Enter(
                            id, buyer, user, i % 2, 1 + i % 3, Selection.ANY, new UUID(sale.number(), i), false),
                    NOW);
            if (i == 0) {
                book.apply(new Command.Withdraw(id, buyer), NOW);
            }
        }
        commit();
    }

    private void seal() {
        book.proceed(UNTIL, Integer.MAX_VALUE);
        commit();
        SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(UUID.randomUUID(), secret), UNTIL));
        commit();
    }

    private void buy(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        book.apply(new Command.Reserve(ids.reservation(sale.number(), buyer, "k"), buyer, user, 0, 1), OPENS);
    }

    private void commit() {
        sale.commit(batch);
        batch = sale.batch();
    }

    private void forge(String sql) throws SQLException {
        TestServer.execute(
                "SET session_replication_role = replica; " + sql.replace("?", String.valueOf(sale.number())));
    }

    private Audit audit() {
        return TestServer.database().reports().audit(sale.number());
    }

    private static List<String> drawChecks(Audit audit) {
        List<String> names =
                new ArrayList<>(audit.checks().stream().map(Audit.Check::name).toList());
        Audit plain = TestServer.database()
                .reports()
                .audit(SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 1).number());
        names.removeAll(plain.checks().stream().map(Audit.Check::name).toList());
        return names;
    }

    private static List<String> violated(Audit audit) {
        return audit.checks().stream()
                .filter(check -> check.violations() > 0)
                .map(Audit.Check::name)
                .toList();
    }
}
