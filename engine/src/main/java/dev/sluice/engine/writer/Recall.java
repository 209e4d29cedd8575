package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.sale.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ledger has of reservations that have left the book. A row that cannot be read is nobody's fault but its own: each is asked for
 * alone then, and those that cannot be read are told.
 *
 * @param unreadable of the ids that were asked for
 */
record Recall(List<Settled> found, Set<UUID> unreadable) {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final Sparing TOLD = new Sparing(Duration.ofMinutes(1));

    /** @throws LedgerException if the ledger does not answer */
    static Recall of(WriterLedger ledger, int sale, List<UUID> ids) {
        try {
            return new Recall(ledger.find(sale, ids), Set.of());
        } catch (LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("sale {}: something that was asked for cannot be read", sale, e);
            return oneByOne(ledger, sale, ids);
        }
    }

    private static Recall oneByOne(WriterLedger ledger, int sale, List<UUID> ids) {
        Recall recall = new Recall(new ArrayList<>(), new HashSet<>());
        Set<UUID> reservations = new HashSet<>();
        for (UUID id : ids) {
            try {
                ledger.find(sale, List.of(id)).stream()
                        .filter(settled ->
                                reservations.add(settled.reservation().id()))
                        .forEach(recall.found::add);
            } catch (LedgerException e) {
                throw e;
            } catch (RuntimeException e) {
                recall.unreadable.add(id);
                tell(sale, id, e);
            }
        }
        return recall;
    }

    private static void tell(int sale, UUID id, RuntimeException why) {
        long times = TOLD.count();
        if (times > 0) {
            LOG.error(
                    "sale {}: what the ledger has of {} cannot be read ({} such since this was said last): {}",
                    sale,
                    id,
                    times,
                    why.toString());
        }
    }
}
