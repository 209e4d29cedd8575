package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.StaleEpochException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process knows of the sales that it writes or wrote, and so whether the ledger went back in time: a standby that took over without all that
 * was committed before knows fewer commits than their writer. Any thread may use it; a sale's batches come one after the other.
 */
final class Tenancies {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancies.class);

    private final Map<Integer, Tenancy> known = new ConcurrentHashMap<>();
    private final LongAdder setBack = new LongAdder();
    private final LongAdder lostCommits = new LongAdder();

    /** The highest epoch of a sale that this process ever had; 0 if it had none. */
    long highestEpoch(int sale) {
        Tenancy tenancy = known.get(sale);
        return tenancy == null ? 0 : tenancy.epoch();
    }

    /** @throws StaleEpochException if the batch is of another claim than the last one */
    Tenancy of(Batch batch) {
        Tenancy tenancy = known.get(batch.sale());
        if (tenancy == null || tenancy.epoch() != batch.epoch()) {
            throw new StaleEpochException(batch.sale(), batch.epoch(), null);
        }
        return tenancy;
    }

    /** Null if this process never claimed it. */
    Tenancy find(int sale) {
        return known.get(sale);
    }

    void committed(Batch batch) {
        known.computeIfPresent(
                batch.sale(), (_, tenancy) -> tenancy.epoch() == batch.epoch() ? tenancy.afterCommit() : tenancy);
    }

    /**
     * This process became the owner.
     *
     * @param stored what the ledger had until then
     */
    void begin(int sale, Tenancy stored, Tenancy begun) {
        Tenancy before = known.put(sale, begun);
        if (before != null && before.isAheadOf(stored)) {
            setBack.increment();
            lostCommits.add(Math.max(0, before.commits() - stored.commits()));
            LOG.error(
                    "the ledger went back in time: of the sale with the number {} it has {} commits up to epoch {}, and {} up to epoch {}"
                            + " were durable; what it lost is forgotten, and the sale goes on from what it has",
                    sale,
                    stored.commits(),
                    stored.epoch(),
                    before.commits(),
                    before.epoch());
        }
    }

    /** How often a sale was claimed of which the ledger had lost something. */
    long setBack() {
        return setBack.sum();
    }

    /** How many commits of these are gone at least. */
    long lostCommits() {
        return lostCommits.sum();
    }
}
