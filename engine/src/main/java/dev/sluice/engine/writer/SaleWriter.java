package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.TierState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one writer of a sale, while it owns it: takes what waits in the queue, stamps the time, lets the book decide, commits, and
 * then releases the outcomes. While a batch commits, the next gathers in the queue by itself.
 *
 * <p>If a commit fails, nobody knows what is durable: {@link #turn} throws, nothing is released, and the batch stays. Whoever
 * runs the writer calls {@link #load} again, which takes a new epoch, and goes on; deciding the batch again is safe, because
 * what was durable after all is found by its id. One thread uses an instance.
 */
final class SaleWriter {
    /** Where a writer shows what everybody may know of its sale. */
    interface Desk {
        /** @param known who may have something in what the view shows; goes on growing, for later views */
        void show(SaleView view, KnownBuyers known);
    }

    /** Bounds a wait, so that a clock that is set forward meanwhile is noticed. */
    private static final long MAX_WAIT_MILLIS = 1_000;

    private final int sale;
    private final WriterLedger ledger;
    private final CommandQueue queue;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final EngineConfig config;
    private final Telemetry telemetry;
    private final Desk desk;
    private final StallWatch stall;

    /** Drained and not yet released, in order. */
    private final List<Envelope> pending = new ArrayList<>();

    private final Watches watches = new Watches();
    private SaleBook book;
    private KnownBuyers known;
    private Batch batch;
    private long epoch;
    private String position = "";
    /** The queue is told once where to begin; from then on it and {@link #pending} know better. */
    private boolean resumed;

    private SaleStatus publishedStatus;
    private int warmed;

    SaleWriter(
            int sale,
            Ports ports,
            CommandQueue queue,
            EngineConfig config,
            Telemetry telemetry,
            Desk desk,
            StallWatch stall) {
        this.sale = sale;
        this.ledger = ports.ledger();
        this.queue = queue;
        this.outcomes = ports.outcomes();
        this.clock = ports.clock();
        this.config = config;
        this.telemetry = telemetry;
        this.desk = desk;
        this.stall = stall;
    }

    /** Claims the sale and rebuilds its book from the ledger. */
    void load() {
        BookLoader loader = new BookLoader(this::onChange);
        WriterLedger.Claim claim = ledger.claim(sale, loader);
        book = loader.book();
        known = loader.known();
        epoch = claim.epoch();
        if (!resumed) {
            queue.resumeAfter(claim.position());
            resumed = true;
        }
        position = claim.position();
        requireSameCounts(claim.tiers());
        publishView(clock.millis());
    }

    /** Lets go of the book. {@link #load} comes before anything else. */
    void unload() {
        book = null;
        batch = null;
    }

    /** Waits for something to do, up to {@code idleNanos} and about a second, and does one batch of it. Returns whether anything was there. */
    boolean turn(long idleNanos) {
        if (pending.isEmpty() && queue.drainTo(pending, config.maxBatch()) == 0) {
            queue.await(Math.min(idleNanos, nanosToNextWake()));
            queue.drainTo(pending, config.maxBatch());
        }
        long nowMillis = clock.millis();
        batch = new Batch(sale, epoch, nowMillis);
        int expired = book.expireDue(nowMillis, config.maxBatch());
        List<Reply> replies = decide(nowMillis);
        commit(replies.size());
        release(replies, nowMillis);
        return expired > 0 || !replies.isEmpty();
    }

    /** Whether the sale is over and nothing can happen to it unasked. */
    boolean isSettled() {
        return pending.isEmpty() && book.sale().statusAt(clock.millis()) == SaleStatus.CLOSED && book.isSettled();
    }

    /** Decides what is pending, in order. What a merchant changes is committed alone. */
    private List<Reply> decide(long nowMillis) {
        for (Envelope envelope : pending) {
            warmed += book.warm(envelope.command());
        }
        List<Reply> replies = new ArrayList<>(pending.size());
        for (Envelope envelope : pending) {
            boolean alone = envelope.command() instanceof Command.Administer;
            if (alone && !(batch.isEmpty() && replies.isEmpty())) {
                break;
            }
            Outcome outcome = book.apply(envelope.command(), nowMillis);
            replies.add(new Reply(envelope.replyTo(), envelope.request(), outcome, false));
            if (alone) {
                break;
            }
        }
        return replies;
    }

    private void commit(int commands) {
        if (batch.isEmpty()) {
            return;
        }
        if (commands == pending.size()) {
            position = queue.position();
        }
        batch.reach(position);
        long startedNanos = stall.begin();
        ledger.commit(batch);
        stall.end();
        telemetry.committed(commands, batch.size(), System.nanoTime() - startedNanos);
    }

    private void release(List<Reply> replies, long nowMillis) {
        int decided = replies.size();
        for (int i = 0; i < decided; i++) {
            watches.begin(pending.get(i), replies.get(i).outcome());
        }
        pending.subList(0, decided).clear();
        if (!batch.isEmpty() || book.sale().statusAt(nowMillis) != publishedStatus) {
            publishView(nowMillis);
        }
        for (Reply reply : replies) {
            telemetry.decided(reply.outcome());
        }
        watches.collect(batch, nowMillis, replies);
        if (!replies.isEmpty()) {
            outcomes.publish(replies);
        }
        if (pending.isEmpty() && decided > 0) {
            queue.forget(queue.position());
        }
    }

    private void onChange(Change change) {
        if (change instanceof Change.Made made) {
            known.add(made.state().buyer());
        }
        batch.accept(change);
    }

    private void publishView(long nowMillis) {
        publishedStatus = book.sale().statusAt(nowMillis);
        desk.show(new SaleView(book.sale(), publishedStatus, tiers(), book.availability(), false), known);
    }

    private List<TierState> tiers() {
        int count = book.sale().terms().tiers().size();
        TierState[] tiers = new TierState[count];
        for (int i = 0; i < count; i++) {
            tiers[i] = book.tier(i);
        }
        return List.of(tiers);
    }

    /** Until a deadline comes or the status changes by time. A change since the last turn, which nobody saw yet, is due now. */
    private long nanosToNextWake() {
        long nowMillis = clock.millis();
        if (book.sale().statusAt(nowMillis) != publishedStatus) {
            return 0;
        }
        long wakeMillis = Math.min(book.nextDueMillis(), book.sale().nextStatusChangeMillis(nowMillis));
        long waitMillis = Math.clamp(wakeMillis - nowMillis, 0, MAX_WAIT_MILLIS);
        return TimeUnit.MILLISECONDS.toNanos(waitMillis);
    }

    private void requireSameCounts(List<TierState> stored) {
        for (int i = 0; i < stored.size(); i++) {
            TierState counted = book.tier(i);
            if (counted.held() != stored.get(i).held()
                    || counted.sold() != stored.get(i).sold()) {
                throw new BrokenInvariantException(
                        "tier " + i + " of sale " + sale + ": rows say " + counted + ", the tier " + stored.get(i));
            }
        }
    }
}
