package dev.sluice.engine.port;

import java.util.List;

/**
 * Whether a sale's rows add up.
 *
 * @param sale its id; empty for what is of no sale
 * @param money what providers took for it, by currency
 * @param checks what must hold, and for each how many rows violate it
 */
public record Audit(String sale, List<Tier> tiers, List<Money> money, List<Check> checks) {
    /** The units of a tier, summed from reservations and tickets, not read from counters. */
    public record Tier(String id, long capacity, long held, long sold, long withheld) {
        public long available() {
            return capacity - held - sold - withheld;
        }
    }

    /** Charges of one currency, summed: all of them, those that tickets are for, those that are to go back, those that are back. */
    public record Money(String currency, long charges, long taken, long kept, long returning, long returned) {}

    public record Check(String name, long violations) {}

    public boolean balanced() {
        return checks.stream().allMatch(check -> check.violations() == 0)
                && tiers.stream().allMatch(tier -> tier.available() >= 0);
    }
}
