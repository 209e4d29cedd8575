package dev.sluice.bench;

import dev.sluice.sale.SaleBook;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Prints how many bytes of heap a live hold costs: a reservation, its buyer, and their shares of all tables. */
public final class BookFootprint {
    private static final int HOLDS = 1_000_000;

    private BookFootprint() {}

    public static void main(String[] args) {
        long before = usedBytes();
        SaleBook book = new BookCrowd(HOLDS, _ -> {}).book();
        long after = usedBytes();
        System.out.printf(
                "%,d live holds of as many buyers: %.1f bytes each%n",
                book.tier(0).held(), (double) (after - before) / HOLDS);
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
