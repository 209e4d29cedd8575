package dev.sluice.bench;

import dev.sluice.sale.SaleBook;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What a book needs in memory: for a live hold, and for one that was given back, by as many buyers or by few. */
final class BookFootprint {
    private static final int HOLDS = 1_000_000;
    /** Of one buyer. Fewer than a buyer may make. */
    private static final int OFTEN = 500;

    private BookFootprint() {}

    static void print() {
        long before = usedBytes();
        SaleBook live = new BookCrowd(HOLDS, _ -> {}).book();
        print(HOLDS + " live holds of as many buyers", usedBytes() - before, live);
        live = null;
        before = usedBytes();
        SaleBook once = BookCrowd.heldAndCancelled(HOLDS, 1);
        print(HOLDS + " holds that were given back, of as many buyers", usedBytes() - before, once);
        once = null;
        before = usedBytes();
        SaleBook often = BookCrowd.heldAndCancelled(HOLDS, OFTEN);
        print(HOLDS + " holds that were given back, " + OFTEN + " of a buyer", usedBytes() - before, often);
    }

    private static void print(String what, long bytes, SaleBook book) {
        System.out.printf("%s: %.1f bytes each%n", what, (double) bytes / book.lastOrdinal());
    }

    private static long usedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
