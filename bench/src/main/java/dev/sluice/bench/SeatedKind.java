package dev.sluice.bench;

import dev.sluice.sale.Command;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A stadium of 60,000 seats of one tier is filled, by best-available in blocks of one to six, and by blocks that were chosen. */
final class SeatedKind implements KindsRun.Contender {
    private static final int SECTIONS = 60;
    private static final int SECTIONS_IN_LINE = 20;
    private static final int ROWS = 40;
    private static final int SEATS_IN_ROW = 25;
    private static final int SEATS = SECTIONS * ROWS * SEATS_IN_ROW;
    private static final int MAX_BLOCK = 6;
    private static final String BEST = "best available";
    private static final String LAST = "best available, 99 % full";
    private static final String NAIVE = "best available, naive scan";
    private static final String CHOSEN = "chosen";

    private final SeatMap map = stadium();
    private final SaleTerms terms = terms(map);
    private final Strangers best = new Strangers();
    private final Strangers chosen = new Strangers();

    SeatedKind(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int asked = 0; asked < 2 * SEATS; ) {
            int block = random.nextInt(1, MAX_BLOCK + 1);
            best.ask(0, block, new Selection.Best(-1));
            asked += block;
        }
        for (int block : shuffled(SEATS / 5, random)) {
            int first = 5 * block;
            int size = random.nextInt(1, 5);
            chosen.ask(0, size, seats(first, size));
            chosen.ask(0, 5 - size, seats(first + size, 5 - size));
        }
    }

    @Override
    public void round(Medians medians) {
        fillBest(medians);
        medians.add(CHOSEN, SEATS / chosen.decide(terms));
        NaiveSeatScan scan = new NaiveSeatScan(map);
        int sold = 0;
        long started = System.nanoTime();
        for (int i = 0; sold < SEATS / 10; i++) {
            sold += scan.take(best.get(i).quantity());
        }
        medians.add(NAIVE, sold * 1e9 / (System.nanoTime() - started));
    }

    /** Each decision is timed by itself, so that the speed near sell-out can be told. What is too large for what is left is refused. */
    private void fillBest(Medians medians) {
        SaleBook book = Strangers.book(terms);
        long nanos = 0;
        long lastNanos = 0;
        int sold = 0;
        int lastSold = 0;
        for (int i = 0; sold < SEATS && i < best.count(); i++) {
            Command.Reserve purchase = best.get(i);
            long started = System.nanoTime();
            boolean made = Strangers.isMade(Strangers.decide(book, purchase));
            long took = System.nanoTime() - started;
            nanos += took;
            if (sold >= SEATS * 0.985 && sold < SEATS * 0.995) {
                lastNanos += took;
                lastSold += made ? purchase.quantity() : 0;
            }
            sold += made ? purchase.quantity() : 0;
        }
        medians.add(BEST, sold * 1e9 / nanos);
        medians.add(LAST, lastSold * 1e9 / lastNanos);
    }

    @Override
    public List<String> report(Medians medians) {
        return List.of(
                KindsRun.line(
                        "seated       %,12.0f seats/s, best available from empty to full; %.0f times the naive scan of an emptier hall",
                        medians.of(BEST), medians.of(BEST) / medians.of(NAIVE)),
                KindsRun.line(
                        "seated       %,12.0f seats/s, best available at 99 %% full; %.1f times slower than on the whole",
                        medians.of(LAST), medians.of(BEST) / medians.of(LAST)),
                KindsRun.line(
                        "seated       %,12.0f seats/s, chosen; %.2f of counted purchases",
                        medians.of(CHOSEN), medians.of(CHOSEN) / medians.of(CountedKind.PURCHASES)),
                footprint());
    }

    /** Map, terms and a book that is sold out, together. */
    private String footprint() {
        long before = usedBytes();
        SaleTerms own = terms(stadium());
        SaleBook book = Strangers.book(own);
        long empty = usedBytes();
        for (int i = 0; i < best.count(); i++) {
            Strangers.decide(book, best.get(i));
        }
        long full = usedBytes();
        return KindsRun.line(
                "seated       %.1f MB for a sale of %,d seats, %.1f MB with %,d of them held",
                (empty - before) / 1e6,
                own.tiers().getFirst().capacity(),
                (full - before) / 1e6,
                book.tier(0).held());
    }

    private static long usedBytes() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private static Selection seats(int first, int size) {
        return new Selection.Chosen(
                Units.of(IntStream.range(first, first + size).toArray()));
    }

    private static List<Integer> shuffled(int count, SplittableRandom random) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int i = count - 1; i > 0; i--) {
            numbers.set(i, numbers.set(random.nextInt(i + 1), numbers.get(i)));
        }
        return numbers;
    }

    private static SaleTerms terms(SeatMap map) {
        TierTerms tier = new TierTerms("standard", "Standard", 5_000, SEATS);
        return Strangers.terms(List.of(tier), SeatedTerms.of(map, List.of("standard"), OrphanRule.SOFT), MAX_BLOCK);
    }

    /** Three lines of sections, one behind the other; a seat takes 50 by 80 centimetres. */
    static SeatMap stadium() {
        SeatMapBuilder builder = new SeatMapBuilder();
        for (int section = 0; section < SECTIONS; section++) {
            int left = section % SECTIONS_IN_LINE * (SEATS_IN_ROW + 3) * 50;
            int front = section / SECTIONS_IN_LINE * (ROWS + 5) * 80;
            builder.section("s" + section, "Section " + section, 100);
            for (int row = 0; row < ROWS; row++) {
                builder.row(Integer.toString(row + 1));
                for (int seat = 0; seat < SEATS_IN_ROW; seat++) {
                    builder.seat(Integer.toString(seat + 1), null, "standard", left + 50 * seat, front + 80 * row, 0);
                }
            }
        }
        return builder.build();
    }
}
