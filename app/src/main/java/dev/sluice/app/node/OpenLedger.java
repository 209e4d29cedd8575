package dev.sluice.app.node;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Nodes;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.port.Traits;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.ledger.UnsuitableDatabaseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;

/** A ledger with its connections. Any thread may use it. */
public final class OpenLedger implements AutoCloseable {
    /** Whoever looks into a ledger that is busy can wait for it, unlike a shopper. */
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);

    private static final InstantSource CLOCK = InstantSource.system();

    private final Database database;

    private OpenLedger(Database database) {
        this.database = database;
    }

    /**
     * Connects, and brings the schema up to date.
     *
     * @throws StartException if the database cannot be used
     */
    public static OpenLedger open(DatabaseConfig config) {
        return open(config, new Breakers(BreakerConfig.DEFAULT));
    }

    /** The same, with breakers that others see, too. */
    static OpenLedger open(DatabaseConfig config, Breakers breakers) {
        try {
            return new OpenLedger(Database.open(config, breakers));
        } catch (LedgerException | UnsuitableDatabaseException e) {
            throw StartException.failure(
                    "The database at " + config.shownUrl() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Connects to a ledger that is there, without changing it.
     *
     * @throws StartException if the database cannot be used
     */
    public static OpenLedger join(DatabaseConfig config) {
        try {
            return new OpenLedger(Database.join(config.withPatience(JOIN_PATIENCE)));
        } catch (RuntimeException e) {
            throw StartException.failure(
                    "The database at " + config.shownUrl() + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Catalogue catalogue() {
        return database.catalogue(CLOCK);
    }

    public WriterLedger writerLedger() {
        return database.writerLedger();
    }

    /** Makes this process known to the others of this ledger; see {@link Database#members}. */
    Members members(Set<Role> roles, String name, String address, Traits traits) {
        return database.members(roles, name, address, traits);
    }

    /** How often a sale was claimed of which the ledger had lost something. */
    long setbacks() {
        return database.setBack();
    }

    /** How many commits it had lost of these at least. */
    long lost() {
        return database.lostCommits();
    }

    public Plans plans() {
        return database.plans();
    }

    public Reports reports() {
        return database.reports();
    }

    Blocklist blocklist() {
        return database.blocklist();
    }

    Pictures pictures() {
        return database.pictures();
    }

    Drafts drafts() {
        return database.drafts();
    }

    Draws draws() {
        return database.draws();
    }

    Admissions admissions() {
        return database.admissions();
    }

    Eligibility eligibility() {
        return database.eligibility();
    }

    SaleRecords saleRecords() {
        return database.saleRecords();
    }

    public Charges charges() {
        return database.charges();
    }

    public ApiKeys apiKeys() {
        return database.apiKeys();
    }

    public Deeds deeds() {
        return database.deeds();
    }

    public Nodes nodes() {
        return database.nodes();
    }

    Outbox outbox() {
        return database.outbox();
    }

    /** For what else is kept in this database. */
    DataSource dataSource() {
        return database.dataSource();
    }

    /** Whether the database answers now. */
    public boolean answers() {
        return database.answers();
    }

    @Override
    public void close() {
        database.close();
    }
}
