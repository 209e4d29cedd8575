package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.Traits;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

/** Migrations, while processes run that do not know them. */
final class SchemaTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    /** Before it nothing was said of the release before. */
    private static final int FIRST = 11;

    private static final int ADDS = 9998;
    private static final int TAKES_AWAY = 9999;

    private final DatabaseConfig config = TestServer.create("schema" + DATABASES.incrementAndGet());

    @Test
    void theProgramSaysWhichMigrationItKnows() {
        MigrationInfo[] all = Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .locations("classpath:db/migration")
                .load()
                .info()
                .all();
        assertThat(all[all.length - 1].getVersion().getMajor().intValueExact()).isEqualTo(Schema.KNOWN);
    }

    /** Who only looks makes nothing. */
    @Test
    void whoLooksIsToldThatThereIsNoLedgerOrOneOfAnotherRelease() {
        assertThatThrownBy(() -> Database.join(config))
                .isInstanceOf(UnsuitableDatabaseException.class)
                .hasMessageContaining("there is no ledger in it");
        flyway(FIRST - 1).migrate();
        assertThatThrownBy(() -> Database.join(config))
                .isInstanceOf(UnsuitableDatabaseException.class)
                .hasMessageContaining(
                        "its tables are of migration 10, and this release reads those of " + Schema.KNOWN);
        Database.open(config).close();
        assertThatCode(() -> Database.join(config).close()).doesNotThrowAnyException();
        flyway(TAKES_AWAY).migrate();
        assertThatThrownBy(() -> Database.join(config)).hasMessageContaining("a newer release made its tables");
    }

    /** Or it says, by raising the floor, that they have to be stopped. */
    @Test
    void programsThatDoNotKnowAMigrationGoOnWithoutIt() throws SQLException {
        List<Integer> versions = Stream.of(flyway(TAKES_AWAY).info().all())
                .map(MigrationInfo::getVersion)
                .map(version -> version.getMajor().intValueExact())
                .toList();
        assertThat(versions).contains(FIRST, ADDS, TAKES_AWAY);
        flyway(FIRST - 1).migrate();
        try (Connection connection = connect()) {
            Shape before = Shape.of(connection);
            for (int version : versions.stream().filter(one -> one >= FIRST).toList()) {
                flyway(version).migrate();
                Shape after = Shape.of(connection);
                boolean isSaid = floor(connection) == version;
                assertThat(after.brokenSince(before).isEmpty() || isSaid)
                        .as(
                                "migration %d, by which programs that do not know it fail: %s",
                                version, after.brokenSince(before))
                        .isTrue();
                before = after;
            }
            assertThat(floor(connection)).isEqualTo(TAKES_AWAY);
        }
    }

    @Test
    void whatStatementsOfBeforeDoNotExpectIsSeen() throws SQLException {
        Database.open(config).close();
        Map<String, String> changes = Map.of(
                "ALTER TABLE sale DROP description", "column sale.description is gone",
                "DROP TABLE outbox", "column outbox.attempts is gone",
                "ALTER TABLE sale ALTER title TYPE varchar(9)", "column sale.title has another type",
                "ALTER TABLE sale ALTER plan SET NOT NULL", "column sale.plan has to be something",
                "ALTER TABLE sale ADD colour text NOT NULL", "column sale.colour has to be given",
                "ALTER TABLE sale ADD owner text", "column sale.owner is called as one of another table is",
                "ALTER TABLE sale ALTER version DROP DEFAULT", "column sale.version has to be given",
                "ALTER TABLE sale ADD CONSTRAINT short CHECK (length(title) < 9)", "there is a rule sale: short",
                "CREATE UNIQUE INDEX one ON sale (title)", "there is a rule sale: one",
                "DROP FUNCTION raise_schema_floor", "function raise_schema_floor(integer) is gone or another");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Shape before = Shape.of(connection);
            statement.execute("ALTER TABLE sale ADD fine text NOT NULL DEFAULT '' CHECK (fine <> 'bad')");
            assertThat(Shape.of(connection).brokenSince(before)).isEmpty();
            for (Map.Entry<String, String> change : changes.entrySet()) {
                statement.execute("BEGIN");
                statement.execute(change.getKey());
                assertThat(Shape.of(connection).brokenSince(before))
                        .as(change.getKey())
                        .contains(change.getValue());
                statement.execute("ROLLBACK");
            }
        }
    }

    /** As one does that was killed while the others were replaced. */
    @Test
    void aProgramStartsOnTablesThatANewerOneMadeAndOnlyAddedTo() {
        Database.open(config).close();
        flyway(ADDS).migrate();

        assertThatCode(() -> Database.open(config).close()).doesNotThrowAnyException();
        flyway(TAKES_AWAY).migrate();
        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(UnsuitableDatabaseException.class)
                .hasMessageContaining("a newer release made its tables")
                .hasMessageContaining("need a program that knows migration " + TAKES_AWAY + ", this one knows ");
    }

    @Test
    void nothingIsTakenAwayWhileAProcessRunsThatNeedsIt() {
        Traits traits = new Traits("1.0", 1, 1, Map.of("signing.key", "abcd"));
        try (Database running = Database.open(config)) {
            running.members(EnumSet.of(Role.TICKET), "old-1", "", traits);
            assertThat(running.nodes().look().living().getFirst().member().traits())
                    .isEqualTo(traits);
            flyway(ADDS).migrate();
            assertThatThrownBy(() -> flyway(TAKES_AWAY).migrate())
                    .hasMessageContaining("processes run that do not know migration 9999")
                    .hasMessageContaining("old-1 (number ")
                    .hasMessageContaining("stop them first");
        }
        assertThatCode(() -> flyway(TAKES_AWAY).migrate()).doesNotThrowAnyException();
    }

    /** Those who sell would wait behind it. */
    @Test
    void aMigrationThatFindsATableLockedGivesUpSoonAndChangesNothing() throws SQLException {
        flyway(FIRST - 1).migrate();
        try (Connection dump = connect();
                Statement statement = dump.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE process IN ACCESS SHARE MODE");
            assertThatThrownBy(() -> Database.open(config))
                    .isInstanceOf(UnsuitableDatabaseException.class)
                    .hasMessageContaining("others kept a table locked")
                    .hasMessageContaining("start again when they are done");
            statement.execute("COMMIT");
        }
        assertThatCode(() -> Database.open(config).close()).doesNotThrowAnyException();
    }

    /** It says nothing else, and its offers are held as one that says nothing of them. */
    @Test
    void aSaleOfBeforeThereWereFactsTellsNone() throws SQLException {
        flyway(18).migrate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO sale (id, title, description, opens_at, closes_at, mode, limit_per_user,
                        highest_limit_per_user, hold_seconds, take_stock, overbook_percent, waitlist_capacity, currency)
                    VALUES ('old', 'Old', 'As it was.', '2026-01-01', '2099-01-01', 'FIRST_COME', 1, 1, 120, 'HOLD', 150, 5, 'EUR')""");
            statement.execute("INSERT INTO writer (sale) VALUES (1)");
            statement.execute(
                    "INSERT INTO tier (sale, number, id, name, price, capacity, takes_at_hold) VALUES (1, 0, 't', 'T', 5, 9, true)");
        }
        try (Database database = Database.open(config)) {
            SaleTerms terms = database.catalogue(InstantSource.system())
                    .sales()
                    .getFirst()
                    .sale()
                    .terms();
            assertThat(terms.facts()).isEqualTo(Facts.NONE);
            assertThat(terms.goods()).isEqualTo(GoodsKind.ITEM);
            assertThat(terms.rules()).isEqualTo(new PurchaseRules(1, 120, TakeStock.HOLD, 150, 5, 0));
            assertThat(terms.rules().offerHoldSeconds()).isEqualTo(PurchaseRules.USUAL_OFFER_SECONDS);
            assertThat(terms.description()).isEqualTo("As it was.");
        }
    }

    /** Rows of before are of one tier, and are counted on. */
    @Test
    void whatWasSoldBeforeSeveralTiersIsCountedOn() throws SQLException {
        flyway(21).migrate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO sale (id, title, description, opens_at, closes_at, mode, limit_per_user,
                        highest_limit_per_user, hold_seconds, take_stock, overbook_percent, waitlist_capacity, currency)
                    VALUES ('old', 'Old', '', '2026-01-01', '2099-01-01', 'FIRST_COME', 9, 9, 120, 'HOLD', 150, 5, 'EUR')""");
            statement.execute("INSERT INTO writer (sale) VALUES (1)");
            statement.execute("INSERT INTO tier (sale, number, id, name, price, capacity, takes_at_hold)"
                    + " VALUES (1, 0, 'a', 'A', 5, 9, true), (1, 1, 'b', 'B', 3, 4, true)");
            String made =
                    "INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, user_id%s)"
                            + " VALUES (1, %d, gen_random_uuid(), %d, 1, %d, 0, now(), 'ann'%s)";
            statement.execute(made.formatted("", 1, 0, 3, ""));
            statement.execute(made.formatted("", 2, 1, 2, ""));
            flyway(22).migrate();
            assertThat(units(connection)).isEqualTo("3 0, 2 0");

            statement.execute("UPDATE reservation SET status = 3 WHERE ordinal = 1");
            statement.execute("UPDATE reservation SET status = 4 WHERE ordinal = 2");
            assertThat(units(connection)).isEqualTo("0 3, 0 0");
            statement.execute(made.formatted(", items", 3, 0, 7, ", '{5,2}'"));
            // As a batch may: of what one lets go in both tiers another gets some at once.
            statement.execute(
                    "UPDATE reservation SET status = CASE ordinal WHEN 2 THEN 1 ELSE 5 END WHERE ordinal > 1");
            assertThat(units(connection)).isEqualTo("0 3, 2 0");
            statement.execute(
                    "UPDATE reservation SET status = CASE ordinal WHEN 2 THEN 4 ELSE 1 END WHERE ordinal > 1");
            assertThat(units(connection)).isEqualTo("5 3, 2 0");
            statement.execute("DELETE FROM reservation WHERE ordinal > 1");
            assertThat(units(connection)).isEqualTo("0 3, 0 0");
        }
        try (Database database = Database.open(config)) {
            PurchaseRules rules = database.catalogue(InstantSource.system())
                    .sales()
                    .getFirst()
                    .sale()
                    .terms()
                    .rules();
            assertThat(rules.mixedTiers()).isFalse();
        }
    }

    /** A picture of before can be a draft's, and what is sold goes on beside it. */
    @Test
    void aLedgerOfBeforeTakesDrafts() throws SQLException {
        flyway(24).migrate();
        String hash = "ab".repeat(32);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO picture (hash, width, height) VALUES ('" + hash + "', 1, 1)");
            statement.execute("INSERT INTO picture_owner (picture, merchant, named_at) VALUES ('" + hash
                    + "', 'mia', now() - interval '1 day')");
        }
        try (Database database = Database.open(config)) {
            Drafts.Stamp mia = new Drafts.Stamp(SaleSample.NOW_MILLIS, "mia", null);
            Drafts.Content content = new Drafts.Content("{}", null, null, null, null, "", hash);
            UUID id = UUID.randomUUID();
            assertThat(database.drafts().create(id, "mia", content, mia).what()).isEqualTo(Drafts.What.DONE);
            assertThat(database.pictures().remove(hash, "mia")).isEqualTo(Pictures.Removal.IN_USE);
            SaleTerms terms = SaleSample.terms("made", TakeStock.HOLD, 3);
            assertThat(database.drafts()
                            .publish(id, 1, terms, "mia", mia)
                            .head()
                            .published())
                    .isEqualTo(new Drafts.Published(1, "made"));
            assertThat(database.catalogue(TestServer.CLOCK).sales()).hasSize(1);
            assertThat(database.pictures().remove(hash, "mia")).isEqualTo(Pictures.Removal.GONE);
        }
    }

    /** Unpaid and sold, tier by tier. */
    private static String units(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT string_agg(concat(unpaid, ' ', sold), ', ' ORDER BY number) FROM tier")) {
            row.next();
            return row.getString(1);
        }
    }

    private static int floor(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT version FROM schema_floor")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Flyway flyway(int target) {
        return Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .locations("classpath:db/migration", "classpath:dev/sluice/ledger/next")
                .ignoreMigrationPatterns("versioned:missing")
                .target(Integer.toString(target))
                .load();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }
}
