package dev.sluice.queue.redis;

import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.CommandQueues;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Once;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Quota;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.queue.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a process has of Redis. It is there at once, and refuses as long as there is no connection; what breaks heals by itself. Any thread
 * may use it.
 */
public final class RedisPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPorts.class);
    private static final int TICK_MILLIS = 100;
    private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int OWN_ENTRIES = 64;
    private static final int ATTEMPTS = 5;
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));

    private final Wire wire;
    private final Members members;
    private final IntUnaryOperator owners;
    private final RedisFigures figures = new RedisFigures();
    private final RedisHealth health;
    private final RedisLink link;
    private final RedisLine line;
    private final SpareLines spare;
    private final ScheduledExecutorService timer;
    private final RedisCommandQueues queues;
    private final Bells bells;
    private final RedisOutcomes outcomes;
    private final RedisNews news;
    private final Quota quota;
    private final Once once;
    private final OwnStreams own;
    private final StreamFeed ownFeed;
    private long doubtedNanos = System.nanoTime() - DOUBT_NANOS;
    private long forgotNanos = System.nanoTime();

    /**
     * @param owners the ticket service that has a sale, both by number; 0 where it is not known
     * @param here who waits in this process, by addresses of fewer than 32 bits
     */
    public RedisPorts(RedisConfig config, Wire wire, Members members, IntUnaryOperator owners, Outcomes here) {
        this.wire = wire;
        this.members = members;
        this.owners = owners;
        RedisNames names = new RedisNames(config.prefix());
        health = new RedisHealth(config.toString());
        link = new RedisLink(config, figures);
        line = new RedisLine("commands", link, health);
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("redis-timer").factory());
        bells = new Bells(line, names, members::self, this::whose, this::rung, figures);
        SaleSender.Ports sending =
                new SaleSender.Ports(line, names, wire, members::self, bells, here, config.streamEntries(), figures);
        spare = new SpareLines(number -> new RedisLine("spare-" + number, link, health));
        SaleReader.Ports taking = new SaleReader.Ports(line, spare, names, wire, timer, this::rung, bells, figures);
        queues = new RedisCommandQueues(sale -> new RedisCommandQueue(sale, sending, taking));
        outcomes = new RedisOutcomes(line, names, wire, members::self, here, figures);
        news = new RedisNews(link, health, line, names, wire, members::self, bells, figures);
        quota = new RedisQuota(line, names);
        once = new RedisOnce(line, names);
        own = new OwnStreams(line, names, members::self, this::take);
        ownFeed = new StreamFeed("own", new RedisLine("own", link, health), RedisLink.LONGEST_BLOCK, OWN_ENTRIES, own);
        timer.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Both ends of every sale's stream, for gateways and for writers. */
    public CommandQueues queues() {
        return queues;
    }

    /** For writers of this process: to whoever waits, wherever it is. */
    public Outcomes outcomes() {
        return outcomes;
    }

    public NewsChannel news() {
        return news;
    }

    /** Limits that all gateways share; fails while Redis does. */
    public Quota quota() {
        return quota;
    }

    /** What may be used a single time at all gateways; fails while Redis does. */
    public Once once() {
        return once;
    }

    /** From now on says when something was put into the stream of a sale that nobody takes out here. The listener is quick. */
    public void whenStray(IntConsumer sale) {
        queues.whenStray(sale);
    }

    public RedisState state() {
        long oldest = queues.oldestMillis();
        return new RedisState(
                health.awaySinceMillis(),
                queues.unsent(),
                queues.fetched(),
                oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest),
                outcomes.waiting(),
                figures.sentCommands.sum(),
                figures.sentEntries.sum(),
                figures.takenCommands.sum(),
                figures.takenEntries.sum(),
                figures.turnedAway.sum(),
                figures.unknown.sum(),
                figures.unreadable.sum(),
                figures.lostOutcomes.sum(),
                figures.lostRings.sum(),
                figures.wentBack.sum(),
                figures.reconnects.sum());
    }

    private int whose(int sale) {
        int owner = owners.applyAsInt(sale);
        return owner == 0 ? members.firstChoice(sale) : owner;
    }

    private void rung(int sale) {
        queues.rung(sale);
    }

    private void tick() {
        try {
            health.look();
            if (link.takeStirred()) {
                doubt();
            }
            own.keep();
            queues.look();
            List<Member> living = members.living();
            news.listenTo(living.stream()
                    .filter(member -> member.is(Role.TICKET))
                    .map(Member::number)
                    .collect(Collectors.toUnmodifiableSet()));
            forgetOthersThan(living);
        } catch (RuntimeException e) {
            LOG.error("Redis could not be looked after", e);
        }
    }

    private void doubt() {
        long now = System.nanoTime();
        if (now - doubtedNanos < DOUBT_NANOS) {
            link.stir();
            return;
        }
        doubtedNanos = now;
        own.doubt();
        queues.doubt();
        news.doubt();
    }

    private void forgetOthersThan(List<Member> living) {
        long now = System.nanoTime();
        if (now - forgotNanos >= FORGET_NANOS && !living.isEmpty()) {
            forgotNanos = now;
            Set<Integer> numbers = living.stream().map(Member::number).collect(Collectors.toUnmodifiableSet());
            outcomes.keep(numbers);
            bells.keep(numbers);
        }
    }

    /** Takes what came for this process alone. */
    private void take(byte field, byte[] frame) throws InterruptedException {
        if (field == Bells.RINGS[0]) {
            hear(frame);
        } else if (field == RedisOutcomes.REPLIES[0]) {
            List<Reply> replies = replies(frame);
            if (!replies.isEmpty()) {
                outcomes.arrived(replies);
            }
        } else if (field == RedisNews.EDITION[0]) {
            news.arrived(frame);
        } else if (field == Attention.FIELD[0]) {
            attended(frame);
        } else {
            figures.skipped("an entry of a kind that is not known here", null);
        }
    }

    private void hear(byte[] frame) {
        List<Ring> rings = Ring.read(frame);
        if (rings == null) {
            figures.skipped("a ring of another version", null);
            return;
        }
        for (Ring ring : rings) {
            switch (ring) {
                case Ring.Sale sale -> queues.rung(sale.number());
                case Ring.Asked asked -> news.asked(asked.number());
            }
        }
    }

    private void attended(byte[] frame) {
        Attention said = Attention.read(frame);
        if (said == null) {
            figures.skipped("a word of another version about rings", null);
        } else {
            bells.attended(said);
        }
    }

    /** None if they cannot be read. */
    private List<Reply> replies(byte[] frame) throws InterruptedException {
        RuntimeException why = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return wire.replies(frame);
            } catch (LedgerException e) {
                why = e;
                Thread.sleep(RETRY.after(attempt));
            } catch (RuntimeException e) {
                why = e;
                break;
            }
        }
        figures.skipped("an entry of outcomes", why);
        return List.of();
    }

    /** Sends the outcomes that are under way, for up to a second, and ends. What is in Redis waits there for others. */
    @Override
    public void close() {
        long endNanos = System.nanoTime() + CLOSE_NANOS;
        while (!outcomes.isIdle() && System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        timer.shutdownNow();
        news.retire();
        ownFeed.retire();
        spare.retire();
        line.retire();
        link.close();
    }
}
