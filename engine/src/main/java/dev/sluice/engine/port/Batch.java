package dev.sluice.engine.port;

import dev.sluice.sale.Change;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What one transaction commits. Of everything that changed it has the last state only; so the ledger may write in any order, as
 * long as units are freed before they are given. Used by one thread.
 */
public final class Batch implements Consumer<Change> {
    private final int sale;
    private final long epoch;
    private final long decidedAtMillis;
    private String position = "";
    private final List<Change.Made> made = new ArrayList<>();
    private final Map<Long, ReservationState> moved = new LinkedHashMap<>();
    /** Ordinals of those moved. */
    private final Set<Long> numbered = new HashSet<>();

    private final Map<UUID, PaymentState> payments = new LinkedHashMap<>();
    private final List<Change.RefundOrdered> refunds = new ArrayList<>();
    private final Map<UUID, Change.EntryChanged> entries = new LinkedHashMap<>();
    private final Map<UUID, PlaceState> places = new LinkedHashMap<>();
    private DrawState draw;
    private RoomState room;
    private SaleState saleState;

    public Batch(int sale, long epoch, long decidedAtMillis) {
        this.sale = sale;
        this.epoch = epoch;
        this.decidedAtMillis = decidedAtMillis;
    }

    @Override
    public void accept(Change change) {
        switch (change) {
            case Change.Made c -> made.add(c);
            case Change.Moved c -> {
                if (!numbered.isEmpty()) {
                    numbered.remove(c.state().ordinal());
                }
                move(c.state());
            }
            case Change.Numbered c -> number(c.state());
            case Change.PaymentChanged c -> payments.put(c.payment().id(), c.payment());
            case Change.RefundOrdered c -> refunds.add(c);
            case Change.EntryChanged c -> entries.put(c.state().id(), c);
            case Change.DrawChanged c -> draw = c.state();
            case Change.PlaceTaken c -> places.put(c.state().buyer(), c.state());
            case Change.RoomChanged c -> room = c.state();
            case Change.SaleChanged c -> saleState = c.state();
        }
    }

    /** Replaces the state of a reservation. Ordinals have no gaps, so one that this batch made is found by counting. */
    private void move(ReservationState state) {
        int index = made.isEmpty()
                ? -1
                : (int) (state.ordinal() - made.getFirst().state().ordinal());
        if (index < 0) {
            moved.put(state.ordinal(), state);
        } else {
            made.set(index, new Change.Made(state, made.get(index).user()));
        }
    }

    private void number(ReservationState state) {
        boolean isNew =
                !made.isEmpty() && state.ordinal() >= made.getFirst().state().ordinal();
        if (!isNew && !moved.containsKey(state.ordinal())) {
            numbered.add(state.ordinal());
        }
        move(state);
    }

    /** Whether all that happened to a reservation that was there before is that its units got their numbers. */
    public boolean isOnlyNumbered(ReservationState state) {
        return !numbered.isEmpty() && numbered.contains(state.ordinal());
    }

    /** Sets how far the queue is decided once this batch is durable. */
    public void reach(String newPosition) {
        position = newPosition;
    }

    public boolean isEmpty() {
        return made.isEmpty()
                && moved.isEmpty()
                && payments.isEmpty()
                && entries.isEmpty()
                && places.isEmpty()
                && draw == null
                && room == null
                && saleState == null;
    }

    public int size() {
        return made.size()
                + moved.size()
                + payments.size()
                + entries.size()
                + places.size()
                + (draw == null ? 0 : 1)
                + (room == null ? 0 : 1)
                + (saleState == null ? 0 : 1);
    }

    public int sale() {
        return sale;
    }

    public long epoch() {
        return epoch;
    }

    /** When all of this was decided by the writer's clock, in milliseconds since 1970. */
    public long decidedAtMillis() {
        return decidedAtMillis;
    }

    public String position() {
        return position;
    }

    /** New reservations by ordinal, without gaps. */
    public List<Change.Made> made() {
        return made;
    }

    /** New states of reservations that were there before. */
    public Collection<ReservationState> moved() {
        return moved.values();
    }

    /** New payments and new states of payments. */
    public Collection<PaymentState> payments() {
        return payments.values();
    }

    /** Charges that must go back. */
    public List<Change.RefundOrdered> refunds() {
        return refunds;
    }

    /** New entries for the draw, and other ones in place of those that were there. */
    public Collection<Change.EntryChanged> entries() {
        return entries.values();
    }

    /** How far the draw has come; null if it has come no further. */
    public DrawState draw() {
        return draw;
    }

    /** Places of the waiting room that were taken, or with which somebody came in. */
    public Collection<PlaceState> places() {
        return places.values();
    }

    /** How far the waiting room has come; null if it has come no further. */
    public RoomState room() {
        return room;
    }

    /** The sale's new settings; null if they did not change. A batch that has them has little else. */
    public SaleState saleState() {
        return saleState;
    }
}
