package dev.sluice.sale;

/**
 * The units of a tier: {@code capacity = available + held + sold + withheld}.
 *
 * @param admissible units that a new reservation may ask for: those available, unless stock is taken at payment and enough
 *     reservations have been let in
 * @param waiting entries on the waitlist
 */
public record TierState(long capacity, long held, long sold, long withheld, long admissible, int waiting) {
    public long available() {
        return capacity - held - sold - withheld;
    }
}
