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
import dev.sluice.engine.retry.Sparing;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each kind of outage once that it began, and once that it is over and what it came to, however many sales suffer it and however
 * often they try. Any thread may use it.
 */
final class Outages {
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** Of sales that another process owns. */
    private final Set<String> replaced = new HashSet<>();

    private final Map<Class<? extends LedgerException>, Outage> underWay = new HashMap<>();
    /** One that comes and goes is said now and then, and each that lasts. */
    private final Map<Class<? extends LedgerException>, Sparing> said = new HashMap<>();

    /** One kind of failure, until no sale suffers it any more. */
    private static final class Outage {
        final Set<String> suffering = new HashSet<>();
        final Set<String> suffered = new HashSet<>();
        final long beganNanos = System.nanoTime();
        boolean told;
        long failures;
    }

    synchronized void failed(String sale, LedgerException cause) {
        Outage outage = underWay.computeIfAbsent(cause.getClass(), _ -> new Outage());
        Sparing sparing = said.computeIfAbsent(cause.getClass(), _ -> new Sparing(QUIET));
        if (!outage.told && sparing.count() > 0) {
            outage.told = true;
            LOG.warn("sale {} and maybe others: {}; trying until it commits again", sale, what(cause), cause);
        } else {
            LOG.debug("sale {}: {}", sale, what(cause), cause);
        }
        outage.failures++;
        outage.suffering.add(sale);
        outage.suffered.add(sale);
    }

    /** The sale goes on, or has ended. */
    synchronized void over(String sale) {
        if (underWay.isEmpty()) {
            return;
        }
        underWay.entrySet().removeIf(entry -> {
            Outage outage = entry.getValue();
            boolean ended = outage.suffering.remove(sale) && outage.suffering.isEmpty();
            if (ended && outage.told) {
                LOG.info(
                        "the ledger works again ({}): {} sales had failed {} times in {} ms",
                        entry.getKey().getSimpleName(),
                        outage.suffered.size(),
                        outage.failures,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - outage.beganNanos));
            }
            return ended;
        });
    }

    synchronized void replaced(String sale, LedgerException cause) {
        if (replaced.isEmpty()) {
            LOG.warn("sale {} and maybe others: another process owns it; this one does not decide", sale, cause);
        } else {
            LOG.debug("sale {}: another process owns it", sale, cause);
        }
        replaced.add(sale);
    }

    /** This process owns the sale again. */
    synchronized void regained(String sale) {
        if (replaced.remove(sale) && replaced.isEmpty()) {
            LOG.info("no sale is another process's any more");
        }
    }

    /** What stands in the way, for whoever has to remove it. */
    private static String what(LedgerException cause) {
        return switch (cause) {
            case LedgerUnavailableException _ -> "the ledger does not answer";
            case LedgerFullException _ -> "the ledger has no room on its disk, in its memory or for connections";
            case LedgerReadOnlyException _ -> "the ledger takes no writes";
            case LedgerForbiddenException _ ->
                "the ledger does not let this process do its work: rights or tables are missing";
            case LedgerBusyException _ -> "too many of this process want the ledger at once";
            case LedgerConflictException _ -> "the ledger gives way to somebody else";
            case LedgerSlowException _ -> "the ledger takes too long, or somebody locks what is needed";
            case UnstorableException _ -> "the ledger cannot keep what was decided";
            case UnexpectedLedgerException _ -> "the ledger fails in a way that nobody foresaw";
            case LedgerRefusedException _ -> "the ledger contradicts what was decided";
            case StaleEpochException _ -> "another process owns the sale";
            case MissingSaleException _ -> "the ledger has no such sale";
        };
    }
}
