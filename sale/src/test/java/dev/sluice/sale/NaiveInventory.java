package dev.sluice.sale;

import java.util.List;

/**
 * The units of a sale a second time: found by looking at every row, each time, in the order in which the documentation of the kind
 * says it. Remembers nothing.
 */
interface NaiveInventory {
    static NaiveInventory of(SaleTerms terms) {
        return switch (terms.inventory()) {
            case CountedTerms _ -> new NaiveCounted();
            case RedPacketTerms _ -> new NaivePacket();
            case JourneyTerms journey -> new NaiveJourney(journey);
            case SeatedTerms _ -> new NaiveSeated();
        };
    }

    /** As {@link Inventory#unsound}. */
    Rejection unsound(SaleTerms terms, int tier, int quantity, Selection selection);

    /**
     * As {@link Inventory#find}.
     *
     * @param taken reservations that have their units, by ordinal
     */
    Units find(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection);

    /** As {@link Inventory#findAgain}. */
    default Units findAgain(
            SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return find(terms, taken, tier, quantity, selection);
    }

    /** As {@link Inventory#shortage}. */
    Shortage shortage(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection);

    /** As {@link Inventory#amount}. */
    long amount(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection);

    /** When {@link #act} has something to do; {@code Long.MAX_VALUE} for never. */
    default long dueMillis(NaiveBook book) {
        return Long.MAX_VALUE;
    }

    /** What the kind does by itself at its time. */
    default void act(NaiveBook book, long now) {
        throw new IllegalStateException("nothing is ever due");
    }

    /** What the kind's own command of a merchant changes: the new terms, or a {@link Shortage}. */
    default Object administer(SaleTerms terms, List<ReservationState> taken, Command.Administer command) {
        return new Shortage(Rejection.UNKNOWN_UNIT, Units.NONE, Units.NONE);
    }

    /** What must never be among the rows that have units; empty if all is well. */
    List<String> violations(SaleState sale, List<ReservationState> taken);
}
