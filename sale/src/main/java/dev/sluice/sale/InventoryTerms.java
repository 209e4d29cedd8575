package dev.sluice.sale;

import java.util.List;

/**
 * What a merchant configures about the units of a sale. Each kind of scarce thing has its own implementation.
 * Immutable, and compared by content.
 */
public sealed interface InventoryTerms permits CountedTerms, JourneyTerms, RedPacketTerms, SeatedTerms {

    /** The plan that the sale shares with others; null if its kind has none. */
    default Plan plan() {
        return null;
    }

    /**
     * Checks that tiers and rules go with this kind.
     *
     * @throws IllegalArgumentException if they do not
     */
    void require(List<TierTerms> tiers, PurchaseRules rules);

    /** How many units of a tier's capacity a reservation takes. */
    int load(int quantity, Selection selection);

    /**
     * Whether so many units of a tier are enough for a reservation, by their number alone: they may still be the wrong ones.
     */
    default boolean suffices(long units, int quantity, Selection selection) {
        return load(quantity, selection) <= units;
    }

    /** Whether any unit of a tier is as good as any other, so that their number says all. */
    default boolean areAlike() {
        return false;
    }

    /** Whether one purchase could be of several tiers, where the rules of the sale allow it. */
    default boolean canMixTiers() {
        return false;
    }

    /** Whether a merchant may set the capacities of tiers. Otherwise they follow from what is sold. */
    default boolean hasFreeCapacity() {
        return false;
    }

    /** These tiers, with the capacities that follow from what is sold. */
    default List<TierTerms> fitted(List<TierTerms> tiers) {
        return tiers;
    }

    /** Units of a tier that are not for sale. */
    default long withheld(int tier) {
        return 0;
    }

    /** How many hops a journey has, over which the capacity of each tier is spread evenly; 0 where there is no journey. */
    default int hops() {
        return 0;
    }

    /** Until when, by themselves, these units may be sold; {@code Long.MAX_VALUE} for as long as the sale is open. */
    default long soldUntilMillis(Selection selection) {
        return Long.MAX_VALUE;
    }

    /** Until when any units may be sold; {@code Long.MAX_VALUE} for as long as the sale is open. */
    default long soldUntilMillis() {
        return Long.MAX_VALUE;
    }

    /** When the use of these units begins, by which holds with a deadline end; {@code Long.MAX_VALUE} for never. */
    default long usedFromMillis(Selection selection) {
        return Long.MAX_VALUE;
    }

    /** When something of it is used next, after a time, so that no hold may last longer; {@code Long.MAX_VALUE} for never. */
    default long nextUseMillis(long nowMillis) {
        return Long.MAX_VALUE;
    }

    /** Whether what is reserved is owned at once, without a hold and a payment; such units never come back. */
    default boolean confirmsAtOnce() {
        return false;
    }

    /** Whether the writer still has something to do, unasked, after the sale has closed. */
    default boolean isUnfinished() {
        return false;
    }

    /**
     * Whether a reservation with this status stays in its book, because something can happen to it unasked. Others leave the
     * book, and are brought back when somebody asks for them.
     */
    default boolean keeps(ReservationStatus status) {
        return !status.settled();
    }
}
