package dev.sluice.sale;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Units that cannot be told apart. */
final class RandomCounted implements RandomGoods {
    @Override
    public SaleTerms dress(SaleTerms counted, Random random) {
        return counted;
    }

    @Override
    public Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random) {
        return random.nextInt(40) == 0 ? new Selection.Best(0) : Selection.ANY;
    }

    @Override
    public Command.Administer change(SaleState sale, UUID id, Random random) {
        int tier = random.nextInt(sale.terms().tiers().size() + 1);
        return new Command.ChangeCapacity(id, tier, random.nextInt(8));
    }

    /** To about what others have, so that some of it is missing. */
    @Override
    public Command.Administer meddle(SaleState sale, UUID id, ReservationState with, Random random) {
        long capacity = sale.terms().tiers().get(with.tier()).capacity();
        return new Command.ChangeCapacity(id, with.tier(), Math.max(0, capacity + random.nextInt(-4, 3)));
    }

    @Override
    public List<Rejection> neverMet() {
        return List.of(
                Rejection.DEPARTED,
                Rejection.TIERS_DIFFER,
                Rejection.SEAT_TAKEN,
                Rejection.LEAVES_ORPHAN,
                Rejection.FIXED_CAPACITY);
    }

    @Override
    public String toString() {
        return "counted";
    }
}
