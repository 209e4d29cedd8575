package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;

/** A red packet: what is left is what the rows have not. */
final class NaivePacket implements NaiveInventory {
    @Override
    public Rejection unsound(SaleTerms terms, int tier, int quantity, Selection selection) {
        return selection == Selection.ANY ? null : Rejection.UNKNOWN_UNIT;
    }

    @Override
    public Units find(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return packet(terms).returned() >= 0 ? null : Units.NONE;
    }

    @Override
    public Shortage shortage(
            SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);
    }

    @Override
    public long amount(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        RedPacketTerms packet = packet(terms);
        Dice dice = new Dice(packet.seedHigh(), packet.seedLow()).of(taken.size());
        return Shares.next(packet.split(), packet.total() - sum(taken), packet.shares() - taken.size(), dice);
    }

    @Override
    public long dueMillis(NaiveBook book) {
        if (packet(book.sale().terms()).returned() >= 0) {
            return Long.MAX_VALUE;
        }
        return book.sale().closed() ? 0 : book.sale().terms().window().closesAtMillis();
    }

    @Override
    public void act(NaiveBook book, long now) {
        SaleTerms terms = book.sale().terms();
        RedPacketTerms old = packet(terms);
        RedPacketTerms emptied = new RedPacketTerms(
                old.total(), old.shares(), old.split(), old.seedHigh(), old.seedLow(), old.total() - sum(book.taken()));
        book.change(
                terms.withInventory(terms.tiers(), emptied),
                book.sale().paused(),
                book.sale().closed(),
                now);
    }

    @Override
    public List<String> violations(SaleState sale, List<ReservationState> taken) {
        List<String> wrong = new ArrayList<>();
        RedPacketTerms packet = packet(sale.terms());
        int left = packet.shares() - taken.size();
        require(wrong, taken.stream().allMatch(r -> r.amount() >= 1), "every share is at least one");
        require(wrong, packet.total() - sum(taken) >= left, "enough is left for those who follow");
        require(wrong, left > 0 || sum(taken) == packet.total(), "all shares are the total");
        require(
                wrong,
                packet.returned() < 0 || packet.returned() + sum(taken) == packet.total(),
                "what was grabbed and what returned are the total");
        return wrong;
    }

    private static void require(List<String> wrong, boolean holds, String rule) {
        if (!holds) {
            wrong.add(rule);
        }
    }

    private static RedPacketTerms packet(SaleTerms terms) {
        return (RedPacketTerms) terms.inventory();
    }

    private static long sum(List<ReservationState> taken) {
        return taken.stream().mapToLong(ReservationState::amount).sum();
    }
}
