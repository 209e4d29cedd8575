package dev.sluice.sale;

import java.util.List;

/**
 * Which units are whose, for one kind of scarce thing. How many there are is counted by {@link Tier}; both move together, by
 * {@link Stock}. Where units cannot be told apart, the counts say everything.
 *
 * <p>Its state follows from the reservations that took something, in whatever order they are put back.
 */
interface Inventory {
    /** Of a sale in which nobody has anything. */
    static Inventory of(SaleTerms terms) {
        return switch (terms.inventory()) {
            case CountedTerms _ -> new CountedInventory(terms);
            case RedPacketTerms packet -> new RedPacketInventory(packet);
            case JourneyTerms journey -> new JourneyInventory(journey);
            case SeatedTerms seated -> new SeatedInventory(terms, seated);
        };
    }

    /** Why nobody could ever have this, whatever is left; null if somebody could. The tier exists. */
    Rejection unsound(int tier, int quantity, Selection selection);

    /**
     * Units that would be given now; takes nothing. The tier's count suffices. Null if there are none that suit;
     * {@link Units#NONE} if they cannot be told apart, or not yet.
     */
    Units find(int tier, int quantity, Selection selection);

    /** The same for whoever had such units and pays late, and whoever waited: what is asked of a new choice is not asked again. */
    default Units findAgain(int tier, int quantity, Selection selection) {
        return find(tier, quantity, selection);
    }

    /** Why {@link #find} has nothing, or the tier too little. */
    Shortage shortage(int tier, int quantity, Selection selection);

    /** What the units cost, in minor units of the currency. */
    long amount(int tier, int quantity, Selection selection);

    /** The reservation has its {@link Reservation#units} from now on. */
    void take(Reservation taker);

    /** The reservation's units are nobody's. Returns how far they reach. */
    Reach free(Reservation leaver);

    /** The terms changed, without a change of what is sold or at what price. */
    void amend(SaleTerms terms);

    /** The terms with seats withheld, released or moved, or why that cannot be. */
    default Rearranged rearranged(Command.ChangeSeats change) {
        return Rearranged.not(new Shortage(Rejection.UNKNOWN_UNIT, Units.NONE, Units.NONE));
    }

    /** When {@link #act} has something to do, {@code Long.MAX_VALUE} for never. */
    default long dueMillis(SaleState sale) {
        return Long.MAX_VALUE;
    }

    /** Does what the kind does at its time, and says what became of it. {@link #dueMillis} is later once the terms are amended. */
    default Acted act() {
        throw new BrokenInvariantException("nothing is ever due");
    }

    /** What may be had just now, for whoever refuses from memory. */
    Availability availability();

    /**
     * What a kind did by itself.
     *
     * @param numbered reservations that were given the numbers of their units, in the order in which they were
     * @param terms the kind's own, from now on
     */
    record Acted(List<Reservation> numbered, InventoryTerms terms) {}

    /** @param shortage null if it can be */
    record Rearranged(SaleTerms terms, Shortage shortage) {
        static Rearranged not(Shortage shortage) {
            return new Rearranged(null, shortage);
        }
    }
}
