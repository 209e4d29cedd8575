package dev.sluice.crowd.journal;

/**
 * Something that must not be.
 *
 * @param sale its id; empty where it is of none
 * @param purchase whose, as buyer, key and reservation; empty where it is of no single one
 * @param evidence what contradicts what
 */
public record Finding(String sale, String purchase, String evidence) {
    @Override
    public String toString() {
        return (sale.isEmpty() ? "" : sale + ": ") + (purchase.isEmpty() ? "" : purchase + ": ") + evidence;
    }
}
