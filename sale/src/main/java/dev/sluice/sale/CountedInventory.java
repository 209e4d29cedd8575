package dev.sluice.sale;

/** Units that cannot be told apart: the tiers' counts say everything. */
final class CountedInventory implements Inventory {
    private SaleTerms terms;

    CountedInventory(SaleTerms terms) {
        this.terms = terms;
    }

    @Override
    public Rejection unsound(int tier, int quantity, Selection selection) {
        return selection instanceof Selection.Any ? null : Rejection.UNKNOWN_UNIT;
    }

    @Override
    public Units find(int tier, int quantity, Selection selection) {
        return Units.NONE;
    }

    @Override
    public Shortage shortage(int tier, int quantity, Selection selection) {
        return Shortage.SOLD_OUT;
    }

    @Override
    public long amount(int tier, int quantity, Selection selection) {
        return terms.tiers().get(tier).price() * quantity;
    }

    @Override
    public void take(Reservation taker) {
        // Counted by its tier.
    }

    @Override
    public Reach free(Reservation leaver) {
        return Reach.ALL;
    }

    @Override
    public void amend(SaleTerms changed) {
        terms = changed;
    }

    @Override
    public Availability availability() {
        return Availability.UNKNOWN;
    }
}
