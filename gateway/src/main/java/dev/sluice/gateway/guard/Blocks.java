package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who is on the blocklist, three tenths of a second old at most; while the ledger is away it goes on with what it knew. Any thread may
 * use it, and asks memory alone.
 */
public final class Blocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);
    private static final Duration PERIOD = Duration.ofMillis(300);

    private static final int SHORT = 10_000;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Blocklist list;
    private final Clients clients;
    private final InstantSource clock;
    private final long seed;
    private final GuardFigures figures;
    private final Rounds rounds;
    private volatile BlockView view = BlockView.EMPTY;
    private volatile long knownNanos = System.nanoTime();
    private long version = -1;
    private long readNanos;

    /**
     * @param list null if there is none
     * @param seed of the hashes of users; secret
     */
    public Blocks(Blocklist list, Clients clients, InstantSource clock, long seed, GuardFigures figures) {
        this.list = list;
        this.clients = clients;
        this.clock = clock;
        this.seed = seed;
        this.figures = figures;
        this.rounds = list == null ? null : new Rounds("blocklist", PERIOD, this::look);
    }

    /** Reads the list, and from now on looks at it by itself. */
    public void start() {
        if (rounds == null) {
            return;
        }
        try {
            look();
        } catch (LedgerException e) {
            LOG.warn("the blocklist cannot be read yet: {}", e.getMessage());
        }
        rounds.start();
    }

    private boolean look() {
        long askedNanos = System.nanoTime();
        long now = list.version();
        if (now != version || isOld()) {
            long nowMillis = clock.millis();
            BlockView.Reading reading = new BlockView.Reading(seed, nowMillis);
            list.read(nowMillis, reading::add);
            view = reading.view();
            version = now;
            readNanos = System.nanoTime();
        }
        knownNanos = askedNanos;
        return false;
    }

    /** Entries have come to their end. A long list is read again now and then for that alone. */
    private boolean isOld() {
        boolean over = view.endsMillis() <= clock.millis();
        return over && (view.size() <= SHORT || System.nanoTime() - readNanos > AGAIN_NANOS);
    }

    /** What is held against a user where a request comes from. */
    public Repute of(HttpServerRequest request, String user) {
        BlockView now = view;
        return now.isEmpty() ? Repute.GOOD : now.of(user, clients.of(request));
    }

    /** How a blocked one is refused; counted. Why is the operators' alone to know. */
    public ProblemException refused() {
        figures.count(GuardKind.BLOCKLIST);
        return new ProblemException(
                Problem.of(403, "BLOCKED", "Not for you", "you cannot buy here; ask whoever sells this"));
    }

    /** Counts an answer to somebody who is not told. */
    public void countSlow() {
        figures.count(GuardKind.SLOW_LANE);
    }

    /** Entries that hold. */
    public int size() {
        return view.size();
    }

    /** How old it is what is known, in seconds. */
    public double ageSeconds() {
        return list == null ? 0 : (System.nanoTime() - knownNanos) / 1e9;
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
