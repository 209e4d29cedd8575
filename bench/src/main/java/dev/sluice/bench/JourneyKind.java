package dev.sluice.bench;

import dev.sluice.sale.Fares;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Train;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A train with 20 stops and 16 cars of 100 seats. Speed is measured with stretches between random stops, until long after hardly anybody
 * finds a seat. What is sold is counted for those, as long as a tenth more hops are asked for than there are, and for as many
 * that load every hop alike: between random stops the middle of the way is full first, and then it makes no difference who sits
 * where.
 */
final class JourneyKind implements KindsRun.Contender {
    private static final int STOPS = 20;
    private static final int CARS = 16;
    private static final int BENCHES = 25;
    private static final int SEATS_IN_BENCH = 4;
    private static final int SEATS = CARS * BENCHES * SEATS_IN_BENCH;
    private static final int PURCHASES = 30_000;
    private static final long ENOUGH_HOPS = SEATS * (STOPS - 1) * 11L / 10;
    private static final long DEPARTURE = 1_800_100_000_000L;
    private static final String TIGHTEST = "tightest gap";
    private static final String DEFERRED = "deferred numbers";
    private static final String NAIVE = "naive scan for the tightest gap";
    private static final String FIRST_FIT = "naive scan, first fit";

    private final Demand random = new Demand();
    private final Demand even = new Demand();
    private final SaleTerms numbered;
    private final SaleTerms deferred;

    /** Who asks for what, one seat each. */
    private static final class Demand {
        private final Strangers strangers = new Strangers();
        private final int[][] moderate = new int[STOPS][STOPS];
        private int moderateCount;
        private long hops;

        private void ask(int from, int to) {
            strangers.ask(0, 1, new Selection.Stretch(from, to, false));
            if (hops < ENOUGH_HOPS) {
                hops += to - from;
                moderate[from][to]++;
                moderateCount++;
            }
        }

        /** In percent of what somebody could have sold who knew everything beforehand. */
        private double share(long soldHops) {
            return 100.0 * soldHops / OfflineOptimum.hops(moderate, SEATS);
        }

        private long sold(SaleTerms terms) {
            SaleBook book = Strangers.book(terms);
            for (int i = 0; i < moderateCount; i++) {
                Strangers.decide(book, strangers.get(i));
            }
            return book.tier(0).held();
        }

        private long sold(NaiveTrainScan scan) {
            for (int i = 0; i < moderateCount; i++) {
                scan.decide((Selection.Stretch) strangers.get(i).selection());
            }
            return scan.soldHops();
        }
    }

    JourneyKind(long seed) {
        Train train = train(STOPS);
        numbered = Strangers.terms(train.tiers(), new JourneyTerms(train, "2027-01-16", DEPARTURE, 0), 1);
        deferred = Strangers.terms(train.tiers(), new JourneyTerms(train, "2027-01-16", DEPARTURE, DEPARTURE), 1);
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < PURCHASES; i++) {
            int from = chance.nextInt(STOPS - 1);
            random.ask(from, chance.nextInt(from + 1, STOPS));
            int length = chance.nextInt(1, STOPS);
            int begin = chance.nextInt(1 - length, STOPS - 1);
            even.ask(Math.max(0, begin), Math.min(STOPS - 1, begin + length));
        }
    }

    @Override
    public void round(Medians medians) {
        medians.add(TIGHTEST, PURCHASES / random.strangers.decide(numbered));
        medians.add(DEFERRED, PURCHASES / random.strangers.decide(deferred));
        medians.add(NAIVE, scanned(NaiveTrainScan.TIGHTEST_GAP));
        medians.add(FIRST_FIT, scanned(NaiveTrainScan.FIRST_FIT));
    }

    private double scanned(NaiveTrainScan.Policy policy) {
        NaiveTrainScan scan = new NaiveTrainScan(SEATS, STOPS, policy);
        long started = System.nanoTime();
        for (int i = 0; i < PURCHASES; i++) {
            scan.decide((Selection.Stretch) random.strangers.get(i).selection());
        }
        return PURCHASES * 1e9 / (System.nanoTime() - started);
    }

    @Override
    public List<String> report(Medians medians) {
        return List.of(
                line(medians, TIGHTEST, random.sold(numbered), even.sold(numbered)),
                line(medians, DEFERRED, random.sold(deferred), even.sold(deferred)),
                scanLine(medians, NAIVE, NaiveTrainScan.TIGHTEST_GAP),
                scanLine(medians, FIRST_FIT, NaiveTrainScan.FIRST_FIT));
    }

    private String scanLine(Medians medians, String name, NaiveTrainScan.Policy policy) {
        return line(
                medians,
                name,
                random.sold(new NaiveTrainScan(SEATS, STOPS, policy)),
                even.sold(new NaiveTrainScan(SEATS, STOPS, policy)));
    }

    private String line(Medians medians, String name, long soldOfRandom, long soldOfEven) {
        return KindsRun.line(
                "journey      %,12.0f decisions/s, %s; %.1f times the naive scan; sold of the offline optimum: %.2f %% between"
                        + " random stops, %.2f %% of an even load",
                medians.of(name),
                name,
                medians.of(name) / medians.of(NAIVE),
                random.share(soldOfRandom),
                even.share(soldOfEven));
    }

    /** 16 cars of 100 seats in one class; twenty minutes from stop to stop. */
    static Train train(int count) {
        List<Train.Stop> stops = new ArrayList<>();
        for (int stop = 0; stop < count; stop++) {
            stops.add(new Train.Stop("s" + stop, "Stop " + stop, 480 + 20 * stop, 482 + 20 * stop));
        }
        List<List<String>> benches = new ArrayList<>();
        for (int bench = 1; bench <= BENCHES; bench++) {
            benches.add(List.of(bench + "A", bench + "B", bench + "C", bench + "D"));
        }
        List<Train.Car> cars = IntStream.rangeClosed(1, CARS)
                .mapToObj(car -> new Train.Car(Integer.toString(car), 0, benches))
                .toList();
        Fares fares = Fares.of(Collections.nCopies(count - 1, 1_000L), List.of());
        return new Train(
                "g1",
                "G1",
                "Asia/Shanghai",
                "CNY",
                stops,
                List.of(new Train.TravelClass("second", "Second", fares)),
                cars);
    }
}
