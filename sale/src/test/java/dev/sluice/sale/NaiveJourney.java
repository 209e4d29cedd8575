package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The seats of a train: every seat is looked at, and every row, for every question. */
final class NaiveJourney implements NaiveInventory {
    private static final Comparator<Free> TIGHTEST =
            Comparator.comparingInt(Free::gap).thenComparingInt(Free::seat);

    private final JourneyTerms terms;
    private final Train train;

    NaiveJourney(JourneyTerms terms) {
        this.terms = terms;
        this.train = terms.train();
    }

    /** A seat that is free on a stretch, and how many hops its gap around it has. */
    private record Free(int seat, int gap) {}

    @Override
    public Rejection unsound(SaleTerms sale, int tier, int quantity, Selection selection) {
        if (!(selection instanceof Selection.Stretch stretch) || stretch.from() < 0 || stretch.to() <= stretch.from()) {
            return Rejection.UNKNOWN_UNIT;
        }
        if (stretch.to() < train.stops().size()
                && !(train.stops().get(stretch.from()).boards()
                        && train.stops().get(stretch.to()).alights())) {
            return Rejection.UNKNOWN_UNIT;
        }
        boolean promised = stretch.together() && terms.numbersAtMillis() != 0;
        return stretch.to() >= train.stops().size() || promised ? Rejection.UNKNOWN_UNIT : null;
    }

    @Override
    public Units find(SaleTerms sale, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        Selection.Stretch stretch = (Selection.Stretch) selection;
        if (!terms.numbered()) {
            boolean room = IntStream.range(stretch.from(), stretch.to())
                    .allMatch(hop -> load(taken, tier, hop) + quantity <= train.seatCount(tier));
            return room ? Units.NONE : null;
        }
        List<Free> free = free(taken, tier, stretch.from(), stretch.to());
        List<Free> best = neighbours(free, quantity);
        if (best == null) {
            best = inOneCar(free, quantity);
        }
        if (best == null && !stretch.together() && free.size() >= quantity) {
            best = free.stream().sorted(TIGHTEST).limit(quantity).toList();
        }
        return best == null
                ? null
                : Units.of(best.stream().mapToInt(Free::seat).sorted().toArray());
    }

    /** Side by side, the widest gap as narrow as can be, then the first. */
    private List<Free> neighbours(List<Free> free, int quantity) {
        List<Free> best = null;
        for (int i = 0; i + quantity <= free.size(); i++) {
            List<Free> group = free.subList(i, i + quantity);
            int first = group.getFirst().seat();
            boolean beside = group.getLast().seat() == first + quantity - 1
                    && group.stream().allMatch(one -> bench(one.seat()) == bench(first));
            if (beside && (best == null || widest(group) < widest(best))) {
                best = group;
            }
        }
        return best;
    }

    /** The car where the gaps can be narrowest, then the first; in it the closest together, then the first. */
    private List<Free> inOneCar(List<Free> free, int quantity) {
        List<Free> best = null;
        int narrowest = Integer.MAX_VALUE;
        for (Train.Car car : train.cars()) {
            List<Free> here =
                    free.stream().filter(one -> train.carOf(one.seat()) == car).toList();
            if (here.size() < quantity) {
                continue;
            }
            int width =
                    here.stream().sorted(TIGHTEST).toList().get(quantity - 1).gap();
            if (width < narrowest) {
                narrowest = width;
                best = closest(here.stream().filter(one -> one.gap() <= width).toList(), quantity);
            }
        }
        return best;
    }

    private static List<Free> closest(List<Free> free, int quantity) {
        return IntStream.rangeClosed(0, free.size() - quantity)
                .mapToObj(i -> free.subList(i, i + quantity))
                .min(Comparator.comparingInt(
                        group -> group.getLast().seat() - group.getFirst().seat()))
                .orElseThrow();
    }

    private static int widest(List<Free> group) {
        return group.stream().mapToInt(Free::gap).max().orElseThrow();
    }

    private List<Free> free(List<ReservationState> taken, int tier, int from, int to) {
        List<Free> free = new ArrayList<>();
        for (int seat = 0; seat < train.seatCount(); seat++) {
            boolean[] has = new boolean[train.hops()];
            for (ReservationState r : taken) {
                if (contains(r.units(), seat)) {
                    IntStream.range(from(r), to(r)).forEach(hop -> has[hop] = true);
                }
            }
            if (train.carOf(seat).tier() == tier && IntStream.range(from, to).noneMatch(hop -> has[hop])) {
                int start = from;
                int end = to;
                while (start > 0 && !has[start - 1]) {
                    start--;
                }
                while (end < train.hops() && !has[end]) {
                    end++;
                }
                free.add(new Free(seat, end - start));
            }
        }
        return free;
    }

