package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Seats: what is free is what no row has. */
final class NaiveSeated implements NaiveInventory {
    @Override
    public Rejection unsound(SaleTerms terms, int tier, int quantity, Selection selection) {
        SeatedTerms seated = seated(terms);
        return switch (selection) {
            case Selection.Any _ -> null;
            case Selection.Best best ->
                best.section() < -1
                                || best.section() >= seated.plan().sections().size()
                        ? Rejection.UNKNOWN_UNIT
                        : null;
            case Selection.Chosen(Units seats)
            when seats.size() == quantity && known(seated, seats) ->
                Arrays.stream(seats.toArray()).allMatch(seat -> seated.tierOf(seat) == tier)
                        ? null
                        : Rejection.TIERS_DIFFER;
            case Selection.Chosen _, Selection.Stretch _ -> Rejection.UNKNOWN_UNIT;
        };
    }

    private static boolean known(SeatedTerms seated, Units seats) {
        int[] numbers = seats.toArray();
        return numbers.length > 0
                && Arrays.stream(numbers)
                        .allMatch(seat -> seat >= 0 && seat < seated.plan().seats())
                && Arrays.stream(numbers).distinct().count() == numbers.length;
    }

    @Override
    public Units find(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        Units found = findAgain(terms, taken, tier, quantity, selection);
        boolean forbidden = found != null
                && selection instanceof Selection.Chosen
                && seats(terms, taken).forbidden(tier, found);
        return forbidden ? null : found;
    }

    @Override
    public Units findAgain(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        NaiveSeats seats = seats(terms, taken);
        return switch (selection) {
            case Selection.Any _ -> seats.best(tier, quantity, -1);
            case Selection.Best(int section) -> seats.best(tier, quantity, section);
            case Selection.Chosen(Units chosen) -> seats.taken(chosen).isEmpty() ? chosen : null;
            case Selection.Stretch _ -> null;
        };
    }

    @Override
    public Shortage shortage(
            SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        if (!(selection instanceof Selection.Chosen(Units chosen))) {
            return new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);
        }
        NaiveSeats seats = seats(terms, taken);
        Units away = seats.taken(chosen);
        Rejection reason = away.isEmpty() ? Rejection.LEAVES_ORPHAN : Rejection.SEAT_TAKEN;
        return new Shortage(reason, away, seats.instead(tier, chosen));
    }

    @Override
    public long amount(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return terms.tiers().get(tier).price() * quantity;
    }

    @Override
    public Object administer(SaleTerms terms, List<ReservationState> taken, Command.Administer command) {
        Command.ChangeSeats change = (Command.ChangeSeats) command;
        SeatedTerms seated = seated(terms);
        if (!known(seated, change.seats())) {
            return new Shortage(Rejection.UNKNOWN_UNIT, Units.NONE, Units.NONE);
        }
        if (change.tier() < -1 || change.tier() >= terms.tiers().size()) {
            return new Shortage(Rejection.UNKNOWN_TIER, Units.NONE, Units.NONE);
        }
        NaiveSeats seats = seats(terms, taken);
        int[] away = Arrays.stream(change.seats().toArray())
                .filter(seats.taken::contains)
                .filter(seat -> change.change() == SeatChange.WITHHOLD
                        || (change.tier() >= 0 && change.tier() != seated.tierOf(seat)))
                .toArray();
        if (away.length > 0) {
            return new Shortage(Rejection.SEAT_TAKEN, Units.of(away), Units.NONE);
        }
        SeatedTerms changed = seated.with(change.seats(), change.tier(), change.change());
        List<TierTerms> tiers = new ArrayList<>();
        for (TierTerms tier : terms.tiers()) {
            int index = tiers.size();
            int capacity = 0;
            for (int seat = 0; seat < changed.plan().seats(); seat++) {
                capacity += changed.tierOf(seat) == index ? 1 : 0;
            }
            tiers.add(new TierTerms(tier.id(), tier.name(), tier.price(), capacity));
        }
        return terms.withInventory(tiers, changed);
    }

    @Override
    public List<String> violations(SaleState sale, List<ReservationState> taken) {
        List<String> wrong = new ArrayList<>();
        SeatedTerms seated = seated(sale.terms());
        Set<Integer> given = new HashSet<>();
        for (ReservationState r : taken) {
            require(wrong, r.units().size() == r.quantity(), "a reservation has as many seats as it says", r);
            for (int seat : r.units().toArray()) {
                require(wrong, given.add(seat), "a seat is given once", r);
                boolean ofTheMap = seat < seated.plan().seats();
                require(wrong, ofTheMap && seated.tierOf(seat) == r.tier(), "a seat is sold in its tier", r);
                require(wrong, ofTheMap && !seated.isWithheld(seat), "a withheld seat is not sold", r);
            }
        }
        return wrong;
    }

    private static void require(List<String> wrong, boolean holds, String rule, ReservationState r) {
        if (!holds) {
            wrong.add(rule + ", but: " + r);
        }
    }

    private static NaiveSeats seats(SaleTerms terms, List<ReservationState> taken) {
        NaiveSeats seats = new NaiveSeats(seated(terms));
        taken.forEach(r -> Arrays.stream(r.units().toArray()).forEach(seats.taken::add));
        return seats;
    }

    private static SeatedTerms seated(SaleTerms terms) {
        return (SeatedTerms) terms.inventory();
    }
}
