package dev.sluice.ledger;

import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.Reports;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tickets at the entrance, in PostgreSQL: the key of {@code admission} lets each in once. Any thread may use it.
 *
 * <p>No column says when a ticket changed. The server does: every row names the transaction that wrote it, and a snapshot names the oldest one that it may
 * not see. So whoever asks for what changed since a snapshot gets every row of a transaction from that one on: nothing is missed, whichever
 * transaction ends first, and some rows come twice.
 */
final class PostgresAdmissions implements Admissions {
    /** A row names its transaction by the last 32 bits of its number, so nothing older can be told from what is newer. */
    private static final long MOST_TRANSACTIONS = 1L << 31;

    /** How many transactions ago a row was written, of the ticket and of its admission. */
    private static final String SINCE = " AND (((?::bigint - ticket.xmin::text::bigint) & 4294967295) <= ?::bigint"
            + " OR ((?::bigint - admission.written::text::bigint) & 4294967295) <= ?::bigint)";

    private final PooledConnections merchants;
    private final PooledConnections reports;

    /**
     * @param merchants for what changes
     * @param reports for what is read
     */
    PostgresAdmissions(PooledConnections merchants, PooledConnections reports) {
        this.merchants = merchants;
        this.reports = reports;
    }

    private record Admission(long atMillis, String gate, String scan, String subject) {
        boolean isOf(Scan other, Doorkeeper who) {
            return scan.equals(other.id()) && subject.equals(who.subject());
        }
    }

    @Override
    public List<Verdict> admit(int sale, Doorkeeper who, List<Scan> scans, long nowMillis) {
        if (scans.size() > MAX_SCANS) {
            throw new IllegalArgumentException("at most " + MAX_SCANS + " scans at once");
        }
        return merchants.transaction("let people in", connection -> {
            letIn(connection, sale, who, scans, nowMillis);
            Map<UUID, Admission> admissions = admissions(connection, scans);
            Map<UUID, Boolean> refunded = refunded(connection, sale, scans);
            List<Verdict> verdicts = scans.stream()
                    .map(scan -> verdict(scan, who, refunded.get(scan.ticket()), admissions.get(scan.ticket())))
                    .toList();
            if (who.offline()) {
                keepConflicts(connection, sale, who, scans, verdicts, nowMillis);
            }
            return verdicts;
        });
    }

