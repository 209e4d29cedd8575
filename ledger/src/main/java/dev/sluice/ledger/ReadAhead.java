package dev.sluice.ledger;

import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What a book is made of, read while another process still decides in the sale; what changed since is read on top when the sale is claimed, so that
 * nobody waits for the rest.
 *
 * <p>Every row says which transaction wrote it ({@code xmin}). One that the first reading did not see was written by none that is older than all that
 * were under way then; so these few are read again, and it does no harm if some of them were seen. One thread at a time.
 */
final class ReadAhead implements WriterLedger.Reader {
    private static final int FETCHED_ROWS = 10_000;

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Kept, or kept once it is confirmed, where its terms say so. */
    private static final String PAYMENTS = "SELECT " + PaymentTable.COLUMNS + " " + """
            FROM (SELECT sale, id FROM reservation WHERE sale = ? AND status <= 3 OFFSET 0) kept
            CROSS JOIN LATERAL (
                SELECT * FROM payment WHERE payment.sale = kept.sale AND payment.reservation = kept.id OFFSET 0
            ) payment""";

    private static final String NEW_RESERVATIONS = "SELECT " + ReservationTable.COLUMNS
            + " FROM reservation WHERE sale = ? AND age(xmin) <= age(?::xid) ORDER BY ordinal";

    /** Also of reservations that are kept again, and those with charges that are new. */
    private static final String NEW_PAYMENTS = "SELECT " + PaymentTable.COLUMNS + " " + """
            FROM payment WHERE payment.sale = ? AND (age(payment.xmin) <= age(?::xid)
                OR payment.id IN (SELECT charge.payment FROM charge WHERE charge.sale = ? AND age(charge.xmin) <= age(?::xid))
                OR payment.reservation IN (
                    SELECT reservation.id FROM reservation WHERE reservation.sale = ? AND age(reservation.xmin) <= age(?::xid)))""";

    private final int sale;
    private final long readNanos = System.nanoTime();
    private final ReservationIds ids = new ReservationIds();
    /** By ordinal: what is left of one that has ended, or all of it. */
    private final List<Object> reservations = new ArrayList<>();

    private final Map<UUID, PaymentState> payments = new HashMap<>();
    private Tenancy stored;
    private String oldest;

    private record Ended(long ordinal, UUID id, UUID buyer) {}

    private ReadAhead(int sale) {
        this.sale = sale;
    }

    /** Reads what there is at one moment. Null if there is no such sale. */
    static ReadAhead of(Connection connection, int sale) throws SQLException {
        ReadAhead ahead = new ReadAhead(sale);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT epoch, nonce, commits, pg_snapshot_xmin(pg_current_snapshot())::xid::text FROM writer WHERE sale = ?")) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                ahead.stored = new Tenancy(row.getLong(1), row.getLong(2), row.getLong(3));
                ahead.oldest = row.getString(4);
            }
        }
        ahead.read(
                connection,
                "SELECT " + ReservationTable.COLUMNS + " FROM reservation WHERE sale = ? ORDER BY sale, ordinal",
                1,
                row -> ReservationTable.readOut(row, ahead.ids, ahead));
        ahead.read(connection, PAYMENTS, 1, row -> ahead.payment(PaymentTable.read(row)));
        return ahead;
    }

    /**
     * Whether what was read has not been decided otherwise since, by a claim or by a ledger that went back in time. Later than this the numbers of
     * transactions, which come round, may say nothing any more.
     */
    boolean isOf(Tenancy now) {
        return System.nanoTime() - readNanos < KEPT_NANOS
                && now.epoch() == stored.epoch()
                && now.nonce() == stored.nonce()
                && now.commits() >= stored.commits();
    }

    /** Reads what is new. */
    void catchUp(Connection connection) throws SQLException {
        read(connection, NEW_RESERVATIONS, 1, row -> ReservationTable.readOut(row, ids, this));
        read(connection, NEW_PAYMENTS, 3, row -> payment(PaymentTable.read(row)));
    }

    /** @param keepsSold whether payments of what is sold are told, too */
    void tell(WriterLedger.Reader reader, boolean keepsSold) {
        Set<UUID> kept = new HashSet<>();
        for (Object row : reservations) {
            if (row instanceof ReservationState state) {
                reader.reservation(state);
                if (!payments.isEmpty() && (keepsSold || state.status() != ReservationStatus.CONFIRMED)) {
                    kept.add(state.id());
                }
            } else if (row instanceof Ended ended) {
                reader.ended(ended.ordinal, ended.id, ended.buyer);
            }
        }
        payments.values().stream()
                .filter(payment -> kept.contains(payment.reservation()))
                .sorted(Comparator.comparingInt(PaymentState::attempt))
                .forEach(reader::payment);
    }

    private interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    /** @param times how often the query names the sale, and behind it, where it asks for what is new, the oldest transaction */
    private void read(Connection connection, String query, int times, Taking taking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            boolean asksForNew = query.contains("::xid");
            int next = 1;
            for (int i = 0; i < times; i++) {
                statement.setInt(next++, sale);
                if (asksForNew) {
                    statement.setString(next++, oldest);
                }
            }
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taking.take(row);
                }
            }
        }
    }

    @Override
    public void sale(SaleState state) {
        throw new IllegalStateException("a sale is read when it is claimed");
    }

    @Override
    public void draw(DrawState state) {
        throw new IllegalStateException("a draw is read when its sale is claimed");
    }

    @Override
    public void entry(EntryState state, String user) {
        throw new IllegalStateException("an entry is read when its sale is claimed");
    }

    @Override
    public void room(RoomState state) {
        throw new IllegalStateException("a waiting room is read when its sale is claimed");
    }

    @Override
    public void place(PlaceState state) {
        throw new IllegalStateException("a place is read when its sale is claimed");
    }

    @Override
    public void reservation(ReservationState state) {
        put(state.ordinal(), state);
    }

    @Override
    public void ended(long ordinal, UUID id, UUID buyer) {
        put(ordinal, new Ended(ordinal, id, buyer));
    }

    @Override
    public void payment(PaymentState state) {
        payments.put(state.id(), state);
    }

    private void put(long ordinal, Object row) {
        int index = Math.toIntExact(ordinal - 1);
        if (index < reservations.size()) {
            reservations.set(index, row);
        } else if (index == reservations.size()) {
            reservations.add(row);
        } else {
            throw new IllegalStateException("sale " + sale + " has no reservation before " + ordinal);
        }
    }
}
