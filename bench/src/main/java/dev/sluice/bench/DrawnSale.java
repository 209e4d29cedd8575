package dev.sluice.bench;

import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.UUID;

/**
 * The book of a lottery into which many enter, from the first entry to the last who is served, driven as a writer drives it: so much at a time as
 * that looks at no clock in between. Of the thread's own processor time.
 */
final class DrawnSale {
    private static final int ENTRIES_AT_A_TIME = 8;
    private static final int UNASKED_AT_A_TIME = 16;
    private static final long FROM = 1_000;
    private static final long UNTIL = 2_000;
    private static final long OPENS = 3_000;
    private static final UUID ANYBODY = new UUID(7, 7);
    private static final List<String> SECRETS = List.of("one", "two");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int entries;
    private final ReservationIds ids = new ReservationIds();
    private final SaleBook book;

    /** What is gone through, one part after the other. */
    enum Part {
        ENTER("all enter"),
        SEAL("all are sealed"),
        ORDER("their order"),
        SERVE("all are served");

        private final String says;

        Part(String says) {
            this.says = says;
        }

        String says() {
            return says;
        }
    }

    /** Of all its steps, and of the longest. */
    record Cost(long wholeNanos, long longestNanos) {}

    /** One step; false once there is none. */
    private interface Steps {
        boolean goOn();
    }

    DrawnSale(int entries) {
        this.entries = entries;
        Fairness fair =
                new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
        PurchaseRules rules = new PurchaseRules(4, 900, TakeStock.HOLD, 100, 0);
        SaleTerms terms = new SaleTerms(
                "s",
                "S",
                "",
                new Window(OPENS, Long.MAX_VALUE / 2),
                new Order.Lottery(FROM, UNTIL, 3_600, fair),
                rules,
                "EUR",
                List.of(new TierTerms("a", "A", 50, 1 + entries / 100)));
        book = new SaleBook(new SaleState(1, terms, false, false, 1), _ -> {});
    }

    /** Goes through a part, all before it being done. */
    Cost go(Part part) {
        return switch (part) {
            case ENTER -> enter();
            case SEAL -> go(() -> book.proceed(UNTIL, UNASKED_AT_A_TIME) == UNASKED_AT_A_TIME);
            case ORDER -> order();
            case SERVE -> go(() -> book.proceed(OPENS, UNASKED_AT_A_TIME) == UNASKED_AT_A_TIME);
        };
    }

    private Cost enter() {
        int[] entered = new int[1];
        return go(() -> {
            int end = Math.min(entries, entered[0] + ENTRIES_AT_A_TIME);
            for (; entered[0] < end; entered[0]++) {
                enter(entered[0]);
            }
            return end < entries;
        });
    }

    private void enter(int number) {
        String user = "user-%08d".formatted(number);
        UUID buyer = ids.buyer(1, user);
        Command enter = new Command.Enter(
                ids.entry(1, buyer), buyer, user, 0, 1 + number % 4, Selection.ANY, new UUID(3, number), false);
        if (!(book.apply(enter, FROM) instanceof Outcome.Entered)) {
            throw new IllegalStateException("everybody enters");
        }
    }

    /** Until the first is served, which is a part of the last step. */
    private Cost order() {
        SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(ANYBODY, secret), UNTIL));
        return go(() -> {
            book.proceed(OPENS, UNASKED_AT_A_TIME);
            return book.lastOrdinal() == 0;
        });
    }

    private static Cost go(Steps steps) {
        long whole = 0;
        long longest = 0;
        boolean more = true;
        while (more) {
            long start = THREADS.getCurrentThreadCpuTime();
            more = steps.goOn();
            long step = THREADS.getCurrentThreadCpuTime() - start;
            whole += step;
            longest = Math.max(longest, step);
        }
        return new Cost(whole, longest);
    }
}
