package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.WriterLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long this process may believe that it owns its sales. It renews its lease in the ledger; where it cannot, it is sure of nothing once
 * the lease may be over, since another process may have taken over by then. It hears what was taken and what was given, and takes over what is left
 * alone. While no other process is there that could take over, the lease is a longer one, since nobody gains by a short one; it is believed in only for
 * as long as a short one after it last saw that it is alone, since whoever comes waits no longer.
 *
 * <p>A thread renews, another does the rest, so that no work delays a renewal. What the second does by itself costs the ledger little however many
 * sales there are: it asks for sales that nobody owns only when somebody has gone, and now and then. Any thread may ask it.
 */
final class Tenure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
    private static final long LONGEST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LEASE_ALONE = Duration.ofSeconds(10);

    /** Who was here a moment ago may be back before this process has heard of it. */
    private static final long ALONE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Renewals in the time of a lease, at least. */
    private static final int RENEWALS = 5;

    /** The part of a lease that is left for what was decided while it was sure, and is on its way. */
    private static final int MARGIN = 10;

    /** Between two rounds of the second thread. */
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Between two looks at what others own and made, and at whom to help. */
    private static final long AROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Between two looks for sales that nobody owns, though nobody has gone; and while some were left for others to take. */
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long SWEEP_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * A process that could not reach the ledger for a while takes nothing from others for as long as this: they could not either, and are on their way
     * back.
     */
    private static final long CONSIDERATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Whom it tells. Called by its second thread; may block, and may throw what the ledger does. */
    interface Estate {
        /** Sales that have a writer here, by number. */
        List<Integer> own();

        /** Sales that another process owns. */
        List<Integer> others();

        /** Another process took this sale. */
        void lose(int sale);

        /** This sale will be this process's soon. */
        void expect(int sale);

        /** This sale is this process's now, or nobody's. */
        void takeOver(int sale);

        /** Looks at what others own, and for sales that others made. */
        void lookAround();

        /** Somebody asks for this sale, which may be unknown yet. Returns whether it is another process's, as far as is known here. */
        boolean isOthers(int sale);

        /** What its sales cost this process; may begin to move some to others. */
        long weigh(List<Member> services, int self);
    }

    private final WriterLedger ledger;
    private final Members members;
    private final Duration lease;
    private final Estate estate;
    private final Orphans orphans = new Orphans();
    private final Set<Integer> invited = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread renewing;
    private final Thread looking;
    private volatile long sureUntilNanos;
    /** Whether the lease is one of a process that is alone. */
    private volatile boolean lonely;

    private volatile long considerateUntilNanos;
    private volatile long load;
    private volatile boolean robbed;
    /** How often it was; and how often of that all who lost something know it. */
    private volatile long robberies;

    private volatile long toldRobberies;
    private volatile boolean closed;
    /** Whether another ticket service was here since the start, and when it was seen last. */
    private boolean accompanied;

    private long accompaniedNanos;
    /** When it last asked for its lease to be renewed, and it was. */
    private volatile long renewedNanos;

    /** The other ticket services when it looked last. */
    private Set<Integer> rivals = Set.of();

    private long aroundNanos;
    private long sweptNanos;

    Tenure(WriterLedger ledger, Members members, Duration lease, Estate estate) {
        this.ledger = ledger;
        this.members = members;
        this.lease = lease;
        this.estate = estate;
        long now = System.nanoTime();
        this.sureUntilNanos = now + sureNanos(lease);
        this.considerateUntilNanos = now;
        this.renewedNanos = now;
        this.aroundNanos = now;
        this.sweptNanos = now;
        this.renewing = Thread.ofPlatform()
                .name("lease")
                .daemon()
                .unstarted(() -> repeat(this::renew, () -> renewalNanos(leaseNow())));
        this.looking =
                Thread.ofPlatform().name("ownership").daemon().unstarted(() -> repeat(this::look, () -> ROUND_NANOS));
    }

    /** Begins to renew and to look, if it did not yet. */
    void start() {
        if (started.compareAndSet(false, true)) {
            members.whenChanged(this::hurry);
            renewing.start();
            looking.start();
        }
    }

    /** Whether no other process can have taken over what this one owns, but what {@link Estate#lose} was told of. */
    boolean isSure() {
        long now = System.nanoTime();
        return now - sureUntilNanos < 0
                && (!lonely || now - members.aloneNanos() < sureNanos(lease))
                && toldRobberies == robberies;
    }

    /** Somebody asks for a sale that may be nobody's. */
    void invite(int sale) {
        if (invited.add(sale)) {
            LockSupport.unpark(looking);
        }
    }

    /** All ticket services that are there, this one among them; none where this process is the only one. */
    List<Member> services() {
        List<Member> services = members.living().stream()
                .filter(member -> member.is(Role.TICKET))
                .toList();
        return services.stream().anyMatch(one -> one.number() != members.self()) ? services : List.of();
    }

    /** This process's number among them. */
    int self() {
        return members.self();
    }

    @Override
    public void close() {
        closed = true;
        hurry();
    }

    private void hurry() {
        LockSupport.unpark(renewing);
        LockSupport.unpark(looking);
    }

    /** By the thread that renews. */
    private Duration leaseNow() {
        long now = System.nanoTime();
        if (members.living().stream().anyMatch(one -> one.number() != members.self() && one.mayOwn())) {
            accompanied = true;
            accompaniedNanos = now;
        }
        boolean alone = !accompanied || now - accompaniedNanos > ALONE_AFTER_NANOS;
        return alone && lease.compareTo(LEASE_ALONE) < 0 ? LEASE_ALONE : lease;
    }

    private static long renewalNanos(Duration lease) {
        return Math.min(LONGEST_PERIOD_NANOS, lease.toNanos() / RENEWALS);
    }

    private static long sureNanos(Duration lease) {
        return lease.toNanos() - lease.toNanos() / MARGIN;
    }

    private interface Period {
        long nanos();
    }

    private void repeat(Runnable round, Period period) {
        while (!closed) {
            try {
                round.run();
            } catch (LedgerException e) {
                LOG.debug("the ledger does not say who owns what", e);
            } catch (RuntimeException e) {
                LOG.error("a defect in looking who owns what", e);
            }
            LockSupport.parkNanos(this, period.nanos());
        }
    }

    /**
     * The lease begins when the ledger renews it, which is later than it was asked to; a shorter one holds from when it is asked for. Who has no number
     * among the others does not see them come, and believes in every lease to its end.
     */
    private void renew() {
        Duration next = leaseNow();
        // A process that is alone renews less often than a short lease lasts: that is no silence.
        long silenceNanos = Math.max(2 * renewalNanos(next), sureNanos(lease));
        long askedNanos = System.nanoTime();
        long sureNanos = askedNanos + sureNanos(next);
        if (sureNanos - sureUntilNanos < 0) {
            sureUntilNanos = sureNanos;
        }
        boolean alone = next.compareTo(lease) > 0;
        lonely |= alone;
        if (ledger.renew(next, members.self() == 0 ? next : lease, load)) {
            robberies = robberies + 1; // by this thread alone
            robbed = true;
            LockSupport.unpark(looking);
        }
        if (askedNanos - renewedNanos > silenceNanos) {
            considerateUntilNanos = System.nanoTime() + CONSIDERATE_NANOS;
        }
        renewedNanos = askedNanos;
        sureUntilNanos = sureNanos;
        lonely = alone;
    }

    private void look() {
        long now = System.nanoTime();
        boolean disturbed = robbed;
        if (disturbed) {
            robbed = false;
            tellLost();
        }
        ledger.given().forEach(estate::takeOver);
        ledger.coming().forEach(estate::expect);
        answerInvitations();
        List<Member> services = services();
        Set<Integer> others = services.stream().map(Member::number).collect(Collectors.toSet());
        boolean somebodyLeft = !others.containsAll(rivals);
        long sweepNanos = orphans.any() ? SWEEP_AGAIN_NANOS : SWEEP_NANOS;
        boolean considerate = isConsiderate(now);
        if ((somebodyLeft || disturbed || now - sweptNanos >= sweepNanos) && !considerate) {
            sweep(services, now);
        }
        if (!considerate) {
            rivals = others;
        }
        if (now - aroundNanos >= AROUND_NANOS) {
            aroundNanos = now;
            estate.lookAround();
            load = estate.weigh(services, members.self());
        }
    }

    /** Also where this thread goes on before the one that renews, after the whole machine stood still. */
    private boolean isConsiderate(long now) {
        return now - considerateUntilNanos < 0
                || now - renewedNanos > Math.max(LONGEST_PERIOD_NANOS * 2, sureNanos(lease));
    }

    private void tellLost() {
        long told = robberies;
        try {
            ledger.lost(estate.own()).forEach(estate::lose);
            toldRobberies = told;
        } catch (LedgerException e) {
            robbed = true;
            throw e;
        }
    }

    /** Asked for once, whoever asks how often: who asks in vain asks again. */
    private void answerInvitations() {
        if (invited.isEmpty()) {
            return;
        }
        List<Integer> asked = List.copyOf(invited);
        invited.removeAll(asked);
        List<Integer> others = asked.stream().filter(estate::isOthers).toList();
        if (!others.isEmpty()) {
            takeOver(others);
        }
    }

    /** Takes what nobody owns: its own share of it at once, and of the rest what nobody wants. */
    private void sweep(List<Member> services, long now) {
        sweptNanos = now;
        List<Integer> others = estate.others();
        if (others.isEmpty()) {
            return;
        }
        int self = members.self();
        List<Integer> mine = orphans.toTake(
                ledger.free(others), sale -> services.isEmpty() || members.firstChoice(sale) == self, now);
        if (!mine.isEmpty()) {
            takeOver(mine);
        }
    }

    private void takeOver(List<Integer> sales) {
        ledger.take(new ArrayList<>(sales)).forEach(estate::takeOver);
    }
}
