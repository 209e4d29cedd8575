package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerConflictException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerForbiddenException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.lang.ref.SoftReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What writers commit to, in PostgreSQL. Any thread may use it; each call takes one connection for its time. */
final class PostgresWriterLedger implements WriterLedger {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriterLedger.class);

    /** What the sessions of writers are called, before the name of the run. */
    static final String SESSIONS = "ledger-writers";

    /** Sales of which something is kept that was read ahead. */
    private static final int MOST_AHEAD = 4;

    private final PooledConnections connections;
    private final PooledConnections loads;
    private final PooledConnections recalls;
    private final SharedPlans plans;
    private final Presence presence;
    private final Tenancies tenancies;
    private final SequencedMap<Integer, SoftReference<ReadAhead>> ahead = new LinkedHashMap<>();

    /** @param connections for commits */
    PostgresWriterLedger(
            PooledConnections connections,
            PooledConnections loads,
            PooledConnections recalls,
            SharedPlans plans,
            Presence presence,
            Tenancies tenancies) {
        this.connections = connections;
        this.loads = loads;
        this.recalls = recalls;
        this.plans = plans;
        this.presence = presence;
        this.tenancies = tenancies;
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        OneClaim one = new OneClaim(sale, reader);
        claimAll(List.of(one));
        return one.result();
    }

    /**
     * The epochs are committed before anything is read: that waits for the commits under way, and shuts out every later one at once
     * instead of letting it wait for the reading. What is read then is one moment's.
     */
    @Override
    public void claimAll(List<? extends Claimant> claimants) {
        List<Claimant> others = new ArrayList<>();
        for (Claimant claimant : claimants) {
            ReadAhead read = takeAhead(claimant.sale());
            if (read == null) {
                others.add(claimant);
            } else {
                claimAll(List.of(claimant), read);
            }
        }
        if (!others.isEmpty()) {
            claimAll(others, null);
        }
    }

    /** Null if nothing was, or memory was needed for something else. */
    private ReadAhead takeAhead(int sale) {
        synchronized (ahead) {
            SoftReference<ReadAhead> read = ahead.remove(sale);
            return read == null ? null : read.get();
        }
    }

    private void claimAll(List<Claimant> claimants, ReadAhead read) {
        String what =
                claimants.size() == 1 ? " sale " + claimants.getFirst().sale() : " " + claimants.size() + " sales";
        Raise raise = raise();
        BookReading reading = new BookReading(claimants, plans, read);
        loads.statement("claim" + what, connection -> reading.claim(connection, raise));
        loads.snapshot("load" + what, reading::read);
        reading.tell();
    }

    private Raise raise() {
        return new Raise(presence.number(), tenancies);
    }

    @Override
    public List<Integer> take(List<Integer> sales) {
        Raise raise = raise();
        return loads.statement(
                "take " + sales.size() + " sales",
                connection ->
                        raise.of(connection, sales).keySet().stream().sorted().toList());
    }

    @Override
    public boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
        Tenancy tenancy = tenancies.find(sale);
        int me = presence.number();
        return tenancy != null
                && tenancy.epoch() == epoch
                && loads.statement("hand over sale " + sale, connection -> {
                    try (PreparedStatement statement = connection.prepareStatement("""
                            WITH given AS (UPDATE writer SET owner = ?, decided_at = greatest(decided_at, ?), position = ?
                                WHERE sale = ? AND epoch = ? AND nonce = ? AND commits = ? AND owner = ?
                                    AND ? IN (SELECT living_processes())
                                RETURNING sale),
                            told AS (UPDATE process SET given = given || ARRAY(SELECT sale FROM given)
                                WHERE number = ? AND EXISTS (SELECT FROM given)
                                RETURNING 1)
                            SELECT pg_notify(?, ?) FROM told""")) {
                        statement.setInt(1, to);
                        BinaryParameter.timestamp(decidedAtMillis).set(statement, 2);
                        statement.setString(3, position);
                        statement.setInt(4, sale);
                        statement.setLong(5, epoch);
                        statement.setLong(6, tenancy.nonce());
                        statement.setLong(7, tenancy.commits());
                        statement.setInt(8, me);
                        statement.setInt(9, to);
                        statement.setInt(10, to);
                        statement.setString(11, Bell.CHANNEL);
                        statement.setString(12, Bell.given(to).text());
                        boolean done;
                        try (ResultSet row = statement.executeQuery()) {
                            done = row.next();
                        }
                        Durable.require(statement);
                        return done;
                    }
                });
    }

    @Override
    public void announce(int sale, int to) {
        presence.announce(sale, to);
    }

    @Override
    public List<Integer> coming() {
        return presence.notices().coming();
    }

    /** Of what is never claimed the oldest is forgotten. */
    @Override
    public void readAhead(int sale) {
        ReadAhead read = loads.snapshot("read sale " + sale + " ahead", connection -> ReadAhead.of(connection, sale));
        if (read != null) {
            synchronized (ahead) {
                ahead.putLast(sale, new SoftReference<>(read));
                if (ahead.size() > MOST_AHEAD) {
                    ahead.pollFirstEntry();
                }
            }
            presence.answerReadAhead(sale);
        }
    }

    @Override
    public boolean isReadAhead(int sale) {
        return presence.notices().isReadAhead(sale);
    }

    @Override
    public void release(int sale, long epoch) {
        Tenancy tenancy = tenancies.find(sale);
        if (tenancy == null || tenancy.epoch() != epoch) {
            return;
        }
        loads.statement("release sale " + sale, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE writer SET owner = NULL WHERE sale = ? AND epoch = ? AND nonce = ?")) {
                statement.setInt(1, sale);
                statement.setLong(2, epoch);
                statement.setLong(3, tenancy.nonce());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Integer> given() {
        return presence.notices().given();
    }

    @Override
    public boolean renew(Duration lease, Duration alone, long load) {
        return presence.renew(lease, alone, load);
    }

    @Override
    public List<Integer> lost(List<Integer> sales) {
        int me = presence.number();
        return loads.statement(
                "look who owns sales",
                connection -> chosen(connection, "owner IS DISTINCT FROM ? AND sale = ANY(?)", me, sales));
    }

    @Override
    public List<Integer> free(List<Integer> sales) {
        int me = presence.number();
        return loads.statement("look which sales nobody owns", connection -> {
            List<Integer> free = chosen(
                    connection,
                    "(owner IS NULL OR owner = ? OR owner NOT IN (SELECT living_processes())) AND sale = ANY(?)",
                    me,
                    sales);
            if (!free.isEmpty()) {
                endWhatIsUnderWay(connection, me, free);
            }
            return free;
        });
    }

    /** Of processes that are gone: one that hangs in the midst of a transaction keeps its sales locked. */
    private static void endWhatIsUnderWay(Connection connection, int me, List<Integer> sales) {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN (
                    SELECT ? || ' ' || run FROM process WHERE run <> '' AND number <> ? AND number NOT IN (SELECT living_processes())
                        AND number IN (SELECT owner FROM writer WHERE sale = ANY(?)))""")) {
            statement.setString(1, SESSIONS);
            statement.setInt(2, me);
            BinaryParameter.ints(sales.size(), sales::get).set(statement, 3);
            statement.executeQuery().close();
        } catch (SQLException e) {
            LOG.warn("sessions of a process that is gone may go on until the server ends them", e);
        }
    }

    private static List<Integer> chosen(Connection connection, String condition, int owner, List<Integer> sales)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sale FROM writer WHERE " + condition + " ORDER BY sale")) {
            statement.setInt(1, owner);
            BinaryParameter.ints(sales.size(), sales::get).set(statement, 2);
            try (ResultSet row = statement.executeQuery()) {
                List<Integer> chosen = new ArrayList<>();
                while (row.next()) {
                    chosen.add(row.getInt(1));
                }
                return chosen;
            }
        }
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        return recalls.statement(
                "find " + ids.size() + " settled reservations of sale " + sale,
                connection -> SettledRows.find(connection, sale, ids));
    }

    @Override
    public void commit(Batch batch) {
        Tenancy tenancy = tenancies.of(batch);
        try {
            write(batch, tenancy);
        } catch (StaleEpochException e) {
            throw setBack(batch, tenancy, e);
        }
        tenancies.committed(batch);
    }

    private void write(Batch batch, Tenancy tenancy) {
        if (hasOnlyNewReservations(batch)) {
            int written = connections.statement(
                    "commit " + batch.made().size() + " new reservations of sale " + batch.sale(),
                    connection -> ReservationInsert.fenced(connection, batch, tenancy));
            Fence.require(written == batch.made().size(), batch);
        } else if (hasOnlyEntries(batch)) {
            int written = connections.statement(
                    "commit " + batch.entries().size() + " entries of sale " + batch.sale(),
                    connection -> EntryTable.fenced(connection, batch, tenancy));
            Fence.require(written == batch.entries().size(), batch);
        } else if (hasOnlyPlaces(batch)) {
            int written = connections.statement(
                    "commit " + batch.places().size() + " places in the waiting room of sale " + batch.sale(),
                    connection -> WaitingTable.fenced(connection, batch, tenancy));
            Fence.require(written == batch.places().size(), batch);
        } else {
            connections.transaction(
                    "commit " + batch.size() + " changes of sale " + batch.sale(),
                    connection -> writeAll(connection, batch, tenancy));
        }
    }

    /** Whoever does not pass the fence was replaced, unless the ledger went back: then the sale may be its own still. */
    private LedgerException setBack(Batch batch, Tenancy tenancy, StaleEpochException stale) {
        Tenancy stored = connections.statement("look who writes sale " + batch.sale(), connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT epoch, nonce, commits FROM writer WHERE sale = ?")) {
                statement.setInt(1, batch.sale());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new Tenancy(row.getLong(1), row.getLong(2), row.getLong(3)) : null;
                }
            }
        });
        boolean replaced = stored != null && (stored.epoch() > tenancy.epoch() || stored.nonce() != tenancy.nonce());
        return replaced && stored.epoch() >= tenancy.epoch()
                ? stale
                : new LedgerUnavailableException("sale " + batch.sale() + ": the ledger went back in time", stale);
    }

    /** In one transaction; where that fails for what one of them may hold, each alone. */
    @Override
    public List<RuntimeException> commitAll(List<Batch> batches) {
        if (batches.size() > 1) {
            try {
                List<Tenancy> owned = batches.stream().map(tenancies::of).toList();
                connections.transaction(
                        "commit batches of " + batches.size() + " sales",
                        connection -> writeShared(connection, batches, owned));
                batches.forEach(tenancies::committed);
                return Collections.nCopies(batches.size(), null);
            } catch (LedgerException e) {
                if (!mayBeOfOne(e)) {
                    throw e;
                }
                LOG.debug("batches of {} sales are committed one by one", batches.size(), e);
            }
        }
        return WriterLedger.super.commitAll(batches);
    }

    /** Whether a shared transaction may have failed for one of its batches, and is over quickly when each is tried alone. */
    private static boolean mayBeOfOne(LedgerException failure) {
        return switch (failure) {
            case LedgerRefusedException _, StaleEpochException _, MissingSaleException _, UnstorableException _ -> true;
            case UnexpectedLedgerException _, LedgerConflictException _, LedgerForbiddenException _ -> true;
            case LedgerSlowException _, LedgerUnavailableException _, LedgerBusyException _ -> false;
            case LedgerFullException _, LedgerReadOnlyException _ -> false;
        };
    }

    private static Void writeShared(Connection connection, List<Batch> batches, List<Tenancy> owned)
            throws SQLException {
        Fence.passAll(connection, batches, owned);
        List<Batch> simple = new ArrayList<>();
        for (Batch batch : batches) {
            if (hasOnlyNewReservations(batch)) {
                simple.add(batch);
            } else {
                writeBehindFence(connection, batch);
            }
        }
        if (!simple.isEmpty()) {
            ReservationInsert.unfenced(connection, simple);
        }
        return null;
    }

    /** The common case: one statement, hence one round trip and no explicit transaction. */
    private static boolean hasOnlyNewReservations(Batch batch) {
        return !batch.made().isEmpty()
                && batch.moved().isEmpty()
                && batch.payments().isEmpty()
                && batch.entries().isEmpty()
                && batch.draw() == null
                && batch.places().isEmpty()
                && batch.room() == null
                && batch.saleState() == null
                && !TicketTable.concerns(batch);
    }

    /** The common case before the seal of a draw. */
    private static boolean hasOnlyEntries(Batch batch) {
        return batch.size() == batch.entries().size() && !batch.entries().isEmpty();
    }

    /** The common case while people take places. */
    private static boolean hasOnlyPlaces(Batch batch) {
        return batch.size() == batch.places().size() && !batch.places().isEmpty();
    }

    /** Units that come free are written before those that are given, and new capacity before both; entries before they are sealed. */
    private static Void writeAll(Connection connection, Batch batch, Tenancy tenancy) throws SQLException {
        Fence.pass(connection, batch, tenancy);
        writeBehindFence(connection, batch);
        return null;
    }

    private static void writeBehindFence(Connection connection, Batch batch) throws SQLException {
        if (batch.saleState() != null) {
            SaleTable.update(connection, batch.saleState());
            TierTable.replace(connection, batch.sale(), batch.saleState().terms());
        }
        if (!batch.entries().isEmpty()) {
            EntryTable.unfenced(connection, batch);
        }
        if (batch.draw() != null) {
            DrawTable.upsert(connection, batch.sale(), batch.draw());
        }
        WaitingTable.unfenced(connection, batch);
        if (batch.room() != null) {
            WaitingTable.upsertRoom(connection, batch.sale(), batch.room());
        }
        if (!batch.moved().isEmpty()) {
            ReservationTable.move(connection, batch);
        }
        if (!batch.made().isEmpty()) {
            ReservationInsert.unfenced(connection, batch);
        }
        if (!batch.payments().isEmpty()) {
            PaymentTable.upsert(connection, batch);
            ChargeTable.write(connection, batch);
        }
        if (TicketTable.concerns(batch)) {
            TicketTable.upsert(connection, batch);
        }
        if (!batch.refunds().isEmpty()) {
            ChargeTable.orderRefunds(connection, batch);
        }
        ChargeTable.completeRefunds(connection, batch);
    }
}
