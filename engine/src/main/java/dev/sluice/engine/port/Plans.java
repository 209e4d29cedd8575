package dev.sluice.engine.port;

import dev.sluice.sale.Plan;
import dev.sluice.sale.SeatMap;
import java.util.List;

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

    /** So many halls of one merchant are listed; the oldest make room. */
    int MAX_OF_ONE = 1_000;

    /**
     * A hall that a merchant has stored.
     *
     * @param number grows
     * @param name for people: those of its sections
     * @param tiers their ids
     */
    record Hall(long number, String version, String name, int seats, List<String> tiers, long storedMillis) {}

    /** Stores a hall, and writes down that it is this merchant's. Where nothing is written down it is only stored. */
    default void store(SeatMap hall, String merchant) {
        store(hall);
    }

    /** Those of a merchant with numbers below this one, the newest first. */
    default List<Hall> halls(String merchant, long before, int limit) {
        return List.of();
    }
}
