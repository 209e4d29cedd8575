package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
            case Selection.Items(Units counts, Units seats)
            when seats.size() == quantity && known(seated, seats) -> {
                List<Integer> tiers = new ArrayList<>();
                for (int one = 0; one < counts.size(); one++) {
                    tiers.addAll(Collections.nCopies(counts.get(one), one));
                }
                boolean inTheirs =
                        IntStream.range(0, quantity).allMatch(i -> seated.tierOf(seats.get(i)) == tiers.get(i));
                yield inTheirs ? null : Rejection.TIERS_DIFFER;
            }
            case Selection.Chosen _, Selection.Items _, Selection.Stretch _ -> Rejection.UNKNOWN_UNIT;
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
        return found != null && forbidden(terms, taken, selection) ? null : found;
    }

    private static boolean forbidden(SaleTerms terms, List<ReservationState> taken, Selection selection) {
        Map<Integer, Units> byTier = byTier(terms, selection);
        return byTier.keySet().stream().anyMatch(tier -> seats(terms, taken).forbidden(tier, byTier.get(tier)));
    }

    /** Seats that were chosen, by the tier in which they are. */
    private static Map<Integer, Units> byTier(SaleTerms terms, Selection selection) {
        Map<Integer, Units> byTier = new TreeMap<>();
        for (int seat : selection.seats().toArray()) {
            byTier.merge(
                    seated(terms).tierOf(seat),
                    Units.of(seat),
                    (some, more) -> Units.of(
                            IntStream.concat(some.toStream(), more.toStream()).toArray()));
        }
        return byTier;
    }

    @Override
    public Units findAgain(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        NaiveSeats seats = seats(terms, taken);
        return switch (selection) {
            case Selection.Any _ -> seats.best(tier, quantity, -1);
            case Selection.Best(int section) -> seats.best(tier, quantity, section);
            case Selection.Chosen _, Selection.Items _ ->
                seats.taken(selection.seats()).isEmpty() ? selection.seats() : null;
            case Selection.Stretch _ -> null;
        };
    }

    @Override
    public Shortage shortage(
            SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        if (selection.seats().isEmpty()) {
            return new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);
        }
        NaiveSeats seats = seats(terms, taken);
        Units away = seats.taken(selection.seats());
        Rejection reason = away.isEmpty() ? Rejection.LEAVES_ORPHAN : Rejection.SEAT_TAKEN;
        List<Integer> instead = new ArrayList<>();
        boolean several = selection instanceof Selection.Items;
        for (Map.Entry<Integer, Units> part : byTier(terms, selection).entrySet()) {
            Units chosen = part.getValue();
            boolean fine = several && seats.taken(chosen).isEmpty() && !seats.forbidden(part.getKey(), chosen);
            Units proposed = fine ? chosen : seats.instead(part.getKey(), chosen);
            if (proposed.isEmpty()) {
                return new Shortage(reason, away, Units.NONE);
            }
            proposed.toStream().forEach(instead::add);
        }
        return new Shortage(
                reason,
                away,
                Units.of(instead.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Override
    public long amount(SaleTerms terms, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return NaiveRows.price(terms, tier, quantity, selection);
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
            List<Integer> tiers = IntStream.rangeClosed(
                            1, r.quantity() + r.returned().size())
                    .filter(ticket -> !r.returned().has(ticket))
                    .mapToObj(ticket -> NaiveRows.tierOf(r, ticket))
                    .toList();
            for (int i = 0; i < Math.min(tiers.size(), r.units().size()); i++) {
                int seat = r.units().get(i);
                require(wrong, given.add(seat), "a seat is given once", r);
                boolean ofTheMap = seat < seated.plan().seats();
                require(wrong, ofTheMap && seated.tierOf(seat) == tiers.get(i), "a seat is sold in its tier", r);
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
