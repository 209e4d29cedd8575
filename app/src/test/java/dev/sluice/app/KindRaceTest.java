package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.buyer.Rush;
import dev.sluice.crowd.goods.Goods;
import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.goods.SeatedGoods;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.crowd.merchant.SaleRows;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As {@link RaceTest}, for things that can be told apart and for amounts. */
final class KindRaceTest {
    private static final int SHARES = 100;
    private static final int SEATS = 100;
    private static final int HOPS = 4;
    private static final int ROWS = 25;
    private static final Rush RUSH = new Rush(250, 4, 2);
    /** Against a writer that stops, which leaves those unanswered who wait for it. */
    private static final Rush SMALLER_RUSH = new Rush(200, 2, 1, 1);

    private static final SaleSpec TRAIN =
            SaleSpec.holding("train", 2 * ROWS * HOPS, 2, 3_600).of(new JourneyGoods());
    private static final SaleSpec HALL =
            SaleSpec.holding("hall", SEATS, 2, 3_600).of(new SeatedGoods());
    private static final SaleSpec PACKET =
            SaleSpec.holding("packet", SHARES, 1, 3_600).of(new RedPacketGoods());

    private static DatabaseConfig database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabases.migrated();
    }

    @Test
    void crowdGetsEverySeatOnEveryHopOnce() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, TRAIN);
            Journal journal = new Journal();
            List<Rush.Click> clicks = RUSH.storm(shop.client(), journal, TRAIN);

            Map<String, Wish> owners = journal.owners(TRAIN);
            assertThat(journal.wrong()).isEmpty();
            assertThat(owners).hasSizeGreaterThan(ROWS * HOPS);
            clicks.stream()
                    .filter(click -> click.answer().status() == 409)
                    .filter(click -> click.answer().reason().equals("SOLD_OUT"))
                    .forEach(click -> assertThat(free(click.wish(), owners.keySet()::contains))
                            .as("seats left for %s", click.wish())
                            .isLessThan(click.wish().quantity()));
            assertThat(merchant(shop).rows(TRAIN).violations()).isEmpty();
        }
    }

    @Test
    void crowdGetsEverySeatOnce() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, HALL);
            Journal journal = new Journal();
            RUSH.storm(shop.client(), journal, HALL);

            assertThat(journal.owners(HALL)).hasSize(SEATS);
            assertThat(journal.wrong()).isEmpty();
            SaleRows rows = merchant(shop).rows(HALL);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isEqualTo(SEATS);
        }
    }

    @Test
    void bookThatForgotWhoHasWhichSeatIsStoppedByTheLedger() {
        SaleSpec hall = SaleSpec.holding("forgetful", SEATS, 2, 3_600).of(new SeatedGoods());
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, hall);
            for (int row = 1; row <= 4; row++) {
                new Journal().wish(hall, "early-" + row, "key", 2).reserve(shop.client(), 1);
            }
        }
        try (InProcessShop shop = shop(real -> new ForgetfulLedger(real, hall.id()))) {
            SMALLER_RUSH.storm(shop.client(), new Journal(), hall);

            Await.until("the writer stopped", () -> shop.sale(hall).state() == LiveSale.State.BROKEN);
            assertThat(merchant(shop).rows(hall).violations()).isEmpty();
        }
    }

    @Test
    void crowdGetsTheWholePacketAShareEach() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, PACKET);
            Journal journal = new Journal();
            RUSH.storm(shop.client(), journal, PACKET);

            assertThat(journal.wrong()).isEmpty();
            SaleRows rows = merchant(shop).rows(PACKET);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isEqualTo(SHARES);
            Answer shown = shop.client().anybody().get("/v1/sales/" + PACKET.id());
            assertThat(shown.at("/granted")).isNotNull().isEqualTo(shown.at("/total"));
        }
    }

    @Test
    void bookThatBelievesInMoreSeatsIsStoppedByTheLedger() {
        SaleSpec train = SaleSpec.holding("longer", 2 * ROWS * HOPS, 2, 3_600).of(new JourneyGoods());
        assertStopped(train, KindRaceTest::withMoreSeats);
    }

    @Test
    void bookThatBelievesInMoreMoneyIsStoppedByTheLedger() {
        SaleSpec packet = SaleSpec.holding("richer", SHARES, 1, 3_600).of(new RedPacketGoods());
        assertStopped(packet, KindRaceTest::withMoreMoney);
    }

    @Test
    void checkFindsThatABookGaveMoreThanThereIs() throws SQLException {
        SaleSpec packet = SaleSpec.holding("overgiven", SHARES, 1, 3_600).of(new RedPacketGoods());
        try (InProcessShop shop = shop(defect(packet, KindRaceTest::withMoreMoney))) {
            execute("ALTER TABLE packet DROP CONSTRAINT never_overgiven, DROP CONSTRAINT all_shares_are_the_total");
            create(shop, packet);
            SMALLER_RUSH.storm(shop.client(), new Journal(), packet);

            SaleRows rows = merchant(shop).rows(packet);
            assertThat(rows.violations()).anyMatch(found -> found.contains("left for 0 shares"));
            assertThat(rows.audit().violated()).contains("shares-add-up");
        } finally {
            execute("DELETE FROM reservation WHERE sale = (SELECT number FROM sale WHERE id = 'overgiven')");
            execute("ALTER TABLE packet ADD CONSTRAINT never_overgiven CHECK (grabbed BETWEEN 0 AND shares"
                    + " AND given >= grabbed AND total - given >= shares - grabbed),"
                    + " ADD CONSTRAINT all_shares_are_the_total CHECK (grabbed < shares OR given = total)");
        }
    }

    private static void assertStopped(SaleSpec sale, UnaryOperator<SaleTerms> defect) {
        try (InProcessShop shop = shop(defect(sale, defect))) {
            create(shop, sale);
            SMALLER_RUSH.storm(shop.client(), new Journal(), sale);

            Await.until("the writer stopped", () -> shop.sale(sale).state() == LiveSale.State.BROKEN);
            assertThat(merchant(shop).rows(sale).violations()).isEmpty();
        }
    }

    /** Seats that nobody has on any hop of what was asked for. */
    private static long free(Wish wish, Predicate<String> taken) {
        JsonObject journey = new JsonObject(wish.purchase()).getJsonObject("journey");
        String from = journey.getString("from");
        String to = journey.getString("to");
        Goods goods = wish.sale().goods();
        return IntStream.rangeClosed(1, ROWS)
                .boxed()
                .flatMap(row -> List.of(row + "A", row + "B").stream())
                .filter(seat -> goods.owned(Map.of("car", "1", "from", from, "to", to, "seat", seat)).stream()
                        .noneMatch(taken))
                .count();
    }

    private static SaleTerms withMoreSeats(SaleTerms terms) {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        Train train = journey.train();
        List<Train.Car> cars = new ArrayList<>(train.cars());
        cars.add(new Train.Car("2", 0, cars.getFirst().benches()));
        Train longer = new Train(
                train.id(), train.name(), train.zone(), train.currency(), train.stops(), train.classes(), cars);
        return terms.withInventory(
                longer.tiers(), new JourneyTerms(longer, journey.date(), journey.departureMillis(), 0));
    }

    private static SaleTerms withMoreMoney(SaleTerms terms) {
        RedPacketTerms packet = (RedPacketTerms) terms.inventory();
        return terms.withInventory(
                terms.tiers(),
                new RedPacketTerms(
                        2 * packet.total(), packet.shares(), packet.split(), packet.seedHigh(), packet.seedLow()));
    }

    private static InProcessShop shop(UnaryOperator<WriterLedger> between) {
        return new InProcessShop(database, InProcessShop.Bounds.USUAL.withLedger(between));
    }

    /** In the book of one sale. */
    private static UnaryOperator<WriterLedger> defect(SaleSpec sale, UnaryOperator<SaleTerms> defect) {
        return real -> new DefectiveLedger(real, terms -> terms.id().equals(sale.id()) ? defect.apply(terms) : terms);
    }

    private static void create(InProcessShop shop, SaleSpec sale) {
        merchant(shop).create(sale);
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
