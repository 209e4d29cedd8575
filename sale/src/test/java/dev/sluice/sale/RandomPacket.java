package dev.sluice.sale;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Red packets, some with hardly more than a minor unit a share. */
final class RandomPacket implements RandomGoods {
    @Override
    public SaleTerms dress(SaleTerms counted, Random random) {
        int shares = 1 + random.nextInt(6);
        long total = shares + (random.nextBoolean() ? random.nextInt(3) : random.nextInt(1_000));
        Split split = Split.values()[random.nextInt(3)];
        RedPacketTerms packet = new RedPacketTerms(total, shares, split, random.nextLong(), random.nextLong());
        return filled(counted, List.of(new TierTerms("share", "Share", 0, shares)), packet);
    }

    @Override
    public SaleTerms redress(SaleTerms plain, SaleTerms before) {
        return filled(plain, before.tiers(), before.inventory());
    }

    private static SaleTerms filled(SaleTerms terms, List<TierTerms> tiers, InventoryTerms packet) {
        PurchaseRules once = new PurchaseRules(1, terms.rules().holdSeconds(), TakeStock.HOLD, 100, 0);
        return new SaleTerms(
                terms.id(), terms.title(), "", terms.window(), terms.order(), once, terms.currency(), tiers, packet);
    }

    @Override
    public Selection selection(SaleTerms terms, int tier, int quantity, int index, Random random) {
        return random.nextInt(40) == 0 ? new Selection.Best(0) : Selection.ANY;
    }

    @Override
    public Command.Administer change(SaleState sale, UUID id, Random random) {
        return new Command.ChangeCapacity(id, 0, random.nextInt(8));
    }

    @Override
    public List<Rejection> neverMet() {
        return List.of(
                Rejection.DEPARTED,
                Rejection.PURCHASE_UNDER_WAY,
                Rejection.TIERS_DIFFER,
                Rejection.SEAT_TAKEN,
                Rejection.LEAVES_ORPHAN,
                Rejection.HOLD_EXPIRED,
                Rejection.CAPACITY_TAKEN);
    }

    @Override
    public boolean isPaid() {
        return false;
    }

    @Override
    public String toString() {
        return "red packet";
    }
}
