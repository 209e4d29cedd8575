package dev.sluice.sale;

import java.util.List;

/**
 * The shares of a red packet. The next share follows from what is left, how many shares were given, and the packet's secret; so
 * a book that is loaded again goes on with the same shares.
 */
final class RedPacketInventory implements Inventory {
    private final Dice dice;
    private RedPacketTerms packet;
    private long granted;
    private int grabbed;

    RedPacketInventory(RedPacketTerms packet) {
        this.packet = packet;
        this.dice = new Dice(packet.seedHigh(), packet.seedLow());
    }

    @Override
    public Rejection unsound(int tier, int quantity, Selection selection) {
        return selection instanceof Selection.Any ? null : Rejection.UNKNOWN_UNIT;
    }

    @Override
    public Units find(int tier, int quantity, Selection selection) {
        return packet.hasReturned() ? null : Units.NONE;
    }

    @Override
    public Shortage shortage(int tier, int quantity, Selection selection) {
        return Shortage.SOLD_OUT;
    }

    /** The next share. */
    @Override
    public long amount(int tier, int quantity, Selection selection) {
        return Shares.next(packet.split(), packet.total() - granted, packet.shares() - grabbed, dice.of(grabbed));
    }

    @Override
    public void take(Reservation taker) {
        granted += taker.amount;
        grabbed++;
        long left = packet.total() - granted;
        int sharesLeft = packet.shares() - grabbed;
        BrokenInvariantException.require(
                taker.amount >= 1 && left >= sharesLeft && (sharesLeft > 0 || left == 0),
                "every share is at least one, and all together are the total",
                this);
    }

    @Override
    public Reach free(Reservation leaver) {
        throw new BrokenInvariantException("a share that was grabbed does not come back");
    }

    @Override
    public void amend(SaleTerms changed) {
        packet = (RedPacketTerms) changed.inventory();
    }

    /** When the sale closes, and never again. */
    @Override
    public long dueMillis(SaleState sale) {
        if (packet.hasReturned()) {
            return Long.MAX_VALUE;
        }
        return sale.closed() ? 0 : sale.terms().window().closesAtMillis();
    }

    /** The rest returns to the sender. */
    @Override
    public Acted act() {
        return new Acted(List.of(), packet.withReturned(packet.total() - granted));
    }

    @Override
    public Availability availability() {
        return new RedPacketLeft(granted, packet.hasReturned());
    }

    @Override
    public String toString() {
        return packet + ", granted=" + granted + ", grabbed=" + grabbed;
    }
}
