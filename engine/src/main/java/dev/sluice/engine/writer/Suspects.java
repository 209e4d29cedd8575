package dev.sluice.engine.writer;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.sale.Command;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleBook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the ledger cannot take, among that which was committed together. A batch that failed is tried again in small parts, and that
 * of them which fails command by command, until one fails alone and is refused; all others are decided as if it had not been there. A part
 * that succeeds costs a commit, one that fails a time-out or a loading, and so they are many and small: of thousands the one is found with
 * three that fail.
 *
 * <p>What a writer does unasked is kept apart from the commands then, so that each is committed without the other. It cannot be refused:
 * where one such thing fails alone, it is {@link SetAside}, and all else goes on. Used by the writer's thread.
 */
final class Suspects {
    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final Backoff HOLDING_BACK = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Whoever brings one after the other that the ledger cannot take does not keep a writer loading. */
    private static final long PACED_MILLIS = 1_000;

    private static final long PACED_NANOS = TimeUnit.MILLISECONDS.toNanos(PACED_MILLIS);

    /** As many as ever, of commands or of what is done unasked. */
    private static final int UNBOUNDED = 1 << 16;

    private static final int FEW = 64;

    /** So many are set aside one after the other until it may be whatever is due. */
    private static final int MAX_IN_A_ROW = 4;

    /** Commands that are known to be at fault, so that their repetitions harm nobody. Those of before are forgotten at once. */
    private static final int MAX_KNOWN = 256;

    private final int sale;
    private final Sparing refusals = new Sparing(QUIET);
    private final Sparing asides = new Sparing(QUIET);
    private final Set<Command> known = new HashSet<>();

    /** Commands that wait, from the first, one of which is at fault; 0 where none is suspected. */
    private int commands;

    /** Commands that are decided together: few behind one that was refused, since such come in company; then more and more. */
    private int most = UNBOUNDED;

    private int failedAlone;
    private Rejection verdict;
    private boolean refusedSinceCommit;
    private long refusedNanos = System.nanoTime() - PACED_NANOS;

    private boolean apart;
    private boolean unaskedWasLast;
    private int unasked = UNBOUNDED;
    private final SetAside aside = new SetAside();
    /** How many were set aside without anything in between that was done unasked and committed. */
    private int asideInARow;

    private long asideMillis;
    /** Whether it was said that all is held back. */
    private boolean heldBack;

    private long heldBackUntilMillis;

    private boolean narrowed;
    private boolean spared;

    Suspects(int sale) {
        this.sale = sale;
    }

    /** From here on something else may fail, of which nothing follows for what is suspected. */
    void begin() {
        narrowed = false;
        spared = false;
    }

    /** What was due by itself and could not be committed. */
    SetAside aside() {
        return aside;
    }

    /** Has one of those done again, alone. */
    void tryOne(SaleBook book, long nowMillis) {
        aside.tryOne(book, nowMillis);
        apart = true;
        unasked = 1;
    }

    /** Whether anything is suspected. Then nothing is decided on top of what is not durable. */
    boolean any() {
        return commands > 0 || apart || verdict != null;
    }

    /** All that was due by itself is committed. */
    void nothingIsDue() {
        apart = false;
        unasked = UNBOUNDED;
    }

    /** Chooses what the next batch holds. */
    boolean isUnaskedAlone(boolean due, boolean commandsWait) {
        unaskedWasLast = apart && due && verdict == null && !(commandsWait && unaskedWasLast);
        return unaskedWasLast;
    }

    /** Whether things are done unasked together with commands. */
    boolean mayMix() {
        return !any();
    }

    /** How many commands are decided together, of as many as usual. */
    int limit(int usual) {
        return Math.min(usual, commands == 0 ? most : part(commands));
    }

    /** How many things are done unasked together, of as many as usual. */
    int unaskedLimit(int usual) {
        return Math.min(usual, unasked);
    }

    /** Before this time of the sale nothing is done unasked. */
    long heldBackUntilMillis() {
        return heldBackUntilMillis;
    }

    /** What the first command that waits is to be refused with, once; null if it is to be decided. */
    Rejection takeVerdict() {
        Rejection taken = verdict;
        verdict = null;
        return taken;
    }

    /** What a command is refused with since it was found to be at fault before; null if it was not. */
    Rejection known(Command command) {
        return !known.isEmpty() && known.contains(command) ? Rejection.UNSTORABLE : null;
    }

    /**
     * Whether what failed last contradicts the ledger and was not only what commands say. Then the part that nobody asked for is tried apart,
     * and passed over if that is it, since nothing is sold by passing it over.
     */
    boolean isSpared() {
        return spared;
    }

    /** Whether what failed last leaves less to be suspected, and there is no reason to wait before it is tried. */
    boolean isNarrower() {
        return narrowed;
    }

    /** Something that commands need could not be fetched. */
    void failedToFind(List<Envelope> tried, LedgerException cause) {
        begin();
        Remedy remedy = Remedy.of(cause);
        if (remedy.splits()) {
            failedWithCommands(tried, false, remedy, cause);
        }
    }

