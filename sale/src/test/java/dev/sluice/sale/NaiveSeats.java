package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which seats are whose, written to be plainly right: every possible answer is made, and the best of them taken, as the documented
 * order says. Shares nothing with {@link SeatedInventory} but the map.
 */
final class NaiveSeats {
    /** Seats that could be given, in ascending order, and how far they are. */
    private record Candidate(List<Integer> seats, long distance) {
        static final Comparator<Candidate> BEST =
                Comparator.comparingLong(Candidate::distance).thenComparing(Candidate::seats, NaiveSeats::compare);
    }

    final Set<Integer> taken = new HashSet<>();
    private final SeatMap map;
    private SeatedTerms terms;

    NaiveSeats(SeatedTerms terms) {
        this.map = terms.plan();
        this.terms = terms;
    }

    void amend(SeatedTerms changed) {
        terms = changed;
    }

    boolean isFree(int seat) {
        return !taken.contains(seat) && !terms.isWithheld(seat);
    }

    /** What is best of what is left, or null. */
    Units best(int tier, int quantity, int section) {
        List<Candidate> together = together(tier, quantity, section);
        List<Candidate> tidy =
                together.stream().filter(c -> orphans(tier, c.seats).isEmpty()).toList();
        List<Candidate> best = terms.orphans() == OrphanRule.OFF || tidy.isEmpty() ? together : tidy;
        if (best.isEmpty()) {
            best = overTwoRows(tier, quantity, section);
        }
        if (best.isEmpty()) {
            best = anywhere(tier, quantity, section);
        }
        return best.stream().min(Candidate.BEST).map(c -> units(c.seats)).orElse(null);
    }

    /** Whether these free seats may not be chosen. */
    boolean forbidden(int tier, Units seats) {
        long left = all(tier, -1).stream().filter(this::isFree).count();
        long onSale =
                all(tier, -1).stream().filter(seat -> !terms.isWithheld(seat)).count();
        if (terms.orphans() != OrphanRule.STRICT || left < onSale * 0.05) {
            return false;
        }
        List<Integer> chosen = list(seats);
        for (List<Integer> run : runs(tier, -1)) {
            long fromHere = run.stream().filter(chosen::contains).count();
            boolean leaves = orphans(tier, chosen).stream().anyMatch(run::contains);
            if (fromHere > 0 && leaves && fromHere != run.size() - 1) {
                return true;
            }
        }
        return false;
    }

    /** Those that are not free. */
    Units taken(Units seats) {
        return units(list(seats).stream().filter(seat -> !isFree(seat)).toList());
    }

    /** What is proposed in the place of seats that cannot be chosen. */
    Units instead(int tier, Units chosen) {
        if (list(chosen).stream().anyMatch(seat -> !isPlain(seat))) {
            return Units.NONE;
        }
        int row = map.rowOf(chosen.get(0));
        int section = map.sectionOfRow(row);
        boolean soldOut = isNearlySoldOut(tier);
        for (boolean tidy : new boolean[] {true, false}) {
            if (tidy ? terms.orphans() == OrphanRule.OFF : terms.orphans() == OrphanRule.STRICT && !soldOut) {
                continue;
            }
            List<Candidate> near = together(tier, chosen.size(), section).stream()
                    .filter(c -> Math.abs(map.rowOf(c.seats.getFirst()) - row) <= 8)
                    .filter(c -> !tidy || orphans(tier, c.seats).isEmpty() || leavesOneInRun(tier, c.seats))
                    .toList();
            if (!near.isEmpty()) {
                return near.stream()
                        .min(Comparator.<Candidate>comparingLong(c -> squareOfDistance(c.seats, list(chosen)))
                                .thenComparing(Candidate::seats, NaiveSeats::compare))
                        .map(c -> units(c.seats))
                        .orElseThrow();
            }
            for (int where : new int[] {section, -1}) {
                List<Candidate> far = together(tier, chosen.size(), where).stream()
                        .filter(c -> !tidy || orphans(tier, c.seats).isEmpty())
                        .toList();
                if (!far.isEmpty()) {
                    return units(far.stream().min(Candidate.BEST).orElseThrow().seats);
                }
            }
        }
        return Units.NONE;
    }

    private boolean isNearlySoldOut(int tier) {
        long left = all(tier, -1).stream().filter(this::isFree).count();
        long onSale =
                all(tier, -1).stream().filter(seat -> !terms.isWithheld(seat)).count();
        return left < onSale * 0.05;
    }

