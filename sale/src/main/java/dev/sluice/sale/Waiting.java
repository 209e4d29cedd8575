package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The waiting room of a sale: who has which place, who was called, and who is inside. Who gathered for a draw has the place that it gave them; everybody else gets the
 * next number. A place is its buyer's for good, whether they come when they are called, later, or never. While others come first who were drawn, nobody is called.
 *
 * <p>Who comes is inside until they have bought, or for {@link #INSIDE_MILLIS}. There are never more inside than the terms say: who is called and finds it full waits until
 * somebody has gone. Places are durable, and so is up to which of them everybody was called.
 */
final class Waiting {
    /** Places of one sale. Bounds the memory of a writer. */
    static final int MAX_PLACES = 5_000_000;

    /** Who comes has so long to choose. */
    static final long INSIDE_MILLIS = 600_000;

    /** So long before the sale opens places are given where nothing is drawn. */
    static final long EARLIEST_MILLIS = 86_400_000;

    /** How many are let in at most for one unit that is left, where nothing is drawn. */
    private static final int SHOPPERS_A_UNIT = 2;

    private final Stock stock;
    private final Allocation allocation;
    private final Consumer<Change> changes;
    private final BooleanSupplier othersComeFirst;
    private final WaitingRoom room = new WaitingRoom();
    private final WaitingLine line = new WaitingLine();
    /** By place, until when they are inside, the first to go first. */
    private final Map<Integer, Long> inside = new LinkedHashMap<>();

    private boolean unsorted;

    private RoomState told;
    private int toldInside;

    /** @param othersComeFirst whether nobody may buy yet, since those who were drawn are served before all others */
    Waiting(Stock stock, Allocation allocation, Consumer<Change> changes, BooleanSupplier othersComeFirst) {
        this.stock = stock;
        this.allocation = allocation;
        this.changes = changes;
        this.othersComeFirst = othersComeFirst;
        this.told = room.state();
    }

    /** @param entries null where no places are drawn */
    Outcome apply(Command.Waiting command, Entries entries, long nowMillis) {
        if (terms() == null) {
            return new Outcome.Refused(command.id(), Rejection.NO_ROOM);
        }
        return switch (command) {
            case Command.Join c -> join(c, entries);
            case Command.Arrive c -> arrive(c, entries, nowMillis);
        };
    }

    private Outcome join(Command.Join command, Entries entries) {
        int place = find(command.buyer(), entries);
        if (place >= 0) {
            return placed(command, place);
        }
        Rejection refusal = refusal(entries);
        if (refusal != null) {
            return new Outcome.Refused(command.id(), refusal);
        }
        int next = last(entries) + 1;
        line.add(command.buyer(), next);
        changes.accept(new Change.PlaceTaken(new PlaceState(command.buyer(), next, 0)));
        return placed(command, next);
    }

    private Rejection refusal(Entries entries) {
        if (stock.isClosed()) {
            return Rejection.CLOSED;
        }
        boolean opens = entries == null
                ? stock.hasCome(stock.sale().terms().window().opensAtMillis() - EARLIEST_MILLIS)
                : entries.isSealed();
        if (!opens) {
            return Rejection.NOT_OPEN;
        }
        return last(entries) >= MAX_PLACES ? Rejection.LINE_FULL : null;
    }

    private Outcome arrive(Command.Arrive command, Entries entries, long nowMillis) {
        if (stock.isClosed()) {
            return new Outcome.Refused(command.id(), Rejection.CLOSED);
        }
        int place = find(command.buyer(), entries);
        if (place < 0) {
            return new Outcome.Refused(command.id(), Rejection.NO_PLACE);
        }
        letGo(nowMillis);
        if (inside.containsKey(place)) {
            return placed(command, place);
        }
        boolean full = terms().inside() > 0 && inside.size() >= terms().inside();
        if (place == 0 || place > room.serving() || full) {
            return new Outcome.Refused(command.id(), Rejection.NOT_YOUR_TURN);
        }
        inside.put(place, nowMillis + INSIDE_MILLIS);
        room.came(place);
        if (line.find(command.buyer()) == 0) {
            line.add(command.buyer(), place);
        }
        changes.accept(new Change.PlaceTaken(new PlaceState(command.buyer(), place, nowMillis)));
        toldInside = inside.size();
        return placed(command, place);
    }

    private Outcome placed(Command command, int place) {
        return new Outcome.Placed(command.id(), place, inside.getOrDefault(place, 0L));
    }

    /** -1 for nobody's; 0 for one that is not drawn yet, or not worked out again. */
    private int find(UUID buyer, Entries entries) {
        int place = line.find(buyer);
        if (place > 0) {
            return place;
        }
        return entries == null ? -1 : entries.place(buyer);
    }

    private int last(Entries entries) {
        return Math.max(line.last(), entries == null ? 0 : entries.entered());
    }

    /** Somebody has something now, and need not choose any more. */
    void bought(UUID buyer, Entries entries) {
        if (!inside.isEmpty()) {
            inside.remove(find(buyer, entries));
            toldInside = inside.size();
        }
    }

    private void letGo(long nowMillis) {
        sort();
        Iterator<Long> untilMillis = inside.values().iterator();
        while (untilMillis.hasNext() && untilMillis.next() <= nowMillis) {
            untilMillis.remove();
        }
    }

    /** A ledger reads them out in no order. */
    private void sort() {
        if (unsorted) {
            unsorted = false;
            List<Map.Entry<Integer, Long>> sorted = new ArrayList<>();
            inside.forEach((place, until) -> sorted.add(Map.entry(place, until)));
            sorted.sort(Map.Entry.comparingByValue());
            inside.clear();
            sorted.forEach(entry -> inside.put(entry.getKey(), entry.getValue()));
        }
    }

    /**
     * Calls whoever is to be called now.
     *
     * @return whether anything was to be done
     */
    boolean proceed(Entries entries, long nowMillis, boolean strained) {
        if (nextDueMillis(entries) > nowMillis) {
            return false;
        }
        letGo(nowMillis);
        if (room.nextMillis() <= nowMillis) {
            room.advance(terms(), nowMillis, last(entries), inside.size(), wanted(entries), strained);
        }
        if (room.serving() != told.serving() || inside.size() != toldInside) {
            told = room.state();
            toldInside = inside.size();
            changes.accept(new Change.RoomChanged(told));
        }
        return true;
    }

    /**
     * How many are let in for what is left. Where an order was drawn, so many that there is enough for each, however much they take: else whoever is quicker of those inside
     * comes first, and that is what was drawn to be worth nothing; who would get a place on the
     * waitlist comes once no unit is left. Elsewhere more, so that nobody who takes their time keeps others from what is left.
     */
    private long wanted(Entries entries) {
        long units = allocation.left();
        if (entries == null) {
            return SHOPPERS_A_UNIT * (units + allocation.placesLeft());
        }
        return units > 0 ? Math.ceilDiv(units, stock.sale().terms().rules().limitPerUser()) : allocation.placesLeft();
    }

    long nextDueMillis(Entries entries) {
        boolean serves = terms() != null
                && stock.sale().statusAt(stock.latestMillis()) == SaleStatus.OPEN
                && !othersComeFirst.getAsBoolean();
        if (!serves) {
            return opensMillis();
        }
        long next = room.serving() < last(entries) ? room.nextMillis() : Long.MAX_VALUE;
        sort();
        return inside.isEmpty()
                ? next
                : Math.min(next, inside.values().iterator().next());
    }

    /** When it begins by itself. */
    private long opensMillis() {
        long opens = stock.sale().terms().window().opensAtMillis();
        return terms() == null || stock.hasCome(opens) || stock.sale().paused() ? Long.MAX_VALUE : opens;
    }

    /** How everybody may see it; null where the sale has no waiting room. */
    RoomView view(Entries entries) {
        Guards.Room terms = terms();
        return terms == null
                ? null
                : new RoomView(
                        !othersComeFirst.getAsBoolean(),
                        room.serving(),
                        last(entries),
                        inside.size(),
                        room.perMinute(terms),
                        room.state().showsPermille());
    }

    private Guards.Room terms() {
        return stock.sale().terms().room();
    }

    void restore(RoomState stored) {
        room.restore(stored);
        told = stored;
    }

    void restore(PlaceState stored) {
        line.add(stored.buyer(), stored.place());
        if (stored.cameAtMillis() > 0) {
            inside.put(stored.place(), stored.cameAtMillis() + INSIDE_MILLIS);
            unsorted = true;
        }
    }

    /** They made this reservation, or an older one. */
    void restored(ReservationState reservation) {
        if (inside.isEmpty()) {
            return;
        }
        int place = line.find(reservation.buyer());
        Long untilMillis = inside.get(place);
        if (untilMillis != null && reservation.createdAtMillis() >= untilMillis - INSIDE_MILLIS) {
            inside.remove(place);
        }
    }
}
