package dev.sluice.sale;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Small sales of one kind, and what is asked of them: scarce, so that the edges are met often. */
interface RandomGoods {
    /** Each kind once. */
    static List<RandomGoods> all() {
        return List.of(new RandomCounted(), new RandomJourney(), new RandomPacket(), new RandomSeats());
    }

    /** These terms of a counted sale with something of the kind to sell instead; rules that do not go with it are replaced, too. */
    SaleTerms dress(SaleTerms counted, Random random);

    /** These terms, which are of no kind yet, with what the others sell; rules that do not go with it are replaced. */
    default SaleTerms redress(SaleTerms plain, SaleTerms before) {
        return plain.withInventory(before.tiers(), before.inventory());
    }

    /**
     * What a purchase asks for.
     *
     * @param index of the reservation, so that a repetition mostly asks for the same
     */
    Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random);

    /** A change by the merchant that only this kind has, or that it must refuse. */
    Command.Administer change(SaleState sale, UUID id, Random random);

    /** A change by the merchant that concerns what a reservation has, or had last. */
    default Command.Administer meddle(SaleState sale, UUID id, ReservationState with, Random random) {
        return change(sale, id, random);
    }

    /** Whether what is reserved is held, and paid for. */
    default boolean isPaid() {
        return true;
    }

    /** Rejections that a run of this kind never meets. */
    List<Rejection> neverMet();

    /** Statuses that no reservation of this kind ever has. */
    default List<ReservationStatus> neverReached() {
        return List.of();
    }
}
