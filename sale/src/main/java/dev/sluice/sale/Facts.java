package dev.sluice.sale;

/**
 * What a sale tells people beside its title and its description: no rule reads it, and it may change at any time.
 *
 * @param goods what its units are called; null where that follows from what they are
 */
public record Facts(SaleEvent event, GoodsKind goods) {
    public static final Facts NONE = new Facts(SaleEvent.NONE, null);
}
