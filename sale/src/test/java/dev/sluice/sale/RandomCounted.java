package dev.sluice.sale;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Units that cannot be told apart. */
final class RandomCounted implements RandomGoods {
    @Override
    public SaleTerms dress(SaleTerms counted, Random random) {
        return counted.with(counted.rules().mixing(random.nextInt(4) > 0));
    }

    /** It may be allowed and forbidden while it goes on. */
    @Override
    public SaleTerms redress(SaleTerms plain, SaleTerms before) {
        return RandomGoods.super
                .redress(plain, before)
                .with(plain.rules().mixing(plain.rules().holdSeconds() % 4 > 0));
    }

    @Override
    public Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random) {
        if (random.nextInt(40) == 0) {
            return new Selection.Best(0);
        }
        int tiers = terms.tiers().size();
        return index % 3 == 1 && tiers > 1 ? several(tiers + random.nextInt(30) / 29, index) : Selection.ANY;
    }

    private static Selection several(int tiers, int index) {
        int[] counts = new int[tiers];
        for (int tier = 0; tier < tiers; tier++) {
            counts[tier] = tier > 0 && tier == tiers - 2 ? 0 : 1 + (index / 3 + tier) % 2;
        }
        return new Selection.Items(Units.of(counts));
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
        return List.of(Rejection.DEPARTED, Rejection.SEAT_TAKEN, Rejection.LEAVES_ORPHAN, Rejection.FIXED_CAPACITY);
    }

    @Override
    public String toString() {
        return "counted";
    }
}
