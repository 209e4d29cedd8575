package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one database, looked at over and over again by a thread of its own, and at once when one hands something to this one. Any thread may
 * use it.
 */
final class PostgresMembers implements Members, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresMembers.class);

    /** Between two looks while there are others, whose end is to be noticed, and while there are none. */
    private static final long PERIOD_MILLIS = 100;

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

    private static final long PERIOD_ALONE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Presence presence;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile List<Member> living = List.of();
    private volatile int self;
    private volatile long aloneNanos = System.nanoTime();
    private volatile boolean closed;

    /** The first look is made at once, and blocks. */
    PostgresMembers(Presence presence) {
        this.presence = presence;
        look();
        this.thread = Thread.ofPlatform().name("members").daemon().start(this::run);
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public List<Member> living() {
        return living;
    }

    @Override
    public long aloneNanos() {
        return aloneNanos;
    }

    @Override
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    private void run() {
        while (!closed) {
            if (living.size() == 1 || !presence.awaitBell(PERIOD_MILLIS)) {
                LockSupport.parkNanos(this, living.size() > 1 ? PERIOD_NANOS : PERIOD_ALONE_NANOS);
            }
            if (!closed) {
                look();
            }
        }
    }

    private void look() {
        try {
            long askedNanos = System.nanoTime();
            List<Member> before = living;
            List<Member> now = presence.look();
            int number = presence.numberNow();
            if (now.stream().noneMatch(one -> one.number() != number && one.mayOwn())) {
                aloneNanos = askedNanos;
            }
            self = number;
            living = now;
            if (presence.notices().any() || !numbers(before).equals(numbers(now))) {
                listeners.forEach(Runnable::run);
            }
        } catch (LedgerException e) {
            LOG.debug("the ledger does not say which processes there are", e);
        } catch (RuntimeException e) {
            LOG.error("a defect in looking which processes there are", e);
        }
    }

    private static List<Integer> numbers(List<Member> members) {
        return members.stream().map(Member::number).toList();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
