package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.TierState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The one writer of a sale. It takes what waits in the queue, stamps the time, lets the book decide, has the decisions
 * committed, and releases the outcomes of those that are durable, in order. One thread uses an instance.
 *
 * <p>While one batch commits, the next gathers in the queue by itself. Once enough has gathered, it is decided, too,
 * and stands in line for the ledger, which then need not wait for it. No outcome leaves before its own batch and all
 * earlier ones are durable.
 *
 * <p>No turn is long, however much comes due at once. What is to be done unasked, such as offers to a long waitlist, is done in
 * portions, one a turn, with commands in between.
 *
 * <p>If a commit fails, nobody knows what is durable: {@link #turn} throws, releases nothing, and keeps all that was not
 * released. Whoever runs the writer then calls {@link #load} again, which takes a new epoch, and goes on. What was kept is
 * decided again; that is safe, because what was durable after all is found by its id. Where the reason may be what was to be
 * committed, less is decided together then, until the {@link Suspects} are down to one command, which is refused.
 */
final class SaleWriter {
    /** Where a writer shows what everybody may know of its sale. */
    interface Desk {
        /**
         * Shows the sale to everybody.
         *
         * @param known who may have something in what the view shows; others are added to it later
         */
        void show(SaleView view, KnownBuyers known);

        /** Shows what was loaded, by a writer of this epoch. */
        default void begin(SaleView view, KnownBuyers known, long epoch) {
            show(view, known);
        }

        /** Shows what is durable with this batch. */
        default void show(SaleView view, KnownBuyers known, Batch batch) {
            show(view, known);
        }
    }

    /** Decisions that are not durable yet: one that is being committed, and one in line behind it. */
    private static final int MAX_UNDER_WAY = 2;

    /** Commands that are worth a commit of their own while another is under way. */
    private static final int PORTION = 128;

    /** How long one turn decides. What is left is for the next turn, so that a commit and other commands come in between. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** After so many commands, or things done unasked, the writer looks at how long its turn takes. */
    private static final int COMMANDS_AT_A_TIME = 8;

    private static final int UNASKED_AT_A_TIME = 16;

    private final int sale;
    private final WriterLedger ledger;
    private final CommandQueue queue;
    private final SaleTime time;
    private final Suspects suspects;
    private final EngineConfig config;
    private final Desk desk;
    private final StallWatch stall;
    private final ToldRefusals told;

    private final PendingCommands pending;
    private final UnderWay underWay;
    private final Agenda agenda;
    private final Commits commits;
    private final CommitLine line = new CommitLine();

    private SaleBook book;
    private KnownBuyers known;
    private Batch batch;
    private long epoch;
    private final int portion;
    private long warmed;

    /** Commands for which something is being fetched. */
    private int recalling;

    /** What commands of this turn name and the ledger has, but nobody can read. */
    private Set<UUID> unreadable = Set.of();

    /** Whether the last turn left something that was due. */
    private boolean moreIsDue;

    /**
     * @param told outlives the writer
     * @param owns whether nobody else can own the sale just now
     */
    SaleWriter(
            int sale,
            Ports ports,
            CommandQueue queue,
            Commits commits,
            EngineConfig config,
            Telemetry telemetry,
            Desk desk,
            StallWatch stall,
            ToldRefusals told,
            BooleanSupplier owns) {
        this.sale = sale;
        this.ledger = ports.ledger();
        this.queue = queue;
        this.commits = commits;
        this.time = new SaleTime(ports.clock());
        this.suspects = new Suspects(sale);
        this.config = config;
        this.portion = Math.min(PORTION, config.maxBatch());
        this.desk = desk;
        this.stall = stall;
        this.told = told;
        this.pending = new PendingCommands(queue);
        this.agenda = new Agenda(time, suspects);
        this.underWay = new UnderWay(queue, ports.outcomes(), suspects, telemetry, desk, stall, told, owns);
    }

    /** Claims the sale and rebuilds its book from the ledger. What was not released is decided again. */
    void load() {
        suspects.begin();
        moreIsDue = false;
        agenda.begin();
        pending.takeMore();
        pending.takeBack(underWay.giveBack());
        BookLoader loader = new BookLoader(this::onChange);
        WriterLedger.Claim claim = ledger.claim(sale, loader);
        book = loader.book();
        known = loader.known();
        epoch = claim.epoch();
        pending.resumeAfter(claim.position());
        time.begin(claim.decidedAtMillis());
        loader.requireSameCounts(claim.tiers());
        suspects.aside().mark(book);
        desk.begin(view(time.millis()), known, epoch);
    }

    /** Lets go of the book, and may find the sale decided further by others. After this, {@link #load} must come first. */
    void unload() {
        book = null;
        batch = null;
        pending.leave();
    }

    /**
     * Gives up all that waits, unless its queue keeps it. Returns that of which it is certain that nothing came of it. What may be durable stays, and is
     * decided again should this writer ever load the sale again.
     */
    List<Envelope> giveUp() {
        return pending.giveUp(underWay);
    }

    /** Hands the sale to another process. Returns whether that was done. Comes when nothing is under way. */
    boolean handOver(int to) {
        return ledger.handOver(sale, epoch, queue.position(), time.millis(), to);
    }

    /** Leaves the sale to whoever claims it. */
    void release() {
        ledger.release(sale, epoch);
    }

    /** Commands that were decided and released since the start. Any thread may ask. */
    long decided() {
        return underWay.decided();
    }

    /**
     * Waits for something to do, up to {@code idleNanos}, and does some of it: decides a batch, or releases what became durable.
     * What comes due while it waits is seen by whoever wakes the queue at {@link #wakeMillis}. Returns whether anything was
     * decided, or is not durable yet.
     */
    boolean turn(long idleNanos) {
        try {
            awaitWork(idleNanos);
            underWay.release(book, known);
            boolean any = mayDecide() && decide();
            underWay.release(book, known);
            return any || !underWay.isEmpty();
        } catch (LedgerException e) {
            blame(e);
            throw e;
        }
    }

    /** Says what failed to those who look for the reason: the oldest that is under way, or else what was being fetched. */
    private void blame(LedgerException cause) {
        Decision oldest = underWay.oldest();
        if (recalling > 0) {
            List<Envelope> tried = underWay.envelopes();
            tried.addAll(pending.first(recalling));
            recalling = 0;
            suspects.failedToFind(tried, cause);
        } else if (oldest != null) {
            suspects.failed(oldest, cause, time.millis());
        } else {
            suspects.begin();
        }
    }

    /** Batches of this writer that became durable. */
    long commits() {
        return underWay.commits();
    }

    /** Whether the last failure left less to be tried again at once. */
    boolean isNarrower() {
        return suspects.isNarrower();
    }

    /** Whether the last failure, final as it looks, may be of something that is not worth stopping for. */
    boolean isSpared() {
        return suspects.isSpared();
    }

    /** What is set aside, since it could not be committed. Any thread may ask. */
    List<UUID> aside() {
        return suspects.aside().shown();
    }

    /** Whether anything waits that would be decided now. */
    boolean hasWork() {
        return !pending.isEmpty() || !underWay.isEmpty() || agenda.isDue(book);
    }

    /** From here on only commands are decided: what is due, however much that is, is done by whoever loads the sale next. */
    void finish() {
        agenda.finish();
        moreIsDue = false;
    }

    /** From here on nothing is taken from the queue. */
    void takeNoMore() {
        pending.takeNoMore();
    }

    /** Whether the sale is over and nothing can happen to it unasked. */
    boolean isSettled() {
        return pending.isEmpty()
                && underWay.isEmpty()
                && book.sale().statusAt(time.millis()) == SaleStatus.CLOSED
                && book.isSettled();
    }

    /**
     * Waits for work. While nothing is being committed, one command ends the wait; behind a commit, as many as
     * are worth one of their own.
     */
    private void awaitWork(long idleNanos) {
        if (!underWay.isEmpty() && underWay.oldest().isOver()) {
            return;
        }
        if (underWay.isEmpty()) {
            if (pending.isEmpty() && queue.size() == 0) {
                queue.await(agenda.isDue(book) ? 0 : idleNanos, 1);
            }
        } else if (!mayDecide()) {
            int enough = underWay.size() < MAX_UNDER_WAY && !suspects.any() ? portion : Integer.MAX_VALUE;
            queue.await(Long.MAX_VALUE, enough);
        }
    }

    private boolean mayDecide() {
        return underWay.isEmpty()
                || (underWay.size() < MAX_UNDER_WAY && !suspects.any() && (moreIsDue || pending.waiting() >= portion));
    }

    /**
     * Does what is due, decides what waits, in order, and hands both on to be committed; as much as goes into one batch and one
     * turn. What a merchant changes is committed alone, and does not wait until nothing is due.
     */
    private boolean decide() {
        tryAgain();
        if (underWay.isEmpty() && book.nextDueMillis() > time.millis()) {
            suspects.nothingIsDue();
        }
        boolean apart = suspects.any();
        List<Envelope> chosen = suspects.isUnaskedAlone(agenda.isUnaskedDue(book, time.millis()), pending.waiting() > 0)
                ? List.of()
                : choose();
        warmed += book.warm(chosen.stream().map(Envelope::command).toList());
        recall(chosen);
        book.leaveOffers(apart);
        book.strain(pending.waiting() > config.maxBatch());
        long nowMillis = time.millis();
        long beganNanos = System.nanoTime();
        batch = new Batch(sale, epoch, nowMillis);
        boolean mayMix = chosen.isEmpty() || (suspects.mayMix() && !isAlone(chosen.getFirst()));
        int unasked = mayMix && agenda.isUnaskedDue(book, nowMillis) ? proceed(nowMillis, beganNanos) : 0;
        List<Reply> replies = apply(chosen, nowMillis, beganNanos);
        moreIsDue = agenda.isUnaskedDue(book, nowMillis);
        boolean any = !batch.isEmpty() || !replies.isEmpty();
        boolean news = !batch.isEmpty() || agenda.isStatusNews(book, nowMillis);
        if (any || news) {
            underWay.add(new Decision(
                    pending.decided(replies.size()),
                    replies,
                    apart,
                    unasked,
                    batch,
                    book.settlements(),
                    news ? view(nowMillis) : null,
                    pending.isEmpty() ? queue.position() : null,
                    batch.isEmpty() ? null : commit(),
                    System.nanoTime()));
        }
        return any;
    }

    /** Does one of those things again that could not be committed, if it is time. */
    private void tryAgain() {
        long nowMillis = time.millis();
        if (agenda.isAgainDue(nowMillis)) {
            suspects.tryOne(book, nowMillis);
        }
    }

    /** Takes what one batch may hold of what waits, and leaves it waiting until it is decided. */
    private List<Envelope> choose() {
        return pending.next(suspects.limit(Math.clamp(pending.waiting() / 2, portion, config.maxBatch())));
    }

    /** Fetches reservations that the commands name and that have left the book, all at once, so that deciding need not wait. */
    private void recall(List<Envelope> envelopes) {
        unreadable = Set.of();
        List<UUID> lacking = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            if (book.lacks(envelope.command())) {
                lacking.add(envelope.command().id());
            }
        }
        if (!lacking.isEmpty()) {
            stall.begin();
            recalling = envelopes.size();
            Recall recall = Recall.of(ledger, sale, lacking);
            unreadable = recall.unreadable();
            lacking.removeAll(unreadable);
            book.recall(lacking, recall.found());
            recalling = 0;
            if (underWay.isEmpty()) {
                stall.end();
            }
        }
    }

    /** Does what is to be done unasked, for up to half of the batch and of the turn. Returns how much that was. */
    private int proceed(long nowMillis, long beganNanos) {
        int most = suspects.unaskedLimit(Math.max(1, config.maxBatch() / 2));
        int done = 0;
        int limit;
        do {
            limit = Math.min(UNASKED_AT_A_TIME, most - done);
            int more = book.proceed(nowMillis, limit);
            done += more;
            if (more < limit) {
                return done;
            }
        } while (done < most && System.nanoTime() - beganNanos < TURN_NANOS / 2);
        return done;
    }

    private List<Reply> apply(List<Envelope> envelopes, long nowMillis, long beganNanos) {
        List<Reply> replies = new ArrayList<>(envelopes.size());
        Rejection verdict = envelopes.isEmpty() ? null : suspects.takeVerdict();
        if (verdict != null) {
            Envelope atFault = envelopes.getFirst();
            replies.add(reply(atFault, new Outcome.Refused(atFault.command().id(), verdict)));
            return replies;
        }
        for (Envelope envelope : envelopes) {
            boolean alone = isAlone(envelope);
            if ((alone && !(batch.isEmpty() && replies.isEmpty())) || isEnough(replies.size(), beganNanos)) {
                break;
            }
            replies.add(reply(envelope, decide(envelope, nowMillis)));
            if (alone) {
                break;
            }
        }
        return replies;
    }

    private Outcome decide(Envelope envelope, long nowMillis) {
        Command command = envelope.command();
        Rejection known = unreadable.contains(command.id()) ? Rejection.UNREADABLE : suspects.known(command);
        if (known != null) {
            return new Outcome.Refused(command.id(), known);
        }
        Rejection before = told.find(envelope);
        return before == null ? book.apply(command, nowMillis) : findRefused(command.id(), before, nowMillis);
    }

    /** A request that was refused, which may have been made anew since, and successfully. */
    private Outcome findRefused(UUID id, Rejection reason, long nowMillis) {
        Outcome found = book.apply(new Command.Find(id), nowMillis);
        return found instanceof Outcome.Refused ? new Outcome.Refused(id, reason) : found;
    }

    private Reply reply(Envelope envelope, Outcome outcome) {
        told.decided(envelope, outcome);
        return new Reply(envelope.replyTo(), envelope.request(), outcome, false);
    }

    private static boolean isAlone(Envelope envelope) {
        return envelope.command() instanceof Command.Administer;
    }

    /** Whether the batch is full or the turn is over. One command is always decided. */
    private boolean isEnough(int decided, long beganNanos) {
        return decided > 0
                && (batch.size() >= config.maxBatch()
                        || (decided % COMMANDS_AT_A_TIME == 0 && System.nanoTime() - beganNanos >= TURN_NANOS));
    }

    private Commit commit() {
        batch.reach(pending.position());
        Commit commit = new Commit(batch, queue::wake);
        stall.begin();
        commits.submit(line, commit);
        return commit;
    }

    private void onChange(Change change) {
        if (change instanceof Change.Made made) {
            known.add(made.state().buyer());
        }
        batch.accept(change);
    }

    private SaleView view(long nowMillis) {
        SaleStatus status = book.sale().statusAt(nowMillis);
        agenda.shows(status);
        return new SaleView(book.sale(), status, tiers(), book.availability(), false, book.room());
    }

    private List<TierState> tiers() {
        int count = book.sale().terms().tiers().size();
        TierState[] tiers = new TierState[count];
        for (int i = 0; i < count; i++) {
            tiers[i] = book.tier(i);
        }
        return List.of(tiers);
    }

    /**
     * When something happens unasked, such as a deadline or a change of status, or a time before that. {@code Long.MAX_VALUE}
     * for never, and while decisions are under way, which wake the queue themselves.
     */
    long wakeMillis() {
        return underWay.isEmpty() ? agenda.nextMillis(book) : Long.MAX_VALUE;
    }
}
