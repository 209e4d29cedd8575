package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.Traits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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

    /** What its session is called, before the name of the run. */
    static final String SESSION = "ledger-presence";

    private final DataSource sessions;
    private final LocalProcess self;
    private final String run;
    private final Notices notices = new Notices();
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
            OptionalLong known =
                    number == NOBODY ? OptionalLong.empty() : ProcessTable.renew(session, number, shown, shared, lease);
            if (known.isPresent()) {
                robbed = known.getAsLong();
            } else {
                enlist(lease);
            }
            if (!locked) {
                locked = lock();
            }
            beatNanos = System.nanoTime();
            return robbed != before;
        });
    }

    private void enlist(Duration lease) throws SQLException {
        boolean first = number == NOBODY;
        number = ProcessTable.enlist(session, self, run, shown, shared, lease);
        robbed = first ? 0 : -1; // what it had as another is anybody's
        locked = false;
        joinedAt = null;
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
                ProcessTable.endLonelyLeases(session, number, joinedAt);
            }
            ProcessTable.Seen seen = ProcessTable.read(session, number);
            if (!seen.given().isEmpty()) {
                ProcessTable.forgetGiven(session, number, seen.given());
                notices.give(seen.given());
            }
            return seen.living();
        });
    }

    /** What others told this process, as far as {@link #look} and {@link #awaitBell} heard. */
    Notices notices() {
        return notices;
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
                Optional<Bell> bell = Bell.parse(one.getParameter()).filter(told -> told.to() == number);
                bell.ifPresent(notices::hear);
                mine |= bell.isPresent();
            }
            if (mine) {
                return true;
            }
        }
        return true;
    }

    /** Tells another process that it is to have a sale. */
    void announce(int sale, int to) {
        notices.announcing(sale);
        ring(new Bell(Bell.Kind.COMING, to, sale, number));
    }

    /** Tells who announced a sale that it was read ahead. */
    void answerReadAhead(int sale) {
        Integer announcer = notices.announcer(sale);
        if (announcer != null) {
            ring(new Bell(Bell.Kind.READ_AHEAD, announcer, sale, number));
        }
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
            try {
                ProcessTable.end(session, number);
            } catch (SQLException e) {
                LOG.debug("this process leaves without saying so", e);
            }
            disconnect();
        }
    }
}
