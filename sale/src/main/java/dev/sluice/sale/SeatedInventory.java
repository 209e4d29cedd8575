package dev.sluice.sale;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The seats of a hall, and who has each of them. Buyers who leave the choice to the sale get the best that are left, see
 * {@link FreeSeats}. Buyers who choose get exactly those seats; or none, and are told which are taken.
 */
final class SeatedInventory implements Inventory {
    private SaleTerms terms;
    private SeatedTerms seated;
    private SeatMap map;
    private SeatRanking ranking;
    private FreeSeats free;
    private ChosenSeats chosen;
    /** The seats that reservations have, as bits. */
    private long[] taken;

    private long version;
    private SeatAvailability published;

    SeatedInventory(SaleTerms terms, SeatedTerms seated) {
        this.taken = new long[Bits.words(seated.plan().seats())];
        begin(terms, seated);
    }

    private void begin(SaleTerms newTerms, SeatedTerms newSeated) {
        terms = newTerms;
        seated = newSeated;
        map = newSeated.plan();
        if (ranking == null || ranking.map != map) {
            ranking = new SeatRanking(map);
        }
        free = new FreeSeats(newSeated, newTerms.tiers().size(), ranking, taken);
        chosen = new ChosenSeats(newSeated, free);
        version++;
    }

    @Override
    public Rejection unsound(int tier, int quantity, Selection selection) {
        return switch (selection) {
            case Selection.Any _ -> null;
            case Selection.Best(int section) ->
                section >= -1 && section < map.sections().size() ? null : Rejection.UNKNOWN_UNIT;
            case Selection.Chosen _, Selection.Items _ -> unsoundSeats(tier, quantity, selection);
            case Selection.Stretch _ -> Rejection.UNKNOWN_UNIT;
        };
    }

    private Rejection unsoundSeats(int tier, int quantity, Selection selection) {
        Units seats = selection.seats();
        if (seats.size() != quantity || !areSeats(seats)) {
            return Rejection.UNKNOWN_UNIT;
        }
        for (int i = 0; i < seats.size(); i++) {
            if (seated.tierOf(seats.get(i)) != ReservationState.tierOf(tier, selection, i + 1)) {
                return Rejection.TIERS_DIFFER;
            }
        }
        return null;
    }

