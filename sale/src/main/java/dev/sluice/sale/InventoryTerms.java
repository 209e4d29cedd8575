package dev.sluice.sale;

import java.util.List;

/**
 * What a merchant configures of the units of a sale: one implementation for each kind of scarce thing. Immutable, and compared by
 * content.
 */
public sealed interface InventoryTerms permits CountedTerms, JourneyTerms, RedPacketTerms, SeatedTerms {

    /** What it has in common with other sales; null for nothing. */
    default Plan plan() {
        return null;
    }

    /** Throws {@link IllegalArgumentException} where tiers or rules do not go with this kind. */
    void require(List<TierTerms> tiers, PurchaseRules rules);

    /** How much of a tier's capacity a reservation takes. */
    int load(int quantity, Selection selection);

    /** Whether so many of a tier's units suffice for a reservation. Which they are, where that matters, is another question. */
    default boolean suffices(long units, int quantity, Selection selection) {
        return load(quantity, selection) <= units;
    }

    /** Whether a merchant may set the capacities of the tiers. If not, they follow from what is sold. */
    default boolean hasFreeCapacity() {
        return false;
    }

    /** The same tiers with the capacities that these units give them. */
    default List<TierTerms> fitted(List<TierTerms> tiers) {
        return tiers;
    }

    /** Units of a tier that are not for sale. */
    default long withheld(int tier) {
        return 0;
    }

    /** Over how many hops of a journey a tier's capacity is spread, the same on each; 0 if it is not. */
    default int hops() {
        return 0;
    }

    /** Whether what is reserved is owned at once, without a hold and a payment; such units never come back. */
    default boolean confirmsAtOnce() {
        return false;
    }

    /** Whether its writer still has something to do of itself after the sale has closed. */
    default boolean isUnfinished() {
        return false;
    }

    /**
     * Whether a reservation stays in its book, for something can happen to it unasked. The others are brought back when they are asked
     * for.
     */
    default boolean keeps(ReservationStatus status) {
        return !status.settled();
    }
}
