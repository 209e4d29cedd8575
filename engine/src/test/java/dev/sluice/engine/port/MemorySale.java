package dev.sluice.engine.port;

import dev.sluice.sale.Change;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.Order;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.draw.DrawSeal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One sale of a {@link MemoryLedger}. A batch is checked whole before any of it is written. */
final class MemorySale {
    final NavigableMap<Long, ReservationState> reservations = new TreeMap<>();
    final Map<UUID, PaymentState> payments = new LinkedHashMap<>();
    final List<Change.RefundOrdered> refunds = new ArrayList<>();
    final Map<UUID, Change.EntryChanged> entries = new LinkedHashMap<>();
    final Map<UUID, PlaceState> places = new LinkedHashMap<>();
    DrawState draw;
    RoomState room;
    SaleState state;
    long epoch;
    String position = "";
    long decidedAtMillis;
    private Counts counts;

    MemorySale(SaleState state) {
        this.state = state;
        this.counts = new Counts(state.terms().tiers().size());
    }

    void write(Batch batch) {
        if (batch.epoch() != epoch) {
            throw new StaleEpochException(state.number(), batch.epoch(), null);
        }
        require(
                batch.entries().isEmpty() || draw == null || draw.draw().seal() == null,
                "what is sealed stays",
                batch.entries());
        if (batch.draw() != null && (draw == null || draw.draw().seal() == null)) {
            DrawSeal seal = batch.draw().draw().seal();
            Map<UUID, Change.EntryChanged> sealed = new HashMap<>(entries);
            batch.entries().forEach(entry -> sealed.put(entry.state().id(), entry));
            long count = sealed.values().stream()
                    .filter(entry -> !entry.state().withdrawn())
                    .count();
            require(seal == null || seal.entries() == count, "a seal counts what is there", seal);
        }
        Map<UUID, PlaceState> taken = new HashMap<>(places);
        batch.places().forEach(place -> taken.put(place.buyer(), place));
        long different =
                taken.values().stream().map(PlaceState::place).distinct().count();
        require(different == taken.size(), "a place is given once", batch.places());
        SaleState next = batch.saleState() == null ? state : batch.saleState();
        counts = counted(batch, next.terms());
        state = next;
        position = batch.position();
        decidedAtMillis = Math.max(decidedAtMillis, batch.decidedAtMillis());
        batch.moved().forEach(this::store);
        batch.made().forEach(made -> store(made.state()));
        batch.payments().forEach(payment -> payments.put(payment.id(), payment));
        refunds.addAll(batch.refunds());
        batch.entries().forEach(entry -> entries.put(entry.state().id(), entry));
        draw = batch.draw() == null ? draw : batch.draw();
        places.putAll(taken);
        room = batch.room() == null ? room : batch.room();
    }

    void readOut(WriterLedger.Reader reader) {
        reader.sale(state);
        if (draw != null) {
            reader.draw(draw);
        }
        boolean reserved = draw != null && draw.isOver() && state.terms().order() instanceof Order.Lottery;
        if (!reserved) {
            entries.values().forEach(entry -> reader.entry(entry.state(), entry.user()));
        }
        if (room != null) {
            reader.room(room);
        }
        places.values().forEach(reader::place);
        Set<UUID> kept = new HashSet<>();
        for (ReservationState r : reservations.values()) {
            if (r.status().settled() && r.status() != ReservationStatus.CONFIRMED) {
                reader.ended(r.ordinal(), r.id(), r.buyer());
            } else {
                reader.reservation(r);
            }
            if (state.terms().inventory().keeps(r.status())) {
                kept.add(r.id());
            }
        }
        payments.values().stream().filter(p -> kept.contains(p.reservation())).forEach(reader::payment);
    }

    List<Settled> settled(List<UUID> ids) {
        return reservations.values().stream()
                .filter(r -> r.status().settled())
                .map(r -> new Settled(r, paymentsOf(r.id())))
                .filter(settled -> ids.contains(settled.reservation().id())
                        || settled.payments().stream().anyMatch(p -> ids.contains(p.id())))
                .toList();
    }

