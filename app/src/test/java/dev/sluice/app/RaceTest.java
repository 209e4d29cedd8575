package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.buyer.Rush;
import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.crowd.merchant.SaleRows;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A crowd against few units, over HTTP; and the same checks against books that are broken on purpose, which must be caught. */
final class RaceTest {
    private static final int UNITS = 100;
    private static final int LIMIT = 2;
    private static final Rush RUSH = new Rush(300, 4, 2);
    /** Against a writer that stops, which leaves those unanswered who wait for it. */
    private static final Rush SMALLER_RUSH = new Rush(200, 2, 1, 1);

    private static final UnaryOperator<SaleTerms> TWICE_THE_STOCK = terms -> terms.withCapacity(0, 2 * UNITS);

    private static DatabaseConfig database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabases.migrated();
    }

    @Test
    void crowdGetsExactlyTheStock() {
        SaleSpec sale = SaleSpec.holding("race", UNITS, LIMIT, 3_600);
        assertThat(RUSH.requests()).isGreaterThanOrEqualTo(2_000);
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, sale);
            Journal journal = new Journal();
            List<Rush.Click> clicks = RUSH.storm(shop.client(), journal, sale);

            assertThat(clicks)
                    .allSatisfy(click -> assertThat(click.answer().status())
                            .as(click.answer().body())
                            .isIn(200, 201, 409));
            assertThat(journal.wrong()).isEmpty();
            SaleRows rows = merchant(shop).rows(sale);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isEqualTo(UNITS);
            assertThat(rows.rows())
                    .extracting(ExportedRow::id)
                    .containsExactlyInAnyOrderElementsOf(clicks.stream()
                            .filter(click -> click.answer().status() == 201)
                            .map(click -> click.answer().id())
                            .toList());
        }
    }

    @Test
    void bookThatBelievesInMoreUnitsIsStoppedByTheLedger() {
        SaleSpec sale = SaleSpec.holding("stopped", UNITS, LIMIT, 3_600);
        try (InProcessShop shop = shop(defect(TWICE_THE_STOCK))) {
            create(shop, sale);
            SMALLER_RUSH.storm(shop.client(), new Journal(), sale);

            Await.until("the writer stopped", () -> shop.sale(sale).state() == LiveSale.State.BROKEN);
            SaleRows rows = merchant(shop).rows(sale);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isLessThanOrEqualTo(UNITS);
            Answer next = new Journal().wish(sale, "late", "key", 1).reserve(shop.client(), 1);
            assertThat(next.status()).as(next.toString()).isEqualTo(503);
            assertThat(next.reason()).isEqualTo("SALE_BROKEN");
        }
    }

    @Test
    void checkFindsThatABookSoldMoreThanThereIs() throws SQLException {
        SaleSpec sale = SaleSpec.holding("oversold", UNITS, LIMIT, 3_600);
        try (InProcessShop shop = shop(defect(TWICE_THE_STOCK))) {
            execute("ALTER TABLE tier DROP CONSTRAINT never_oversold");
            create(shop, sale);
            SMALLER_RUSH.storm(shop.client(), new Journal(), sale);

            SaleRows rows = merchant(shop).rows(sale);
            assertThat(rows.taken()).isEqualTo(2 * UNITS);
            assertThat(rows.violations()).anyMatch(found -> found.contains("oversold"));
            assertThat(rows.audit().violated()).contains("capacity-not-exceeded");
        } finally {
            execute("DELETE FROM reservation WHERE sale = (SELECT number FROM sale WHERE id = 'oversold')");
            execute("ALTER TABLE tier ADD CONSTRAINT never_oversold CHECK (held >= 0 AND sold >= 0 AND withheld >= 0"
                    + " AND unpaid >= 0 AND waiting >= 0 AND held + sold + withheld <= capacity)");
        }
    }

    @Test
    void checkFindsThatABookForgotThePurchaseLimit() {
        SaleSpec sale = SaleSpec.holding("unlimited", UNITS, LIMIT, 3_600);
        try (InProcessShop shop = shop(defect(RaceTest::withoutLimit))) {
            create(shop, sale);
            SMALLER_RUSH.storm(shop.client(), new Journal(), sale);

            SaleRows rows = merchant(shop).rows(sale);
            assertThat(rows.violations()).anyMatch(found -> found.contains("and may have " + LIMIT));
            assertThat(rows.audit().violated()).contains("purchase-limit-kept");
        }
    }

    private static SaleTerms withoutLimit(SaleTerms terms) {
        PurchaseRules rules = terms.rules();
        PurchaseRules lax = new PurchaseRules(
                UNITS, rules.holdSeconds(), rules.takeStock(), rules.overbookPercent(), rules.waitlistCapacity());
        return new SaleTerms(
                terms.id(),
                terms.title(),
                terms.description(),
                terms.window(),
                terms.order(),
                lax,
                terms.currency(),
                terms.tiers());
    }

    private static InProcessShop shop(UnaryOperator<WriterLedger> between) {
        return new InProcessShop(database, InProcessShop.Bounds.USUAL.withLedger(between));
    }

    private static UnaryOperator<WriterLedger> defect(UnaryOperator<SaleTerms> defect) {
        return real -> new DefectiveLedger(real, defect);
    }

    private static void create(InProcessShop shop, SaleSpec sale) {
        merchant(shop).create(sale);
        Await.until("the writer has loaded", () -> shop.sale(sale).state() == LiveSale.State.RUNNING);
    }

    private static Merchant merchant(InProcessShop shop) {
        return new Merchant(shop.client());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