    /** What was decided was not committed. */
    void failed(Decision decision, LedgerException cause, long nowMillis) {
        begin();
        Remedy remedy = Remedy.of(cause);
        boolean hasOthers = decision.unasked() > 0 || decision.servesOthers();
        spared = remedy == Remedy.STOP && hasOthers;
        if (!remedy.splits() && !spared) {
            return;
        }
        List<Envelope> tried = decision.envelopes();
        if (decision.unasked() == 0) {
            failedWithCommands(tried, decision.servesOthers(), remedy, cause);
        } else if (tried.isEmpty()) {
            failedUnasked(decision, cause, nowMillis);
        } else {
            narrowed = !apart && mayHurry();
            apart = true;
        }
    }

    /** @param othersToo whether what they made possible for others was to be committed with them, and is apart from now on */
    private void failedWithCommands(List<Envelope> tried, boolean othersToo, Remedy remedy, LedgerException cause) {
        apart |= othersToo;
        if (tried.size() > 1 || othersToo) {
            narrowed = mayHurry();
            commands = tried.size();
            failedAlone = 0;
        } else if (!tried.isEmpty()) {
            failedAlone(tried.getFirst().command(), remedy, cause);
        }
    }

    /** How many of so many are tried together: one by one where they are few. */
    private static int part(int suspects) {
        return suspects <= FEW ? 1 : (int) Math.ceil(Math.sqrt(suspects));
    }

    private boolean mayHurry() {
        return !refusedSinceCommit && System.nanoTime() - refusedNanos >= PACED_NANOS;
    }

    private void failedUnasked(Decision decision, LedgerException cause, long nowMillis) {
        apart = true;
        narrowed = true;
        if (decision.unasked() > 1) {
            unasked = part(decision.unasked());
            return;
        }
        if (nowMillis - asideMillis < PACED_MILLIS) {
            heldBackUntilMillis = nowMillis + PACED_MILLIS;
        }
        asideMillis = nowMillis;
        if (aside.add(decision.unaskedFor(), nowMillis)) {
            tellAside(decision.unaskedFor(), cause);
            if (++asideInARow > MAX_IN_A_ROW) {
                holdBack(nowMillis);
            }
        }
    }

    private void tellAside(UUID one, LedgerException cause) {
        long times = asides.count();
        if (times > 0) {
            LOG.error(
                    "sale {}: what is due {} cannot be committed, and is set aside; all else goes on, and it is tried again now and then ({}"
                            + " such since this was said last): {}",
                    sale,
                    one.equals(SetAside.KIND) ? "for the sale itself" : "for reservation " + one,
                    times,
                    cause.getMessage());
        }
    }

    /** Where one after the other fails, it may be any of them. */
    private void holdBack(long nowMillis) {
        heldBackUntilMillis =
                nowMillis + HOLDING_BACK.after(asideInARow - MAX_IN_A_ROW - 1).toMillis();
        if (!heldBack) {
            heldBack = true;
            LOG.error(
                    "sale {}: nothing that is due by itself can be committed; all of it is held back, and tried now and then; commands go on",
                    sale);
        }
    }

    private void failedAlone(Command command, Remedy remedy, LedgerException cause) {
        commands = 1;
        if (++failedAlone < remedy.trials()) {
            return;
        }
        narrowed = mayHurry();
        refusedSinceCommit = true;
        refusedNanos = System.nanoTime();
        verdict = remedy.verdict();
        commands = 0;
        most = 2;
        failedAlone = 0;
        if (remedy == Remedy.REFUSE) {
            remember(command);
        }
        long times = refusals.count();
        if (times > 0) {
            LOG.error(
                    "sale {}: {} {} is refused as {}, since the ledger does not take it ({} such since this was said last): {}",
                    sale,
                    command.getClass().getSimpleName(),
                    command.id(),
                    verdict,
                    times,
                    cause.getMessage());
        }
    }

    private void remember(Command command) {
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.add(command);
    }

    /** What was decided is durable, or there was nothing to commit. */
    void passed(Decision decision) {
        int tried = decision.envelopes().size();
        commands = Math.max(0, commands - tried);
        if (tried > 0) {
            failedAlone = 0;
        }
        if (decision.commit() != null) {
            refusedSinceCommit = false;
            most = Math.min(UNBOUNDED, most * 2);
        }
        if (decision.unasked() > 0) {
            passedUnasked(decision);
        }
    }

    private void passedUnasked(Decision decision) {
        asideInARow = 0;
        if (heldBack) {
            LOG.info("sale {}: what is due by itself is committed again", sale);
            heldBack = false;
        }
        unasked = Math.min(UNBOUNDED, unasked * 2);
        apart &= unasked < UNBOUNDED;
        if (aside.againMillis() != Long.MAX_VALUE && aside.passed(decision)) {
            LOG.info("sale {}: nothing is set aside any more", sale);
        }
    }
}
