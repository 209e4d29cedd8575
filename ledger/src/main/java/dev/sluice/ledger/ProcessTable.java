package dev.sluice.ledger;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.Traits;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes rows of {@code process}. Of a process, {@code shown} is what it tells others of itself but its number, and {@code shared} what it
 * believes in once others are there that could take over; null until it owns sales.
 */
final class ProcessTable {
    /** A key's name and its fingerprint. */
    private static final String BETWEEN = "=";

    /**
     * What a process sees of all.
     *
     * @param living by number
     * @param given sales that others handed to it, and that it has not {@linkplain #forgetGiven forgotten}
     */
    record Seen(List<Member> living, List<Integer> given) {}

    private ProcessTable() {}

    /** Returns how often others took sales of it; empty if the ledger does not know this process any more. */
    static OptionalLong renew(Connection session, int number, Member shown, Duration shared, Duration lease)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("""
                UPDATE process SET seen_at = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 millisecond',
                    server = pg_postmaster_start_time(), load = ?, roles = ?, name = ?, address = ?,
                    release = ?, reads = ?, writes = ?, keys = ?, knows = ?, alone_millis = ?
                WHERE number = ? RETURNING robbed""")) {
            statement.setLong(1, lease.toMillis());
            statement.setInt(introduce(statement, 2, shown, shared), number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Returns a number that no other has or had: unlike all else, it must never be given out again. Those that are long gone and own nothing are
     * forgotten.
     */
    static int enlist(Connection session, LocalProcess self, String run, Member shown, Duration shared, Duration lease)
            throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            int number = enter(session, self, run, shown, shared, lease);
            statement.execute("SET synchronous_commit = off");
            return number;
        }
    }

    private static int enter(
            Connection session, LocalProcess self, String run, Member shown, Duration shared, Duration lease)
            throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.executeUpdate("""
                    DELETE FROM process WHERE lease_until < clock_timestamp() - interval '1 day'
                    AND NOT EXISTS (SELECT FROM writer WHERE owner = process.number)""");
        }
        endThoseThatAreGone(session);
        try (PreparedStatement statement = session.prepareStatement("""
                INSERT INTO process (machine, pid, started_at, lease_until, server, run, load, roles, name, address, release, reads,
                    writes, keys, knows, alone_millis)
                VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond', pg_postmaster_start_time(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING number""")) {
            statement.setString(1, self.machine());
            statement.setLong(2, self.pid());
            statement.setTimestamp(3, new Timestamp(self.startedMillis()));
            statement.setLong(4, lease.toMillis());
            statement.setString(5, run);
            introduce(statement, 6, shown, shared);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** In the order in which both statements have it. Returns the next parameter's index. */
    private static int introduce(PreparedStatement statement, int first, Member shown, Duration shared)
            throws SQLException {
        int next = first;
        statement.setLong(next++, shown.load());
        statement.setArray(next++, texts(statement, shown.roles().stream().map(Role::name)));
        statement.setString(next++, shown.name());
        statement.setString(next++, shown.address());
        Traits traits = shown.traits();
        statement.setString(next++, traits.release());
        statement.setInt(next++, traits.reads());
        statement.setInt(next++, traits.writes());
        statement.setArray(
                next++,
                texts(
                        statement,
                        traits.keys().entrySet().stream().map(key -> key.getKey() + BETWEEN + key.getValue())));
        statement.setInt(next++, Schema.KNOWN);
        statement.setObject(next++, shared == null ? null : shared.toMillis(), Types.BIGINT);
        return next;
    }

    private static Array texts(PreparedStatement statement, Stream<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.sorted().toArray());
    }

    /** Whoever starts again on a machine where both it and its server were killed need not wait for itself. */
    private static void endThoseThatAreGone(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                        "SELECT number, machine, pid, started_at FROM process WHERE lease_until >= clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                LocalProcess other = new LocalProcess(
                        row.getString(2), row.getLong(3), row.getTimestamp(4).getTime());
                if (other.isKnownToBeGone()) {
                    end(session, row.getInt(1));
                }
            }
        }
    }

    /** Its lease is over now. */
    static void end(Connection session, int number) throws SQLException {
        try (PreparedStatement statement =
                session.prepareStatement("UPDATE process SET lease_until = clock_timestamp() WHERE number = ?")) {
            statement.setInt(1, number);
            statement.executeUpdate();
        }
    }

    /**
     * For a process that has joined. Whoever believes itself alone has a long lease. Once this one is there, the other one sees that with its next
     * look, and renews for less; where it does not look any more, it does not believe in the long one either, and nobody waits for that.
     */
    static void endLonelyLeases(Connection session, int number, Timestamp joinedAt) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("""
                UPDATE process SET lease_until = clock_timestamp()
                WHERE number <> ? AND lease_until > clock_timestamp()
                    AND lease_until - seen_at > alone_millis * 1.5 * interval '1 millisecond'
                    AND ?::timestamptz + alone_millis * interval '1 millisecond' < clock_timestamp()""")) {
            statement.setInt(1, number);
            statement.setTimestamp(2, joinedAt);
            statement.executeUpdate();
        }
    }

    /** As the process of this number sees it. */
    static Seen read(Connection session, int number) throws SQLException {
        List<Member> living = new ArrayList<>();
        List<Integer> given = List.of();
        try (PreparedStatement statement = session.prepareStatement("""
                SELECT number, roles, name, address, load, release, reads, writes, keys, CASE WHEN number = ? THEN given ELSE '{}' END AS given
                FROM process WHERE number IN (SELECT living_processes()) ORDER BY number""")) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    living.add(member(row));
                    if (row.getInt("number") == number) {
                        given = List.of((Integer[]) row.getArray("given").getArray());
                    }
                }
            }
        }
        return new Seen(living, given);
    }

    static void forgetGiven(Connection session, int number, List<Integer> heard) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                "UPDATE process SET given = ARRAY(SELECT unnest(given) EXCEPT SELECT unnest(?::int[])) WHERE number = ?")) {
            BinaryParameter.ints(heard.size(), heard::get).set(statement, 1);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    /** @param row has what a process says of itself */
    static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getInt("number"),
                roles((String[]) row.getArray("roles").getArray()),
                row.getString("name"),
                row.getString("address"),
                row.getLong("load"),
                new Traits(row.getString("release"), row.getInt("reads"), row.getInt("writes"), keys((String[])
                        row.getArray("keys").getArray())));
    }

    private static Map<String, String> keys(String[] pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split(BETWEEN, 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, _) -> first));
    }

    /** Those that a newer version has are none of ours. */
    private static Set<Role> roles(String[] names) {
        return Stream.of(Role.values())
                .filter(role -> Arrays.asList(names).contains(role.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
