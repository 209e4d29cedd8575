package dev.sluice.engine.port;

import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** What a {@link MemoryLedger} refuses of units that can be told apart. Looks at every row, each time. */
final class MemoryUnits {
    private MemoryUnits() {}

    /** @throws LedgerRefusedException if these rows must not be */
    static void require(SaleTerms terms, Collection<ReservationState> rows) {
        if (terms.inventory() instanceof CountedTerms) {
            return;
        }
        List<ReservationState> live = rows.stream()
                .filter(row -> row.status() == ReservationStatus.HELD || row.status() == ReservationStatus.CONFIRMED)
                .toList();
        if (terms.inventory() instanceof RedPacketTerms packet) {
            requirePacket(packet, live);
        }
        requireHops(terms, live);
        if (terms.inventory() instanceof SeatedTerms seats) {
            require(live.stream().allMatch(one -> isForSale(seats, one)), "a withheld seat is the merchant's", live);
        }
        for (ReservationState one : live) {
            require(one.units().isEmpty() || one.units().size() == one.quantity(), "a number each", one);
            for (ReservationState other : live) {
                boolean shared = meet(one.selection(), other.selection()) && share(one, other);
                require(one == other || !shared, "a seat has one owner at a time", other);
            }
        }
    }

    private static void requirePacket(RedPacketTerms packet, List<ReservationState> grabs) {
        long given = grabs.stream().mapToLong(ReservationState::amount).sum();
        int left = packet.shares() - grabs.size();
        require(grabs.stream().allMatch(grab -> grab.amount() >= 1), "every share is at least one", grabs);
        require(left >= 0 && packet.total() - given >= left, "a share is left for each that follows", packet);
        require(left > 0 || given == packet.total(), "all shares are the total", packet);
        require(!packet.hasReturned() || packet.returned() == packet.total() - given, "the rest returns", packet);
    }

    private static void requireHops(SaleTerms terms, List<ReservationState> live) {
        int hops = terms.inventory().hops();
        for (int i = 0; i < terms.tiers().size() && hops > 0; i++) {
            int tier = i;
            for (int hop = 0; hop < hops; hop++) {
                Selection here = new Selection.Stretch(hop, hop + 1, false);
                long taken = live.stream()
                        .filter(one -> one.tier() == tier && meet(one.selection(), here))
                        .mapToLong(ReservationState::quantity)
                        .sum();
                require(taken <= terms.tiers().get(i).capacity() / hops, "no hop is overloaded", hop);
            }
        }
    }

    private static boolean isForSale(SeatedTerms seats, ReservationState one) {
        return IntStream.of(one.units().toArray()).noneMatch(seats::isWithheld);
    }

    private static boolean meet(Selection one, Selection other) {
        return !(one instanceof Selection.Stretch here && other instanceof Selection.Stretch there)
                || (here.from() < there.to() && there.from() < here.to());
    }

    private static boolean share(ReservationState one, ReservationState other) {
        for (int i = 0; i < one.units().size(); i++) {
            for (int j = 0; j < other.units().size(); j++) {
                if (one.units().get(i) == other.units().get(j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void require(boolean holds, String constraint, Object about) {
        if (!holds) {
            throw new LedgerRefusedException(constraint + ": " + about, null);
        }
    }
}
