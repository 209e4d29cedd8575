package dev.sluice.sale;

/** Units that cannot be told apart: the tiers' counts say everything. */
final class CountedInventory implements Inventory {
    private SaleTerms terms;

    CountedInventory(SaleTerms terms) {
        this.terms = terms;
    }

    @Override
    public Rejection unsound(int tier, int quantity, Selection selection) {
        boolean sound =
                selection instanceof Selection.Items ? selection.seats().isEmpty() : selection instanceof Selection.Any;
        return sound ? null : Rejection.UNKNOWN_UNIT;
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
        return terms.amount(tier, quantity, selection);
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
