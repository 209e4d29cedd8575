package dev.sluice.sale;

import java.util.List;

/**
 * Which units are whose, for one kind of scarce thing. {@link Tier} counts how many there are, and {@link Stock} moves both
 * together. Where units cannot be told apart, the counts say everything.
 *
 * <p>Its state follows from the reservations that have something, whatever the order in which a ledger reads them out.
 */
interface Inventory {
    /** The inventory of a sale in which nobody has anything. */
    static Inventory of(SaleTerms terms) {
        return switch (terms.inventory()) {
            case CountedTerms _ -> new CountedInventory(terms);
            case RedPacketTerms packet -> new RedPacketInventory(packet);
            case JourneyTerms journey -> new JourneyInventory(journey);
            case SeatedTerms seated -> new SeatedInventory(terms, seated);
        };
    }

    /** Why nobody could ever have this, whatever is left; null if somebody could. Asked only of tiers that exist. */
    Rejection unsound(int tier, int quantity, Selection selection);

    /**
     * The units that would be given now. Takes none of them. Asked only where the tier's count of units is enough.
     *
     * @return null if none suit; {@link Units#NONE} if units cannot be told apart, or not yet
     */
    Units find(int tier, int quantity, Selection selection);

    /**
     * Like {@link #find}, for whoever had units and pays late, or waited for them: rules about what may be chosen do not hold
     * again.
     */
    default Units findAgain(int tier, int quantity, Selection selection) {
        return find(tier, quantity, selection);
    }

    /** Why {@link #find} found nothing, or why it was not asked because the tier has too little. */
    Shortage shortage(int tier, int quantity, Selection selection);

    /** What the units cost, in minor units of the currency. */
    long amount(int tier, int quantity, Selection selection);

    /**
     * Counts, for units that are sold by stretch, how many could be sold of each stretch now.
     *
     * @param together whether to a group that must be together, and not one by one
     * @return numbers at {@code from * Train.MAX_STOPS + to}, 0 where there is no such stretch; good until the next call
     */
    default int[] left(int tier, boolean together) {
        throw new BrokenInvariantException("nothing is sold by stretch");
    }

    /** From now on the units in {@link Reservation#units} are the reservation's. */
    void take(Reservation taker);

    /** The reservation's units are nobody's. Returns how far they reach. */
    Reach free(Reservation leaver);

    /** The same of units of a reservation that keeps others: {@code part} has no more than what it loses. */
    default Reach freeSome(Reservation part) {
        return free(part);
    }

    /** Takes new terms, in which what is sold and its prices are the same. */
    void amend(SaleTerms terms);

    /** The terms with seats withheld, released or moved, or why that cannot be. */
    default Rearranged rearranged(Command.ChangeSeats change) {
        return Rearranged.not(new Shortage(Rejection.UNKNOWN_UNIT, Units.NONE, Units.NONE));
    }

    /** When {@link #act} is to be called, in milliseconds since 1970; {@code Long.MAX_VALUE} for never. */
    default long dueMillis(SaleState sale) {
        return Long.MAX_VALUE;
    }

    /**
     * Does what the kind does by itself when its time has come. Once the sale has the terms that this returns,
     * {@link #dueMillis} is later.
     */
    default Acted act() {
        throw new BrokenInvariantException("nothing is ever due");
    }

    /** What may be had now, for gateways, which refuse by it without asking the writer. */
    Availability availability();

    /**
     * What a kind did by itself.
     *
     * @param numbered reservations whose units got their numbers, in that order
     * @param terms the terms of the kind from now on
     */
    record Acted(List<Reservation> numbered, InventoryTerms terms) {}

    /**
     * Terms with seats changed.
     *
     * @param terms null if the change cannot be made
     * @param shortage why it cannot; null if it can
     */
    record Rearranged(SaleTerms terms, Shortage shortage) {
        static Rearranged not(Shortage shortage) {
            return new Rearranged(null, shortage);
        }
    }
}
