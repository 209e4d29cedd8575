package dev.sluice.sale;

/** What a unit is called by those who sell and buy it; no rule reads it. */
public enum GoodsKind {
    /** It lets somebody in, or on. */
    TICKET,
    /** It is sent, or picked up. */
    ITEM;

    /** What units of this kind are, where nobody says. */
    static GoodsKind of(InventoryTerms inventory, SaleEvent event) {
        return switch (inventory) {
            case SeatedTerms _, JourneyTerms _ -> TICKET;
            case CountedTerms _ -> event.takesPlace() ? TICKET : ITEM;
            case RedPacketTerms _ -> ITEM;
        };
    }
}
