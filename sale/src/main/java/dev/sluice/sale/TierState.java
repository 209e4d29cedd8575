package dev.sluice.sale;

/**
 * The units of a tier: {@code capacity = available + held + sold + withheld}.
 *
 * @param admissible how many units a new reservation may ask for: those available, but none while they go to those who wait; where
 *     stock is taken at payment, only as many as may still be let in
 * @param waiting entries on the waitlist
 */
public record TierState(long capacity, long held, long sold, long withheld, long admissible, int waiting) {
    public long available() {
        return capacity - held - sold - withheld;
    }
}