    /** Each ticket by its earliest scan; in the order of the tickets, so that two who do this do not wait for one another. */
    private static void letIn(Connection connection, int sale, Doorkeeper who, List<Scan> scans, long nowMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO admission (ticket, sale, admitted_at, recorded_at, gate, scan, admitted_by, by_key, offline)
                SELECT DISTINCT ON (ticket.id) ticket.id, ticket.sale, shown.at, ?::timestamptz, shown.gate, shown.scan, ?, ?, ?
                FROM (SELECT unnest(?::uuid[]) AS id, unnest(?::timestamptz[]) AS at, unnest(?::text[]) AS gate,
                    unnest(?::text[]) AS scan) shown
                JOIN ticket USING (id)
                WHERE ticket.sale = ? AND ticket.status = 'VALID'
                ORDER BY ticket.id, shown.at
                ON CONFLICT (ticket) DO NOTHING""")) {
            int count = scans.size();
            BinaryParameter.timestamp(nowMillis).set(statement, 1);
            statement.setString(2, who.subject());
            statement.setString(3, who.key());
            statement.setBoolean(4, who.offline());
            BinaryParameter.uuids(count, i -> scans.get(i).ticket()).set(statement, 5);
            BinaryParameter.timestamps(
                            count, i -> Math.min(nowMillis, scans.get(i).atMillis()))
                    .set(statement, 6);
            BinaryParameter.texts(count, i -> scans.get(i).gate()).set(statement, 7);
            BinaryParameter.texts(count, i -> scans.get(i).id()).set(statement, 8);
            statement.setInt(9, sale);
            statement.executeUpdate();
        }
    }

    /** Locks what it finds, so that nobody is told of what a failover would lose. */
    private static Map<UUID, Admission> admissions(Connection connection, List<Scan> scans) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT ticket, admitted_at, gate, scan, admitted_by FROM admission WHERE ticket = ANY(?)
                ORDER BY ticket FOR UPDATE""")) {
            setTickets(statement, 1, scans);
            Map<UUID, Admission> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getObject(1, UUID.class),
                            new Admission(
                                    row.getTimestamp(2).getTime(),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
            return found;
        }
    }

    /** Which of the tickets there are, and whether they were refunded. */
    private static Map<UUID, Boolean> refunded(Connection connection, int sale, List<Scan> scans) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, status = 'REFUNDED' FROM ticket WHERE id = ANY(?) AND sale = ?")) {
            setTickets(statement, 1, scans);
            statement.setInt(2, sale);
            Map<UUID, Boolean> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getObject(1, UUID.class), row.getBoolean(2));
                }
            }
            return found;
        }
    }

    private static void setTickets(PreparedStatement statement, int place, List<Scan> scans) throws SQLException {
        BinaryParameter.uuids(scans.size(), i -> scans.get(i).ticket()).set(statement, place);
    }

    /** @param refunded null where there is no such ticket */
    private static Verdict verdict(Scan scan, Doorkeeper who, Boolean refunded, Admission admission) {
        if (refunded == null) {
            return Verdict.UNKNOWN;
        }
        if (admission == null) {
            // One that is good was issued a moment after it was asked for.
            return new Verdict(refunded ? Result.REFUNDED : Result.UNKNOWN, 0, "");
        }
        Result result =
                admission.isOf(scan, who) ? Result.ADMITTED : refunded ? Result.REFUNDED : Result.ALREADY_ADMITTED;
        return new Verdict(result, admission.atMillis(), admission.gate());
    }

    private static void keepConflicts(
            Connection connection, int sale, Doorkeeper who, List<Scan> scans, List<Verdict> verdicts, long nowMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO admission_conflict
                    (sale, ticket, refunded, admitted_at, recorded_at, gate, scan, admitted_by, by_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ticket, scan) DO NOTHING""")) {
            boolean any = false;
            for (int i : inOrderOfTickets(scans)) {
                Result result = verdicts.get(i).result();
                if (result == Result.ALREADY_ADMITTED || result == Result.REFUNDED) {
                    Scan scan = scans.get(i);
                    statement.setInt(1, sale);
                    statement.setObject(2, scan.ticket());
                    statement.setBoolean(3, result == Result.REFUNDED);
                    statement.setTimestamp(4, new Timestamp(Math.min(nowMillis, scan.atMillis())));
                    statement.setTimestamp(5, new Timestamp(nowMillis));
                    statement.setString(6, scan.gate());
                    statement.setString(7, scan.id());
                    statement.setString(8, who.subject());
                    statement.setString(9, who.key());
                    statement.addBatch();
                    any = true;
                }
            }
            if (any) {
                statement.executeBatch();
            }
        }
    }

    private static List<Integer> inOrderOfTickets(List<Scan> scans) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scans.size(); i++) {
            order.add(i);
        }
        order.sort((one, other) -> {
            Scan first = scans.get(one);
            Scan second = scans.get(other);
            int tickets = first.ticket().compareTo(second.ticket());
            return tickets != 0 ? tickets : first.id().compareTo(second.id());
        });
        return order;
    }

    @Override
    public Reports.TicketRow find(UUID ticket) {
        return reports.statement("find a ticket", connection -> PostgresReports.ticket(connection, ticket));
    }

    @Override
    public Tickets tickets(int sale, long since) {
        return reports.snapshot("read the tickets of sale " + sale, connection -> {
            long oldest;
            long next;
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT pg_snapshot_xmin(seen)::text::bigint, pg_snapshot_xmax(seen)::text::bigint
                    FROM pg_current_snapshot() seen""");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                oldest = row.getLong(1);
                next = row.getLong(2);
            }
            boolean whole = since <= 0 || since > next || next - since >= MOST_TRANSACTIONS;
            return new Tickets(oldest, whole, tickets(connection, sale, next, whole ? null : next - since));
        });
    }

    /** @param back how many transactions back from {@code next} a row may have been written; null for any */
    private static List<Ticket> tickets(Connection connection, int sale, long next, Long back) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT ticket.id, status = 'REFUNDED', admission.ticket IS NOT NULL
                FROM ticket LEFT JOIN (SELECT ticket, xmin AS written FROM admission WHERE sale = ?) admission
                    ON admission.ticket = ticket.id
                WHERE ticket.sale = ?""" + (back == null ? "" : SINCE))) {
            statement.setInt(1, sale);
            statement.setInt(2, sale);
            if (back != null) {
                for (int place = 3; place < 7; place += 2) {
                    statement.setLong(place, next);
                    statement.setLong(place + 1, back);
                }
            }
            List<Ticket> tickets = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tickets.add(new Ticket(row.getObject(1, UUID.class), row.getBoolean(2), row.getBoolean(3)));
                }
            }
            return tickets;
        }
    }

    @Override
    public Map<Integer, Long> commits(Collection<Integer> sales) {
        return reports.statement("see what was decided", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT sale, commits FROM writer WHERE sale = ANY(?)")) {
                statement.setArray(1, connection.createArrayOf("int4", sales.toArray()));
                Map<Integer, Long> commits = new HashMap<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        commits.put(row.getInt(1), row.getLong(2));
                    }
                }
                return commits;
            }
        });
    }

    @Override
    public List<Conflict> conflicts(int sale, long beforeNumber, int limit) {
        return reports.statement("read conflicts at the door", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT number, ticket, refunded, gate, admitted_at, admitted_by, by_key FROM admission_conflict
                    WHERE sale = ? AND number < ? ORDER BY number DESC LIMIT ?""")) {
                statement.setInt(1, sale);
                statement.setLong(2, beforeNumber);
                statement.setInt(3, limit);
                List<Conflict> conflicts = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        conflicts.add(new Conflict(
                                row.getLong(1),
                                row.getObject(2, UUID.class),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getTimestamp(5).getTime(),
                                row.getString(6),
                                row.getString(7)));
                    }
                }
                return conflicts;
            }
        });
    }

    @Override
    public Count count(int sale) {
        return reports.statement("count who is in", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT count(*) FILTER (WHERE status = 'VALID'),
                        count(*) FILTER (WHERE status = 'VALID' AND used.ticket IS NOT NULL),
                        count(*) FILTER (WHERE status = 'REFUNDED' AND used.ticket IS NOT NULL)
                    FROM ticket LEFT JOIN (SELECT ticket FROM admission WHERE sale = ?) used ON used.ticket = ticket.id
                    WHERE ticket.sale = ?""")) {
                statement.setInt(1, sale);
                statement.setInt(2, sale);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new Count(row.getLong(1), row.getLong(2), row.getLong(3));
                }
            }
        });
    }

    @Override
    public List<byte[]> keys() {
        return reports.statement("read the keys of tickets", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT public_key FROM ticket_key ORDER BY kept_at, public_key");
                    ResultSet row = statement.executeQuery()) {
                List<byte[]> keys = new ArrayList<>();
                while (row.next()) {
                    keys.add(row.getBytes(1));
                }
                return keys;
            }
        });
    }

    @Override
    public void keep(byte[] key, long atMillis) {
        merchants.transaction("keep a key of tickets", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO ticket_key (public_key, kept_at) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                statement.setBytes(1, key);
                statement.setTimestamp(2, new Timestamp(atMillis));
                return statement.executeUpdate();
            }
        });
    }
}