    private List<PaymentState> paymentsOf(UUID reservation) {
        return payments.values().stream()
                .filter(p -> p.reservation().equals(reservation))
                .toList();
    }

    List<TierState> tiers() {
        List<TierState> tiers = new ArrayList<>();
        for (int i = 0; i < state.terms().tiers().size(); i++) {
            long capacity = state.terms().tiers().get(i).capacity();
            long held = counts.held(i, state.terms());
            long withheld = state.terms().inventory().withheld(i);
            long available = capacity - held - counts.sold[i] - withheld;
            tiers.add(new TierState(capacity, held, counts.sold[i], withheld, available, counts.waiting[i]));
        }
        return tiers;
    }

    /** The counts after the batch, if it may be written. */
    private Counts counted(Batch batch, SaleTerms terms) {
        Counts after = new Counts(counts, terms.tiers().size());
        for (ReservationState moved : batch.moved()) {
            ReservationState before = reservations.get(moved.ordinal());
            require(before != null, "a reservation that moves is stored", moved);
            after.add(before, -1, state.terms());
            after.add(moved, 1, terms);
        }
        for (Change.Made made : batch.made()) {
            ReservationState reservation = made.state();
            require(!reservations.containsKey(reservation.ordinal()), "an ordinal is given once", reservation);
            require(reservation.tier() < terms.tiers().size(), "a reservation's tier exists", reservation);
            after.add(reservation, 1, terms);
        }
        for (int i = 0; i < terms.tiers().size(); i++) {
            TierTerms tier = terms.tiers().get(i);
            long taken =
                    after.held(i, terms) + after.sold[i] + terms.inventory().withheld(i);
            require(taken <= tier.capacity(), "no unit is given twice", tier);
        }
        NavigableMap<Long, ReservationState> rows = new TreeMap<>(reservations);
        batch.moved().forEach(moved -> rows.put(moved.ordinal(), moved));
        batch.made().forEach(made -> rows.put(made.state().ordinal(), made.state()));
        MemoryUnits.require(terms, rows.values());
        return after;
    }

    private void store(ReservationState r) {
        reservations.put(
                r.ordinal(),
                new ReservationState(
                        r.id(),
                        r.buyer(),
                        r.ordinal(),
                        r.tier(),
                        r.quantity(),
                        r.selection(),
                        r.units(),
                        r.status(),
                        r.amount(),
                        r.createdAtMillis(),
                        r.expiresAtMillis(),
                        r.reason(),
                        0,
                        r.returned()));
    }

    private static void require(boolean holds, String constraint, Object about) {
        if (!holds) {
            throw new LedgerRefusedException(constraint + ": " + about, null);
        }
    }

    /** Units by tier and state, and entries that wait. */
    private static final class Counts {
        final long[] unpaid;
        final long[] sold;
        final int[] waiting;

        Counts(int tiers) {
            unpaid = new long[tiers];
            sold = new long[tiers];
            waiting = new int[tiers];
        }

        Counts(Counts from, int tiers) {
            this(tiers);
            int kept = Math.min(tiers, from.sold.length);
            System.arraycopy(from.unpaid, 0, unpaid, 0, kept);
            System.arraycopy(from.sold, 0, sold, 0, kept);
            System.arraycopy(from.waiting, 0, waiting, 0, kept);
        }

        void add(ReservationState reservation, int sign, SaleTerms terms) {
            int[] items = reservation.items().toArray();
            for (int one = 0; one < items.length; one++) {
                add(one, sign * items[one], sign, reservation.status());
            }
            if (items.length > 0) {
                return;
            }
            int units = sign * terms.inventory().load(reservation.quantity(), reservation.selection());
            add(reservation.tier(), units, sign, reservation.status());
        }

        private void add(int tier, int units, int sign, ReservationStatus status) {
            if (status == ReservationStatus.HELD) {
                unpaid[tier] += units;
            } else if (status == ReservationStatus.CONFIRMED) {
                sold[tier] += units;
            } else if (status == ReservationStatus.WAITLISTED) {
                waiting[tier] += sign;
            }
        }

        long held(int tier, SaleTerms terms) {
            return terms.rules().takeStock() == TakeStock.PAYMENT ? 0 : unpaid[tier];
        }
    }
}
