package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerConflictException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerForbiddenException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.sale.Rejection;
import java.time.Duration;

/** What a writer does when its ledger fails, by the kind of failure: the one place that decides it. */
enum Remedy {
    /** Loads again until the ledger is back: soon, since a broken connection or a restart is short. */
    RETRY(Duration.ofMillis(50), Duration.ofSeconds(1), 0, null),
    /** The same, but a person has to do something first. */
    WAIT(Duration.ofMillis(50), Duration.ofSeconds(5), 0, null),
    /** Finds the command that the ledger cannot take, and refuses it. */
    REFUSE(Duration.ofMillis(50), Duration.ofSeconds(1), 1, Rejection.UNSTORABLE),
    /** Finds the command that takes the ledger too long, and refuses it, once it failed alone twice: somebody else may have been the reason. */
    GIVE_UP(Duration.ofMillis(50), Duration.ofSeconds(5), 2, Rejection.TOO_SLOW),
    /** Finds the command at which the ledger fails, whyever, and refuses it, once it failed alone three times. */
    DOUBT(Duration.ofMillis(50), Duration.ofSeconds(5), 3, Rejection.UNSTORABLE),
    /** Stops deciding here: another process decides. */
    YIELD(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, null),
    /** Forgets the sale, which is not there. */
    FORGET(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, null),
    /** Stops rather than go on wrong. */
    STOP(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, null);

    private final Backoff backoff;
    private final int trials;
    private final Rejection verdict;

    Remedy(Duration first, Duration longest, int trials, Rejection verdict) {
        this.backoff = new Backoff(first, longest);
        this.trials = trials;
        this.verdict = verdict;
    }

    static Remedy of(LedgerException failure) {
        return switch (failure) {
            case LedgerUnavailableException _, LedgerConflictException _, LedgerBusyException _ -> RETRY;
            case LedgerFullException _, LedgerReadOnlyException _, LedgerForbiddenException _ -> WAIT;
            case UnstorableException _ -> REFUSE;
            case LedgerSlowException _ -> GIVE_UP;
            case UnexpectedLedgerException _ -> DOUBT;
            case StaleEpochException _ -> YIELD;
            case MissingSaleException _ -> FORGET;
            case LedgerRefusedException _ -> STOP;
        };
    }

    /** How long to wait between attempts. */
    Backoff backoff() {
        return backoff;
    }

    /** Whether what was decided together may hold one command that is the reason. */
    boolean splits() {
        return verdict != null;
    }

    /** How often a command must have failed alone until it is refused. */
    int trials() {
        return trials;
    }

    /** What it is refused with; null where none is. */
    Rejection verdict() {
        return verdict;
    }

    boolean isFinal() {
        return this == YIELD || this == FORGET || this == STOP;
    }
}
