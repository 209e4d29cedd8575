package dev.sluice.engine.port;

import dev.sluice.sale.Plan;

/**
 * What many sales may have in common, such as a hall or a train: kept once for each content, and never changed.
 * Every method throws {@link LedgerUnavailableException} if the ledger cannot be reached.
 */
public interface Plans {
    /**
     * Keeps a plan; storing the same again does nothing.
     *
     * @return its version, which names its content
     */
    String store(Plan plan);

    /** The plan with this version; null if none was stored. */
    Plan find(String version);
}
