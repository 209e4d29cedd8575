package dev.sluice.engine.port;

import dev.sluice.sale.Plan;

/**
 * What many sales may share, such as a hall or a train. Each is kept once, and never changes. Every method throws
 * the {@link LedgerException} that fits if the ledger does not do it.
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
