package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rows that nobody here wrote, or that this version cannot read, harm their own sale only. */
final class BadRowsTest {
    private static final DatabaseConfig CONFIG = TestServer.migrated("bad_rows");

    private static final UUID LAST_ID = new UUID(-1, -1);

    /** Past the constraints, as whoever restores half a backup may get them. */
    private static final Map<String, String> BAD_SALES = new LinkedHashMap<>();

    static {
        BAD_SALES.put("a mode of a newer version", "UPDATE sale SET mode = 'AUCTION'");
        BAD_SALES.put("a take of stock that there is not", "UPDATE sale SET take_stock = 'NEVER'");
        BAD_SALES.put("a kind of a newer version", "UPDATE sale SET kind = 'parcel'");
        BAD_SALES.put(
                "a limit beyond all", "UPDATE sale SET limit_per_user = 1000000, highest_limit_per_user = 1000000");
        BAD_SALES.put("no time to hold", "UPDATE sale SET hold_seconds = 0");
        BAD_SALES.put("a closing before its opening", "UPDATE sale SET closes_at = opens_at");
        BAD_SALES.put("terms that are no object", "UPDATE sale SET kind = 'seated', inventory = '[1]'");
        BAD_SALES.put("terms without what they need", "UPDATE sale SET kind = 'redPacket', inventory = '{}'");
        BAD_SALES.put(
                "a plan that is missing",
                "UPDATE sale SET kind = 'journey', inventory = '{\"date\": \"2026-12-01\","
                        + " \"numbersAtMillis\": 0, \"numbered\": true}'");
        BAD_SALES.put("a price below nothing", "UPDATE tier SET price = -1");
        BAD_SALES.put("a capacity beyond all", "UPDATE tier SET capacity = 9000000000000");
        BAD_SALES.put("no tiers", "DELETE FROM tier");
    }

    /** Of a train: what is read out of its plan and its terms. */
    private static final Map<String, String> BAD_JOURNEYS = new LinkedHashMap<>();

    static {
        BAD_JOURNEYS.put(
                "a zone that this Java does not know",
                "UPDATE plan SET document = jsonb_set(document, '{zone}'," + " '\"Mars/Olympus\"')");
        BAD_JOURNEYS.put(
                "a day that there is not", "UPDATE sale SET inventory = inventory || '{\"date\": \"2026-02-30\"}'");
        BAD_JOURNEYS.put("a plan that is no train", "UPDATE plan SET document = '{\"id\": 7}'");
        BAD_JOURNEYS.put("a plan of another kind", "UPDATE plan SET kind = 'hologram'");
    }

    @Test
    void aSaleThatCannotBeReadIsToldAmongTheOthers() throws SQLException {
        assertAlone(BAD_SALES, ledger -> SaleSample.in(ledger, TakeStock.HOLD, 5));
        // Trains that are alike share a plan.
        for (Map.Entry<String, String> bad : BAD_JOURNEYS.entrySet()) {
            assertAlone(Map.of(bad.getKey(), bad.getValue()), SaleSample::journey);
        }
    }

    /** In the catalogue, and where sales are claimed together, by another process that comes later. What was done is taken back. */
    private static void assertAlone(Map<String, String> spoilt, Function<LedgerPorts, SaleSample> maker)
            throws SQLException {
        Map<String, SaleSample> bad = new LinkedHashMap<>();
        SaleSample good;
        try (Database earlier = Database.join(CONFIG)) {
            LedgerPorts ledger = TestServer.ledger(earlier);
            spoilt.keySet().forEach(what -> bad.put(what, maker.apply(ledger)));
            good = SaleSample.in(ledger, TakeStock.HOLD, 5);
        }
        for (Map.Entry<String, SaleSample> one : bad.entrySet()) {
            forge(one.getValue(), spoilt.get(one.getKey()));
        }
        try (Database later = Database.join(CONFIG)) {
            List<Catalogue.Entry> sales = later.catalogue(TestServer.CLOCK).sales();
            List<Integer> all = new ArrayList<>(List.of(good.number()));
            bad.values().forEach(sale -> all.add(sale.number()));
            Map<Integer, Claimed> claimed = claim(later, all);

            bad.forEach((what, sale) -> {
                assertThat(entry(sales, sale))
                        .as(what)
                        .isInstanceOfSatisfying(Catalogue.Unreadable.class, unreadable -> {
                            assertThat(unreadable.id())
                                    .isEqualTo(sale.created().terms().id());
                            assertThat(unreadable.why()).isNotNull();
                        });
                assertThat(claimed.get(sale.number()).failure)
                        .as(what)
                        .isNotNull()
                        .isNotInstanceOf(LedgerException.class);
            });
            assertThat(entry(sales, good).sale()).isEqualTo(good.created());
            assertThat(claimed.get(good.number()).failure).isNull();
        }
        for (SaleSample sale : bad.values()) {
            execute(
                    "DELETE FROM writer WHERE sale = %1$d; DELETE FROM tier WHERE sale = %1$d; DELETE FROM sale WHERE number = %1$d; DELETE FROM plan"
                            .formatted(sale.number()));
        }
    }

