package dev.sluice.sale;

import java.util.List;

/** Units that cannot be told apart. */
final class NaiveCounted implements NaiveInventory {
    @Override
    public Rejection unsound(SaleTerms terms, int tier, int quantity, Selection selection) {
        boolean counted = selection == Selection.ANY
                || selection instanceof Selection.Items items
                        && items.seats().isEmpty()
                        && items.counts().toStream().sum() == quantity;
        return counted ? null : Rejection.UNKNOWN_UNIT;
    }

    @Override
    public Units find(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return Units.NONE;
    }

    @Override
    public Shortage shortage(
            SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);
    }

    @Override
    public long amount(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return NaiveRows.price(terms, tier, quantity, selection);
    }

    @Override
    public List<String> violations(SaleState sale, List<ReservationState> taken) {
        return taken.stream()
                .filter(r -> !r.units().isEmpty())
                .map(r -> "counted units have no numbers, but: " + r)
                .toList();
    }
}