    /** Whether all of these are seats of the map, and no two the same. */
    private boolean areSeats(Units seats) {
        int[] sorted = seats.toArray();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] < 0 || sorted[i] >= map.seats() || (i > 0 && sorted[i] == sorted[i - 1])) {
                return false;
            }
        }
        return sorted.length > 0;
    }

    @Override
    public Units find(int tier, int quantity, Selection selection) {
        Units seats = findAgain(tier, quantity, selection);
        return seats != null && isForbidden(tier, selection) ? null : seats;
    }

    /** Whether the rule about orphans forbids what was chosen, in each tier by itself. */
    private boolean isForbidden(int tier, Selection selection) {
        return switch (selection) {
            case Selection.Chosen(Units seats) -> chosen.areForbidden(tier, seats);
            case Selection.Items items ->
                IntStream.range(0, items.tiers())
                        .anyMatch(one -> items.of(one) > 0 && chosen.areForbidden(one, items.seatsOf(one)));
            case Selection.Any _, Selection.Best _, Selection.Stretch _ -> false;
        };
    }

    /** Who chose seats and pays late gets them if they are free, even if they now leave an orphan. */
    @Override
    public Units findAgain(int tier, int quantity, Selection selection) {
        return switch (selection) {
            case Selection.Any _ -> best(tier, quantity, -1);
            case Selection.Best(int section) -> best(tier, quantity, section);
            case Selection.Chosen _, Selection.Items _ -> chosen.areFree(selection.seats()) ? selection.seats() : null;
            case Selection.Stretch _ -> null;
        };
    }

    private Units best(int tier, int quantity, int section) {
        int[] seats = free.best(tier, quantity, section, seated.orphans());
        return seats == null ? null : Units.of(seats);
    }

    @Override
    public Shortage shortage(int tier, int quantity, Selection selection) {
        if (selection.seats().isEmpty()) {
            return Shortage.SOLD_OUT;
        }
        Units away = chosen.taken(selection.seats());
        Units instead =
                selection instanceof Selection.Items items ? instead(items) : chosen.instead(tier, selection.seats());
        return new Shortage(away.isEmpty() ? Rejection.LEAVES_ORPHAN : Rejection.SEAT_TAKEN, away, instead);
    }

    /** Others only in those tiers where these cannot be had; none at all where one of them has none. */
    private Units instead(Selection.Items items) {
        IntStream all = IntStream.empty();
        for (int tier = 0; tier < items.tiers(); tier++) {
            Units seats = items.seatsOf(tier);
            boolean stay = seats.isEmpty() || chosen.areFree(seats) && !chosen.areForbidden(tier, seats);
            Units proposed = stay ? seats : chosen.instead(tier, seats);
            if (proposed.size() < seats.size()) {
                return Units.NONE;
            }
            all = IntStream.concat(all, proposed.toStream());
        }
        return Units.of(all.toArray());
    }

    @Override
    public long amount(int tier, int quantity, Selection selection) {
        return terms.amount(tier, quantity, selection);
    }

    @Override
    public void take(Reservation taker) {
        Units tickets = taker.selection instanceof Selection.Items
                ? ReservationState.tickets(taker.quantity, taker.returned)
                : Units.NONE;
        for (int i = 0; i < taker.units.size(); i++) {
            int seat = taker.units.get(i);
            int tier = tickets.isEmpty()
                    ? taker.tier
                    : ReservationState.tierOf(taker.tier, taker.selection, tickets.get(i));
            BrokenInvariantException.require(
                    free.isFree(seat) && seated.tierOf(seat) == tier, "a seat is given once", seat);
            Bits.set(taken, seat, true);
            free.set(seat, false);
        }
        version++;
    }

    @Override
    public Reach free(Reservation leaver) {
        int section = -1;
        boolean several = false;
        for (int i = 0; i < leaver.units.size(); i++) {
            int seat = leaver.units.get(i);
            BrokenInvariantException.require(Bits.has(taken, seat), "whoever leaves a seat had it", seat);
            Bits.set(taken, seat, false);
            free.set(seat, true);
            int itsSection = map.sectionOfRow(map.rowOf(seat));
            several |= i > 0 && itsSection != section;
            section = itsSection;
        }
        version++;
        return several ? Reach.ALL : new Reach.Section(section);
    }

    @Override
    public void amend(SaleTerms changed) {
        SeatedTerms changedSeats = (SeatedTerms) changed.inventory();
        if (changedSeats == seated) {
            terms = changed;
        } else if (changedSeats.hasSameTiers(seated)) {
            terms = changed;
            seated = changedSeats;
            chosen = new ChosenSeats(changedSeats, free);
            withhold();
        } else {
            begin(changed, changedSeats);
        }
    }

    /** Puts on sale exactly the seats that the terms do not withhold. */
    private void withhold() {
        for (int seat = 0; seat < map.seats(); seat++) {
            boolean onSale = !seated.isWithheld(seat) && !Bits.has(taken, seat);
            if (onSale != free.isFree(seat)) {
                free.set(seat, onSale);
            }
        }
        version++;
    }

    @Override
    public Rearranged rearranged(Command.ChangeSeats change) {
        if (!areSeats(change.seats())) {
            return Rearranged.not(new Shortage(Rejection.UNKNOWN_UNIT, Units.NONE, Units.NONE));
        }
        if (change.tier() < -1 || change.tier() >= terms.tiers().size()) {
            return Rearranged.not(new Shortage(Rejection.UNKNOWN_TIER, Units.NONE, Units.NONE));
        }
        int[] away = new int[change.seats().size()];
        int count = 0;
        for (int i = 0; i < away.length; i++) {
            int seat = change.seats().get(i);
            if (Bits.has(taken, seat) && changes(seat, change)) {
                away[count++] = seat;
            }
        }
        return count > 0
                ? Rearranged.not(new Shortage(Rejection.SEAT_TAKEN, Units.of(Arrays.copyOf(away, count)), Units.NONE))
                : new Rearranged(
                        terms.withInventory(seated.with(change.seats(), change.tier(), change.change())), null);
    }

    private boolean changes(int seat, Command.ChangeSeats change) {
        boolean moves = change.tier() >= 0 && change.tier() != seated.tierOf(seat);
        return moves || change.change() == SeatChange.WITHHOLD;
    }

    @Override
    public Availability availability() {
        if (published == null || published.version() != version) {
            published = free.snapshot(version);
        }
        return published;
    }
}