    @Test
    void aReservationThatCannotBeReadStopsItsOwnSaleAndKeepsItsPlaceInAList() throws SQLException {
        String user = UUID.randomUUID().toString();
        SaleSample good;
        SaleSample bad;
        try (Database earlier = Database.join(CONFIG)) {
            good = SaleSample.in(TestServer.ledger(earlier), TakeStock.HOLD, 5);
            bad = SaleSample.in(TestServer.ledger(earlier), TakeStock.HOLD, 5);
            confirm(good, user);
            confirm(bad, user);
        }
        forge(bad, "UPDATE reservation SET selection = 'sideways'");

        try (Database later = Database.join(CONFIG)) {
            Map<Integer, Claimed> claimed = claim(later, List.of(good.number(), bad.number()));
            List<Reports.Row> mine = later.reports().settledOf(user, Reports.ANY_SALE, Long.MAX_VALUE / 2, LAST_ID, 10);
            List<Reports.TicketRow> tickets = later.reports().ticketsOf(user, Long.MAX_VALUE / 2, LAST_ID, 10);

            assertThat(claimed.get(bad.number()).failure).isNotNull();
            assertThat(claimed.get(good.number()).failure).isNull();
            assertThat(mine)
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.sale())
                            .isEqualTo(row.state().status() == null ? bad.number() : good.number()));
            assertThat(tickets)
                    .hasSize(2)
                    .allSatisfy(ticket -> assertThat(ticket.sale())
                            .isEqualTo(ticket.status() == null ? bad.number() : good.number()));
        }
    }

    private static void confirm(SaleSample sale, String user) {
        Batch batch = sale.batch();
        sale.make(batch, user, 0, 1, ReservationStatus.CONFIRMED);
        sale.commit(batch);
    }

    private static Catalogue.Entry entry(List<Catalogue.Entry> sales, SaleSample sale) {
        return sales.stream()
                .filter(entry -> entry.number() == sale.number())
                .findAny()
                .orElseThrow();
    }

    private static Map<Integer, Claimed> claim(Database database, List<Integer> sales) {
        Map<Integer, Claimed> claimed = new LinkedHashMap<>();
        sales.forEach(sale -> claimed.put(sale, new Claimed(sale)));
        database.writerLedger().claimAll(new ArrayList<>(claimed.values()));
        return claimed;
    }

    private static final class Claimed implements WriterLedger.Claimant {
        private final int sale;
        private RuntimeException failure = new IllegalStateException("told nothing");

        Claimed(int sale) {
            this.sale = sale;
        }

        @Override
        public int sale() {
            return sale;
        }

        @Override
        public WriterLedger.Reader reader() {
            return new SaleSample.Recording();
        }

        @Override
        public void claimed(WriterLedger.Claim claim) {
            failure = null;
        }

        @Override
        public void failed(RuntimeException why) {
            failure = why;
        }
    }

    /** Changes rows of one sale, or of its plan, without triggers and constraints. */
    private static void forge(SaleSample sale, String sql) throws SQLException {
        String table = sql.split(" ")[sql.startsWith("DELETE") ? 2 : 1];
        String which = switch (table) {
            case "sale" -> " WHERE number = " + sale.number();
            case "plan" -> " WHERE version = (SELECT plan FROM sale WHERE number = " + sale.number() + ")";
            default -> " WHERE sale = " + sale.number();
        };
        execute(sql + which);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(CONFIG.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String constraint : List.of(
                    "sale DROP CONSTRAINT IF EXISTS sale_take_stock_check",
                    "sale DROP CONSTRAINT IF EXISTS sale_kind_check",
                    "sale DROP CONSTRAINT IF EXISTS sale_check",
                    "sale DROP CONSTRAINT IF EXISTS sale_check1",
                    "tier DROP CONSTRAINT IF EXISTS tier_price_check")) {
                statement.execute("ALTER TABLE " + constraint);
            }
            statement.execute(sql);
        }
    }
}
