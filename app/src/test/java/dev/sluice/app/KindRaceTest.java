package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link RaceTest}, for things that can be told apart and for amounts. */
final class KindRaceTest {
    private static final int SHARES = 100;
    private static final int SEATS = 100;
    private static final int HOPS = 4;
    private static final int ROWS = 25;
    private static final Crowd CROWD = new Crowd(250, 4, 2);
    private static final Crowd SMALLER_CROWD = new Crowd(200, 2, 1);

    private static final SaleSpec TRAIN =
            SaleSpec.holding("train", 2 * ROWS * HOPS, 2, 3_600).of(Goods.JOURNEY);
    private static final SaleSpec HALL =
            SaleSpec.holding("hall", SEATS, 2, 3_600).of(Goods.SEATED);
    private static final SaleSpec PACKET =
            SaleSpec.holding("packet", SHARES, 1, 3_600).of(Goods.RED_PACKET);

    @TempDir
    static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.start(folder);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void crowdGetsEverySeatOnEveryHopOnce() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, TRAIN);
            List<Crowd.Click> clicks = CROWD.storm(shop.client(), TRAIN);

            Crowd.assertOneIdAKey(clicks);
            Map<String, Wish> owners = Crowd.assertOneOwner(clicks);
            assertThat(owners).hasSizeGreaterThan(ROWS * HOPS);
            clicks.stream()
                    .filter(click -> click.answer().status() == 409)
                    .filter(click -> click.answer().reason().equals("SOLD_OUT"))
                    .forEach(click -> assertThat(free(click.wish(), owners.keySet()::contains))
                            .as("seats left for %s", click.wish())
                            .isLessThan(click.wish().quantity));
            assertThat(SaleRows.read(shop.client(), TRAIN).violations()).isEmpty();
        }
    }

    @Test
    void crowdGetsEverySeatOnce() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, HALL);
            List<Crowd.Click> clicks = CROWD.storm(shop.client(), HALL);

            Crowd.assertOneIdAKey(clicks);
            assertThat(Crowd.assertOneOwner(clicks)).hasSize(SEATS);
            SaleRows rows = SaleRows.read(shop.client(), HALL);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isEqualTo(SEATS);
        }
    }

    @Test
    void bookThatForgotWhoHasWhichSeatIsStoppedByTheLedger() {
        SaleSpec hall = SaleSpec.holding("forgetful", SEATS, 2, 3_600).of(Goods.SEATED);
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, hall);
            for (int row = 1; row <= 4; row++) {
                new Journal().wish(hall, "early-" + row, "key", 2).reserve(shop.client(), 1);
            }
        }
        try (InProcessShop shop = shop(real -> new ForgetfulLedger(real, hall.id()))) {
            SMALLER_CROWD.storm(shop.client(), hall);

            Await.until("the writer stopped", () -> shop.sale(hall).state() == LiveSale.State.BROKEN);
            assertThat(SaleRows.read(shop.client(), hall).violations()).isEmpty();
        }
    }

    @Test
    void crowdGetsTheWholePacketAShareEach() {
        try (InProcessShop shop = shop(UnaryOperator.identity())) {
            create(shop, PACKET);
            List<Crowd.Click> clicks = CROWD.storm(shop.client(), PACKET);

            Crowd.assertOneIdAKey(clicks);
            SaleRows rows = SaleRows.read(shop.client(), PACKET);
            assertThat(rows.violations()).isEmpty();
            assertThat(rows.taken()).isEqualTo(SHARES);
            Answer shown = shop.client().anybody().get("/v1/sales/" + PACKET.id());
            assertThat(shown.at("/granted")).isNotNull().isEqualTo(shown.at("/total"));
        }
    }

    @Test
    void bookThatBelievesInMoreSeatsIsStoppedByTheLedger() {
        SaleSpec train = SaleSpec.holding("longer", 2 * ROWS * HOPS, 2, 3_600).of(Goods.JOURNEY);
        assertStopped(train, KindRaceTest::withMoreSeats);
    }

    @Test
    void bookThatBelievesInMoreMoneyIsStoppedByTheLedger() {
        SaleSpec packet = SaleSpec.holding("richer", SHARES, 1, 3_600).of(Goods.RED_PACKET);
        assertStopped(packet, KindRaceTest::withMoreMoney);
    }

    @Test
    void checkFindsThatABookGaveMoreThanThereIs() throws SQLException {
        SaleSpec packet = SaleSpec.holding("overgiven", SHARES, 1, 3_600).of(Goods.RED_PACKET);
        try (InProcessShop shop = shop(defect(packet, KindRaceTest::withMoreMoney))) {
            execute("ALTER TABLE packet DROP CONSTRAINT never_overgiven, DROP CONSTRAINT all_shares_are_the_total");
            create(shop, packet);
            SMALLER_CROWD.storm(shop.client(), packet);

            SaleRows rows = SaleRows.read(shop.client(), packet);
            assertThat(rows.violations()).anyMatch(found -> found.contains("left for 0 shares"));
            assertThat(rows.violatedChecks()).contains("shares-add-up");
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
            SMALLER_CROWD.storm(shop.client(), sale);

            Await.until("the writer stopped", () -> shop.sale(sale).state() == LiveSale.State.BROKEN);
            assertThat(SaleRows.read(shop.client(), sale).violations()).isEmpty();
        }
    }

    /** Seats that nobody has on any hop of what was asked for. */
    private static long free(Wish wish, Predicate<String> taken) {
        JsonObject journey = new JsonObject(wish.purchase()).getJsonObject("journey");
        JsonObject unit = new JsonObject()
                .put("car", "1")
                .put("from", journey.getString("from"))
                .put("to", journey.getString("to"));
        return IntStream.rangeClosed(1, ROWS)
                .boxed()
                .flatMap(row -> List.of(row + "A", row + "B").stream())
                .filter(seat -> Goods.JOURNEY.owned(unit.copy().put("seat", seat)).stream()
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
        Answer created = sale.create(shop.client());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
