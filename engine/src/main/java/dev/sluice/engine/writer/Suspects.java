package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.sale.Command;
import dev.sluice.sale.Rejection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the ledger cannot take, among that which was committed together. A batch that failed is tried again in small parts, and that
 * of them which fails command by command, until one fails alone and is refused; all others are decided as if it had not been there. A part
 * that succeeds costs a commit, one that fails a time-out or a loading, and so they are many and small: of thousands the one is found with
 * three that fail.
 *
 * <p>What a writer does unasked is kept apart from the commands then, so that each is committed without the other. It cannot be refused:
 * where one such thing fails alone, all that is due unasked is held back for a while, and commands go on. Used by the writer's thread.
 */
final class Suspects {
    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final Backoff HOLDING_BACK = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Whoever brings one after the other that the ledger cannot take does not keep a writer loading. */
    private static final long PACED_NANOS = 1_000_000_000L;

    /** As many as ever, of commands or of what is done unasked. */
    private static final int UNBOUNDED = 1 << 16;

    private static final int FEW = 64;

    /** Commands that are known to be at fault, so that their repetitions harm nobody. Those of before are forgotten at once. */
    private static final int MAX_KNOWN = 256;

    private final int sale;
    private final Sparing refusals = new Sparing(QUIET);
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
    private int heldBack;
    private long heldBackUntilNanos;

    private boolean narrowed;

    Suspects(int sale) {
        this.sale = sale;
    }

    /** From here on something else may fail, of which nothing follows for what is suspected. */
    void begin() {
        narrowed = false;
    }

    /** Whether anything is suspected. Then nothing is decided on top of what is not durable. */
    boolean any() {
        return commands > 0 || apart || verdict != null;
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

    /** How long nothing is done unasked, in milliseconds; 0 if it may be done now. */
    long heldBackMillis() {
        return heldBack == 0 ? 0 : Math.max(0, (heldBackUntilNanos - System.nanoTime()) / 1_000_000);
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

    /** Whether what failed last leaves less to be suspected, and there is no reason to wait before it is tried. */
    boolean isNarrower() {
        return narrowed;
    }

    /**
     * A batch was not committed.
     *
     * @param tried commands that were decided in it
     * @param first of these
     * @param done things that were done unasked in it
     */
    void failed(int tried, Command first, int done, LedgerException cause) {
        Remedy remedy = Remedy.of(cause);
        narrowed = false;
        if (!remedy.splits()) {
            return;
        }
        if (done > 0 && tried > 0) {
            narrowed = !apart && mayHurry();
            apart = true;
        } else if (done > 0) {
            failedUnasked(done, cause);
        } else if (tried > 1) {
            narrowed = mayHurry();
            commands = tried;
            failedAlone = 0;
        } else if (tried == 1) {
            failedAlone(first, remedy, cause);
        }
    }

    /** How many of so many are tried together: one by one where they are few. */
    private static int part(int suspects) {
        return suspects <= FEW ? 1 : (int) Math.ceil(Math.sqrt(suspects));
    }

    private boolean mayHurry() {
        return !refusedSinceCommit && System.nanoTime() - refusedNanos >= PACED_NANOS;
    }

    private void failedUnasked(int done, LedgerException cause) {
        apart = true;
        if (done > 1) {
            narrowed = mayHurry();
            unasked = part(done);
            return;
        }
        Duration pause = HOLDING_BACK.after(heldBack);
        heldBackUntilNanos = System.nanoTime() + pause.toNanos();
        if (heldBack++ == 0) {
            LOG.error(
                    "sale {}: what is due by itself cannot be committed, and is held back until it can; commands go on",
                    sale,
                    cause);
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

    /**
     * What was decided is durable, or there was nothing to commit.
     *
     * @param committed whether the ledger took something
     */
    void passed(int tried, int done, boolean committed) {
        commands = Math.max(0, commands - tried);
        if (tried > 0) {
            failedAlone = 0;
        }
        if (committed) {
            refusedSinceCommit = false;
            most = Math.min(UNBOUNDED, most * 2);
        }
        if (done > 0) {
            passedUnasked();
        }
    }

    private void passedUnasked() {
        if (heldBack > 0) {
            LOG.info("sale {}: what is due by itself is committed again", sale);
            heldBack = 0;
        }
        unasked = Math.min(UNBOUNDED, unasked * 2);
        apart &= unasked < UNBOUNDED;
    }
}
