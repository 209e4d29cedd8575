package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.News;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What other processes are to know of one sale, and what of it they were told. Used by the thread that tells. */
final class Story {
    final int sale;
    final long epoch;

    /** To these the sale's writer adds. Null of a sale that stopped. */
    final KnownBuyers known;

    /** Null of a sale that goes well. */
    final News.Broken broken;

    private SaleView view;
    private SaleView told;

    /** Since when something that changed waits to be told, and since when all of it does; by the clock of who tells. */
    long changedSinceMillis;

    long wholeSinceMillis = Long.MAX_VALUE;

    /** Those who came since everybody was told last, by batches. */
    private final Deque<long[]> buyers = new ArrayDeque<>();

    Story(int sale, long epoch, SaleView view, KnownBuyers known) {
        this.sale = sale;
        this.epoch = epoch;
        this.view = view;
        this.told = view;
        this.known = known;
        this.broken = null;
    }

    Story(News.Broken broken) {
        this.sale = broken.sale();
        this.epoch = broken.epoch();
        this.known = null;
        this.broken = broken;
    }

    SaleView view() {
        return view;
    }

    /** It looks like this now. */
    void become(SaleView now) {
        view = now;
    }

    /** It looks like this now, and these came with it. */
    void become(SaleView now, long[] came) {
        view = now;
        buyers.add(came);
    }

    /**
     * What is new, up to about so many buyers. While there are more, the view is the one that was told before: nobody is in it whom
     * others do not know of.
     */
    News.Changed change(int room) {
        List<long[]> some = new ArrayList<>();
        int count = 0;
        while (!buyers.isEmpty() && (some.isEmpty() || count + buyers.getFirst().length <= room)) {
            count += buyers.getFirst().length;
            some.add(buyers.removeFirst());
        }
        if (buyers.isEmpty()) {
            told = view;
        }
        return new News.Changed(sale, epoch, told, joined(some, count));
    }

    boolean hasNewBuyers() {
        return !buyers.isEmpty();
    }

    /** What is new is told in another way, or never. Returns how many buyers that were. */
    int drop() {
        int count = buyers.stream().mapToInt(some -> some.length).sum();
        buyers.clear();
        told = view;
        return count;
    }

    private static long[] joined(List<long[]> some, int count) {
        if (some.size() == 1) {
            return some.getFirst();
        }
        long[] all = new long[count];
        int at = 0;
        for (long[] one : some) {
            System.arraycopy(one, 0, all, at, one.length);
            at += one.length;
        }
        return all;
    }
}
