package dev.sluice.engine.writer;

import dev.sluice.engine.port.LedgerException;
import java.time.Duration;

/**
 * How often a writer's ledger failed since it last committed something. Loading alone does not count as success: a ledger that can be read,
 * and takes nothing, is not loaded from again and again at once. Used by the writer's thread.
 */
final class Setbacks {
    private final SaleWriter writer;
    private int count;
    private long commits;

    Setbacks(SaleWriter writer) {
        this.writer = writer;
    }

    /** How long to wait before the next attempt. The first comes at once. */
    Duration pauseAfter(LedgerException failure) {
        if (writer.commits() > commits) {
            commits = writer.commits();
            count = 0;
        }
        if (writer.isNarrower()) {
            return Duration.ZERO;
        }
        int before = count++;
        return before == 0 ? Duration.ZERO : Remedy.of(failure).backoff().after(before - 1);
    }

    /** Whether the ledger took something since it failed last, or nothing waits that it should take. */
    boolean areOver() {
        return writer.commits() > commits || !writer.hasWork();
    }
}
