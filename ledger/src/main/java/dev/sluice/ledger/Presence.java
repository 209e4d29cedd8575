package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerException;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this process is there, as others see it in the ledger: a number of its own, whose advisory lock it holds in a session of its own, and
 * a lease that it renews; and which others are. Any thread may use it.
 */
final class Presence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** The one of {@code living_processes} in the schema. */
    private static final int LOCK_CLASS = 1_936_485_731;

    /** Until it says how long it may be silent. */
    private static final Duration FIRST_LEASE = Duration.ofSeconds(10);

    /** Of a process that owns no sales. */
    private static final Duration MEMBERS_LEASE = Duration.ofSeconds(3);

    private static final long MEMBERS_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** For a session to end that the server is told to end. */
    private static final long END_MILLIS = 500;

    /** Leases of those who believe themselves alone are shorter than this. */
    private static final long NEWCOMER_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final int NOBODY = 0;

    /** A key's name and its fingerprint. */
    private static final String BETWEEN = "=";

    /** What its session is called, before the name of the run. */
    static final String SESSION = "ledger-presence";

    private final DataSource sessions;
    private final LocalProcess self;
    private final String run;
    private final ReentrantLock turns = new ReentrantLock(true);
    /** Written in turn, as all that follows. */
    private volatile int number = NOBODY;

    private Connection session;
    private boolean locked;
    /** How often others took sales of it, as it last heard. */
    private long robbed;

    private Member shown = new Member(NOBODY, EnumSet.allOf(Role.class), "", "", 0);
    /** Whether somebody renews the lease who owns sales. */
    private boolean renewed;

    /** What this process believes in once others are there that could take over; null until it owns sales. */
    private Duration shared;

    private long beatNanos;
    /** Since when others can have seen it, by the ledger's clock, and by ours. */
    private Timestamp joinedAt;

    private long joinedNanos;
    /** Any thread may take out of it. */
    private final Queue<Integer> given = new ConcurrentLinkedQueue<>();

    private final Queue<Integer> coming = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> announcers = new ConcurrentHashMap<>();
    private final Set<Integer> readAhead = ConcurrentHashMap.newKeySet();

    /**
     * @param sessions not from a pool: one is kept
     * @param run by which this process's sessions are known
     */
    Presence(DataSource sessions, LocalProcess self, String run) {
        this.sessions = sessions;
        this.self = self;
        this.run = run;
    }

    /** What others are told of this process from the next renewal on. */
    void introduce(Set<Role> roles, String name, String address, Traits traits) {
        inTurn(() -> {
            shown = new Member(NOBODY, roles, name, address, shown.load(), traits);
            beatNanos = System.nanoTime() - MEMBERS_PERIOD_NANOS;
            return null;
        });
    }

    /**
     * The number as which this process owns sales.
     *
     * @throws LedgerException if it has none yet, and the ledger gives it none
     */
    int number() {
        int known = number;
        return known == NOBODY ? inTurn(this::register) : known;
    }

    private int register() {
        if (number == NOBODY) {
            beat(FIRST_LEASE);
        }
        return number;
    }

    /**
     * Renews the lease, from now on by the ledger's clock. From here on nobody else does: what this process owns may be taken when this is not called
     * in time.
     *
     * @param alone how long a process that has just come waits before it takes over what this one does not know that it has to renew sooner
     * @return whether others took sales of this process since the last time
     * @throws LedgerException if the ledger does not do it
     */
    boolean renew(Duration lease, Duration alone, long load) {
        return inTurn(() -> {
            renewed = true;
            shared = alone;
            shown = new Member(NOBODY, shown.roles(), shown.name(), shown.address(), load, shown.traits());
            return beat(lease);
        });
    }

    private boolean beat(Duration lease) {
        return inSession("say that this process is there", () -> {
            long before = robbed;
            if (number == NOBODY || !renewInLedger(lease)) {
                enlist(lease);
            }
            if (!locked) {
                locked = lock();
            }
            beatNanos = System.nanoTime();
            return robbed != before;
        });
    }

    /**
     * Who is there now, by number. Keeps this process among them, if it owns no sales.
     *
     * @throws LedgerException if the ledger does not tell
     */
    List<Member> look() {
        return inTurn(this::lookAround);
    }

    private List<Member> lookAround() {
        if (number == NOBODY || (!renewed && System.nanoTime() - beatNanos >= MEMBERS_PERIOD_NANOS)) {
            beat(MEMBERS_LEASE);
        }
        return inSession("look who is there", () -> {
            if (renewed && joinedAt != null && System.nanoTime() - joinedNanos < NEWCOMER_NANOS) {
                endLonelyLeases();
            }
            return readMembers();
        });
    }

    /**
     * Whoever believes itself alone has a long lease. Once this process is there, the other one sees that with its next look, and renews for less;
     * where it does not look any more, it does not believe in the long one either, and nobody waits for that.
     */
    private void endLonelyLeases() throws SQLException {
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

    /** Sales that others handed to this process since this was asked last, as far as {@link #look} saw. */
    List<Integer> given() {
        List<Integer> told = new ArrayList<>();
        for (Integer sale = given.poll(); sale != null; sale = given.poll()) {
            told.add(sale);
        }
        return told;
    }

    /** Whether {@link #given} or {@link #coming} has something to tell. */
    boolean hasNews() {
        return !given.isEmpty() || !coming.isEmpty();
    }

    /** The number as which this process owns sales; 0 if it has none yet. */
    int numberNow() {
        return number;
    }

    /**
     * Waits until somebody hands something to this process, or for so long; others wait for their turn meanwhile. Returns at once, and false, where
     * nobody could be heard.
     */
    boolean awaitBell(long millis) {
        return inTurn(() -> {
            try {
                return session != null && hears(session, millis);
            } catch (SQLException e) {
                LOG.debug("the bell is not heard", e);
                disconnect();
                return false;
            }
        });
    }

    private boolean hears(Connection at, long millis) throws SQLException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime())) {
            PGNotification[] rung = at.unwrap(PGConnection.class).getNotifications(Math.toIntExact(left));
            boolean mine = false;
            for (PGNotification one : rung == null ? new PGNotification[0] : rung) {
                mine |= Bell.parse(one.getParameter()).filter(this::hear).isPresent();
            }
            if (mine) {
                return true;
            }
        }
        return true;
    }

    /** Whether it is for this process. */
    private boolean hear(Bell bell) {
        if (bell.to() != number) {
            return false;
        }
        switch (bell.kind()) {
            case GIVEN -> {}
            case COMING -> {
                announcers.put(bell.sale(), bell.from());
                coming.add(bell.sale());
            }
            case READ_AHEAD -> readAhead.add(bell.sale());
        }
        return true;
    }

    /** Tells another process that it is to have a sale. */
    void announce(int sale, int to) {
        readAhead.remove(sale);
        ring(new Bell(Bell.Kind.COMING, to, sale, number));
    }

    /** Tells who announced a sale that it was read ahead. */
    void answerReadAhead(int sale) {
        Integer announcer = announcers.remove(sale);
        if (announcer != null) {
            ring(new Bell(Bell.Kind.READ_AHEAD, announcer, sale, number));
        }
    }

    /** Whether the process answered that was told last that it is to have this sale. */
    boolean isReadAhead(int sale) {
        return readAhead.contains(sale);
    }

    /** Sales that were announced since this was asked last. */
    List<Integer> coming() {
        List<Integer> told = new ArrayList<>();
        for (Integer sale = coming.poll(); sale != null; sale = coming.poll()) {
            told.add(sale);
        }
        return told;
    }

    private void ring(Bell bell) {
        inTurn(() -> inSession("ring", () -> {
            try (PreparedStatement statement = session.prepareStatement("SELECT pg_notify(?, ?)")) {
                statement.setString(1, Bell.CHANNEL);
                statement.setString(2, bell.text());
                statement.executeQuery().close();
                return null;
            }
        }));
    }

    /** One after the other, whoever came first: those who wait for the bell come all the time. */
    private <T> T inTurn(Supplier<T> work) {
        turns.lock();
        try {
            return work.get();
        } finally {
            turns.unlock();
        }
    }

    private List<Member> readMembers() throws SQLException {
        List<Member> living = new ArrayList<>();
        List<Integer> news = List.of();
        try (PreparedStatement statement = session.prepareStatement("""
                SELECT number, roles, name, address, load, release, reads, writes, keys, CASE WHEN number = ? THEN given ELSE '{}' END AS given
                FROM process WHERE number IN (SELECT living_processes()) ORDER BY number""")) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    living.add(member(row));
                    if (row.getInt("number") == number) {
                        news = List.of((Integer[]) row.getArray("given").getArray());
                    }
                }
            }
        }
        if (!news.isEmpty()) {
            forgetGiven(news);
            given.addAll(news);
        }
        return living;
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

    private void forgetGiven(List<Integer> heard) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                "UPDATE process SET given = ARRAY(SELECT unnest(given) EXCEPT SELECT unnest(?::int[])) WHERE number = ?")) {
            BinaryParameter.ints(heard.size(), heard::get).set(statement, 1);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    private interface Asking<T> {
        T ask() throws SQLException;
    }

    private <T> T inSession(String what, Asking<T> asking) {
        try {
            if (session == null) {
                session = sessions.getConnection();
                listen();
            }
            return asking.ask();
        } catch (SQLException e) {
            disconnect();
            throw SqlFailure.of(what + ": " + e.getMessage(), e);
        }
    }

    private void listen() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("LISTEN " + Bell.CHANNEL);
        }
    }

    /** Returns false if the ledger does not know this process any more. */
    private boolean renewInLedger(Duration lease) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("""
                UPDATE process SET seen_at = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 millisecond',
                    server = pg_postmaster_start_time(), load = ?, roles = ?, name = ?, address = ?,
                    release = ?, reads = ?, writes = ?, keys = ?, knows = ?, alone_millis = ?
                WHERE number = ? RETURNING robbed""")) {
            statement.setLong(1, lease.toMillis());
            statement.setInt(introduce(statement, 2), number);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                robbed = row.getLong(1);
                return true;
            }
        }
    }

    /** Those that are long gone and own nothing are forgotten. Unlike all else, a number must never be given out again. */
    private void enlist(Duration lease) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            enter(lease);
            statement.execute("SET synchronous_commit = off");
        }
    }

    private void enter(Duration lease) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.executeUpdate("""
                    DELETE FROM process WHERE lease_until < clock_timestamp() - interval '1 day'
                    AND NOT EXISTS (SELECT FROM writer WHERE owner = process.number)""");
        }
        endThoseThatAreGone();
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
            introduce(statement, 6);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                robbed = number == NOBODY ? 0 : -1; // what it had as another is anybody's
                number = row.getInt(1);
                locked = false;
                joinedAt = null;
            }
        }
    }

    /** In the order in which both statements have it. Returns the next parameter's index. */
    private int introduce(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        statement.setLong(next++, shown.load());
        statement.setArray(next++, texts(shown.roles().stream().map(Role::name)));
        statement.setString(next++, shown.name());
        statement.setString(next++, shown.address());
        Traits traits = shown.traits();
        statement.setString(next++, traits.release());
        statement.setInt(next++, traits.reads());
        statement.setInt(next++, traits.writes());
        statement.setArray(
                next++, texts(traits.keys().entrySet().stream().map(key -> key.getKey() + BETWEEN + key.getValue())));
        statement.setInt(next++, Schema.KNOWN);
        statement.setObject(next++, shared == null ? null : shared.toMillis(), Types.BIGINT);
        return next;
    }

    private Array texts(Stream<String> texts) throws SQLException {
        return session.createArrayOf("text", texts.sorted().toArray());
    }

    /** Whoever starts again on a machine where both it and its server were killed need not wait for itself. */
    private void endThoseThatAreGone() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                        "SELECT number, machine, pid, started_at FROM process WHERE lease_until >= clock_timestamp()");
                ResultSet row = statement.executeQuery();
                PreparedStatement end = session.prepareStatement(
                        "UPDATE process SET lease_until = clock_timestamp() WHERE number = ?")) {
            while (row.next()) {
                LocalProcess other = new LocalProcess(
                        row.getString(2), row.getLong(3), row.getTimestamp(4).getTime());
                if (other.isKnownToBeGone()) {
                    end.setInt(1, row.getInt(1));
                    end.executeUpdate();
                }
            }
        }
    }

    /**
     * Returns false while a session of before holds it that does not end. Where the network was cut the server does not know for some seconds that it is
     * broken, and would take this process for gone once it does: so it is ended here, and its lock taken, at once.
     */
    private boolean lock() throws SQLException {
        boolean held = tryLock();
        if (!held) {
            endFormerSession();
            held = tryLock();
        }
        return held;
    }

    private boolean tryLock() throws SQLException {
        try (PreparedStatement statement =
                session.prepareStatement("SELECT pg_try_advisory_lock(?, ?), clock_timestamp()")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (joinedAt == null) {
                    joinedAt = row.getTimestamp(2);
                    joinedNanos = System.nanoTime();
                }
                return row.getBoolean(1);
            }
        }
    }

    private void endFormerSession() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                "SELECT pg_terminate_backend(pid, ?) FROM pg_stat_activity WHERE application_name = ? AND pid <> pg_backend_pid()")) {
            statement.setLong(1, END_MILLIS);
            statement.setString(2, SESSION + " " + run);
            statement.executeQuery().close();
        }
    }

    private void disconnect() {
        Connection broken = session;
        session = null;
        locked = false;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                LOG.debug("the session of this process's presence is broken", e);
            }
        }
    }

    /** Lets others take what it owns at once. */
    @Override
    public void close() {
        inTurn(() -> {
            end();
            return null;
        });
    }

    private void end() {
        if (session != null) {
            try (PreparedStatement statement =
                    session.prepareStatement("UPDATE process SET lease_until = clock_timestamp() WHERE number = ?")) {
                statement.setInt(1, number);
                statement.executeUpdate();
            } catch (SQLException e) {
                LOG.debug("this process leaves without saying so", e);
            }
            disconnect();
        }
    }
}