    /** Whether the run that they are of has just one seat more. */
    private boolean leavesOneInRun(int tier, List<Integer> seats) {
        return runs(tier, -1).stream()
                .anyMatch(run -> run.contains(seats.getFirst()) && run.size() == seats.size() + 1);
    }

    private long squareOfDistance(List<Integer> seats, List<Integer> chosen) {
        long x = seats.stream().mapToLong(map::x).sum()
                - chosen.stream().mapToLong(map::x).sum();
        long y = seats.stream().mapToLong(map::y).sum()
                - chosen.stream().mapToLong(map::y).sum();
        return x * x + y * y;
    }

    /** All blocks of so many seats side by side. */
    List<Candidate> together(int tier, int quantity, int section) {
        List<Candidate> found = new ArrayList<>();
        for (List<Integer> run : runs(tier, section)) {
            for (int from = 0; from + quantity <= run.size(); from++) {
                found.add(candidate(run.subList(from, from + quantity)));
            }
        }
        return found;
    }

    private List<Candidate> overTwoRows(int tier, int quantity, int section) {
        List<Candidate> found = new ArrayList<>();
        for (int inFirst = 1; inFirst < quantity; inFirst++) {
            for (Candidate first : together(tier, inFirst, section)) {
                for (Candidate second : together(tier, quantity - inFirst, section)) {
                    int row = map.rowOf(first.seats.getFirst());
                    int next = map.rowOf(second.seats.getFirst());
                    if (next == row + 1 && map.sectionOfRow(row) == map.sectionOfRow(next)) {
                        List<Integer> both = new ArrayList<>(first.seats);
                        both.addAll(second.seats);
                        found.add(candidate(both));
                    }
                }
            }
        }
        return found;
    }

    private List<Candidate> anywhere(int tier, int quantity, int section) {
        List<Integer> nearest = all(tier, section).stream()
                .filter(this::isFree)
                .sorted(Comparator.<Integer, Boolean>comparing(seat -> !isPlain(seat))
                        .thenComparing(map::distance)
                        .thenComparing(seat -> seat))
                .limit(quantity)
                .sorted()
                .toList();
        return nearest.size() < quantity ? List.of() : List.of(candidate(nearest));
    }

    /** Free seats that would be alone, and are not yet, if these were taken. */
    private List<Integer> orphans(int tier, List<Integer> leaving) {
        List<Integer> alone = new ArrayList<>();
        for (List<Integer> run : runs(tier, -1)) {
            for (int seat : run) {
                boolean left = !leaving.contains(seat);
                boolean before = run.contains(seat - 1) && !leaving.contains(seat - 1);
                boolean after = run.contains(seat + 1) && !leaving.contains(seat + 1);
                if (left && run.size() > 1 && !before && !after) {
                    alone.add(seat);
                }
            }
        }
        return alone;
    }

    /** Free seats side by side, as long as they go. */
    List<List<Integer>> runs(int tier, int section) {
        List<List<Integer>> runs = new ArrayList<>();
        int last = -2;
        for (int seat : all(tier, section)) {
            if (!isFree(seat) || !isPlain(seat)) {
                continue;
            }
            boolean goesOn = seat == last + 1
                    && map.rowOf(seat) == map.rowOf(last)
                    && (map.attributes(last) & SeatMap.AISLE_AFTER) == 0;
            if (!goesOn) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(seat);
            last = seat;
        }
        return runs;
    }

    private List<Integer> all(int tier, int section) {
        List<Integer> seats = new ArrayList<>();
        for (int seat = 0; seat < map.seats(); seat++) {
            boolean inSection = section < 0 || map.sectionOfRow(map.rowOf(seat)) == section;
            if (inSection && terms.tierOf(seat) == tier) {
                seats.add(seat);
            }
        }
        return seats;
    }

    private boolean isPlain(int seat) {
        return (map.attributes(seat) & (SeatMap.ACCESSIBLE | SeatMap.COMPANION)) == 0;
    }

    private Candidate candidate(List<Integer> seats) {
        return new Candidate(seats, seats.stream().mapToLong(map::distance).sum());
    }

    private static List<Integer> list(Units units) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            list.add(units.get(i));
        }
        return list;
    }

    private static Units units(List<Integer> seats) {
        return Units.of(seats.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i).compareTo(other.get(i));
            }
        }
        return 0;
    }
}