    /** The first seat of the bench that a seat is on. */
    private int bench(int seat) {
        int first = 0;
        for (Train.Car car : train.cars()) {
            for (List<String> bench : car.benches()) {
                if (seat < first + bench.size()) {
                    return first;
                }
                first += bench.size();
            }
        }
        throw new IllegalArgumentException("no seat " + seat);
    }

    @Override
    public Shortage shortage(
            SaleTerms sale, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        return new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE);
    }

    @Override
    public long amount(SaleTerms sale, List<ReservationState> taken, int tier, int quantity, Selection selection) {
        Selection.Stretch stretch = (Selection.Stretch) selection;
        Fares fares = train.classes().get(tier).fares();
        for (Fares.Fare fare : fares.fares()) {
            if (fare.from() == stretch.from() && fare.to() == stretch.to()) {
                return quantity * fare.price();
            }
        }
        return quantity
                * fares.hopPrices().subList(stretch.from(), stretch.to()).stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    @Override
    public long dueMillis(NaiveBook book) {
        return terms.numbered() ? Long.MAX_VALUE : terms.numbersAtMillis();
    }

    /** By the stop where they get on, larger groups first, then by ordinal; each as any purchase would be seated. */
    @Override
    public void act(NaiveBook book, long now) {
        JourneyTerms then = new JourneyTerms(
                train,
                terms.date(),
                terms.departureMillis(),
                terms.numbersAtMillis(),
                terms.closesMinutesBefore(),
                true);
        book.taken().stream()
                .sorted(Comparator.<ReservationState>comparingInt(NaiveJourney::from)
                        .thenComparing(ReservationState::quantity, Comparator.reverseOrder())
                        .thenComparingLong(ReservationState::ordinal))
                .forEach(r -> book.number(NaiveRows.withUnits(
                        r, new NaiveJourney(then).find(null, book.taken(), r.tier(), r.quantity(), r.selection()))));
        SaleState sale = book.sale;
        book.sale = new SaleState(
                sale.number(),
                sale.terms().withInventory(sale.terms().tiers(), then),
                sale.paused(),
                sale.closed(),
                sale.version() + 1,
                sale.holdsKeptUntilMillis(),
                sale.owner());
        book.changes.accept(new Change.SaleChanged(book.sale));
    }

    @Override
    public List<String> violations(SaleState sale, List<ReservationState> taken) {
        List<String> wrong = new ArrayList<>();
        for (ReservationState r : taken) {
            if (r.units().size() != (terms.numbered() ? r.quantity() : 0)) {
                wrong.add("seats have numbers from their time on, and not before, but: " + r);
            }
            for (int seat : r.units().toArray()) {
                if (train.carOf(seat).tier() != r.tier()) {
                    wrong.add("a seat is of the class that was paid for, but: " + r);
                }
            }
        }
        for (int hop = 0; hop < train.hops(); hop++) {
            for (int tier = 0; tier < train.classes().size(); tier++) {
                if (load(taken, tier, hop) > train.seatCount(tier)) {
                    wrong.add("no hop is sold oftener than there are seats, but hop " + hop + " of class " + tier);
                }
            }
            int on = hop;
            int[] seats = taken.stream()
                    .filter(r -> from(r) <= on && on < to(r))
                    .flatMapToInt(r -> IntStream.of(r.units().toArray()))
                    .toArray();
            if (IntStream.of(seats).distinct().count() < seats.length) {
                wrong.add("a seat is one person's on each hop, but hop " + hop);
            }
        }
        return wrong;
    }

    private static long load(List<ReservationState> taken, int tier, int hop) {
        return taken.stream()
                .filter(r -> r.tier() == tier && from(r) <= hop && hop < to(r))
                .mapToLong(ReservationState::quantity)
                .sum();
    }

    private static boolean contains(Units units, int seat) {
        return IntStream.of(units.toArray()).anyMatch(unit -> unit == seat);
    }

    private static int from(ReservationState r) {
        return ((Selection.Stretch) r.selection()).from();
    }

    private static int to(ReservationState r) {
        return ((Selection.Stretch) r.selection()).to();
    }
}
