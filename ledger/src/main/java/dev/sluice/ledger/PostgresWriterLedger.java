package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What writers commit to, in PostgreSQL. Any thread may use it; each call takes one connection of the writers' pool for its time. */
final class PostgresWriterLedger implements WriterLedger {
    private static final int FETCHED_ROWS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriterLedger.class);

    private final Connections connections;
    private final SharedPlans plans;

    PostgresWriterLedger(Connections connections, SharedPlans plans) {
        this.connections = connections;
        this.plans = plans;
    }

    /**
     * The epoch is committed before anything is read: it waits for the commit under way, and shuts out every later one at once
     * instead of letting it wait for the reading. What is read then is one moment's.
     */
    @Override
    public Claim claim(int sale, Reader reader) {
        long epoch = connections.statement("claim sale " + sale, connection -> nextEpoch(connection, sale));
        return connections.snapshot("load sale " + sale, connection -> {
            List<TierTable.Tier> tiers = TierTable.of(connection, sale);
            SaleState state;
            String position;
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + SaleTable.COLUMNS
                    + ", position FROM sale JOIN writer ON writer.sale = sale.number WHERE number = ? AND epoch = ?")) {
                statement.setInt(1, sale);
                statement.setLong(2, epoch);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new StaleEpochException(sale, epoch, null);
                    }
                    state = SaleTable.read(
                            row, tiers.stream().map(TierTable.Tier::terms).toList(), new PlanTable(connection, plans));
                    position = row.getString("position");
                }
            }
            reader.sale(state);
            readReservations(connection, sale, reader);
            readPayments(connection, sale, reader);
            return new Claim(epoch, position, TierTable.states(tiers, state));
        });
    }

    @Override
    public void commit(Batch batch) {
        if (hasOnlyNewReservations(batch)) {
            int written = connections.statement(
                    "commit " + batch.made().size() + " new reservations of sale " + batch.sale(),
                    connection -> ReservationInsert.fenced(connection, batch));
            Fence.require(written == batch.made().size(), batch);
        } else {
            connections.transaction(
                    "commit " + batch.size() + " changes of sale " + batch.sale(),
                    connection -> writeAll(connection, batch));
        }
    }

    /** In one transaction; where that is refused, each alone. */
    @Override
    public List<RuntimeException> commitAll(List<Batch> batches) {
        if (batches.size() > 1) {
            try {
                connections.transaction(
                        "commit batches of " + batches.size() + " sales",
                        connection -> writeShared(connection, batches));
                return Collections.nCopies(batches.size(), null);
            } catch (LedgerRefusedException | StaleEpochException e) {
                LOG.debug("batches of {} sales are committed one by one", batches.size(), e);
            }
        }
        return WriterLedger.super.commitAll(batches);
    }

    private static Void writeShared(Connection connection, List<Batch> batches) throws SQLException {
        Fence.passAll(connection, batches);
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
                && batch.saleState() == null
                && !TicketTable.concerns(batch);
    }

    /** Units that come free are written before those that are given, and new capacity before both. */
    private static Void writeAll(Connection connection, Batch batch) throws SQLException {
        Fence.pass(connection, batch);
        writeBehindFence(connection, batch);
        return null;
    }

    private static void writeBehindFence(Connection connection, Batch batch) throws SQLException {
        if (batch.saleState() != null) {
            SaleTable.update(connection, batch.saleState());
            TierTable.replace(connection, batch.sale(), batch.saleState().terms());
        }
        if (!batch.moved().isEmpty()) {
            ReservationTable.move(connection, batch);
        }
        if (!batch.made().isEmpty()) {
            ReservationInsert.unfenced(connection, batch);
        }
        if (!batch.payments().isEmpty()) {
            PaymentTable.upsert(connection, batch);
        }
        if (TicketTable.concerns(batch)) {
            TicketTable.upsert(connection, batch);
        }
        if (!batch.refunds().isEmpty()) {
            PaymentTable.orderRefunds(connection, batch);
        }
        PaymentTable.completeRefunds(connection, batch);
    }

    private static long nextEpoch(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE writer SET epoch = epoch + 1 WHERE sale = ? RETURNING epoch")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerUnavailableException("there is no sale " + sale, null);
                }
                return row.getLong(1);
            }
        }
    }

    private static void readReservations(Connection connection, int sale, Reader reader) throws SQLException {
        ReservationIds ids = new ReservationIds();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + ReservationTable.COLUMNS + " FROM reservation WHERE sale = ? ORDER BY ordinal")) {
            statement.setInt(1, sale);
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.reservation(ReservationTable.read(row, ids));
                }
            }
        }
    }

    private static void readPayments(Connection connection, int sale, Reader reader) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM payment WHERE sale = ? ORDER BY reservation, attempt")) {
            statement.setInt(1, sale);
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.payment(PaymentTable.read(row));
                }
            }
        }
    }
}
