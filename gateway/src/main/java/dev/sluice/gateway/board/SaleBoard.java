package dev.sluice.gateway.board;

import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.tally.Sums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one sale: its last hour second by second, and what of it is not kept yet. Guarded by the boards that it is one of. */
final class SaleBoard {
    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;

    private final int sale;
    private Sums own = new Sums();
    /** Of the own counts, what was handed over to be kept. */
    private final Sums handedOver = new Sums();

    private final Sums kept = new Sums();
    private final Map<Integer, Sums> others = new HashMap<>();
    /** What others said since the last second, by node. */
    private Map<Integer, Sums> heard = new HashMap<>();
    /** Null until it was read. */
    private Sums totals;

    private Sums minute = new Sums();
    private long minuteNumber;
    private Map<String, Long> state = Map.of();
    private final TreeMap<Long, Point> points = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long lastSecond;

    SaleBoard(int sale, long second) {
        this.sale = sale;
        lastSecond = second;
        minuteNumber = second / MINUTE;
    }

    List<Watcher> watchers() {
        return watchers;
    }

    /** When anything happened last, or somebody watched. */
    long lastSecond() {
        return lastSecond;
    }

    int size() {
        return points.size();
    }

    /** What happened since the last second, here and at others. */
    record Second(Sums own, Map<Integer, Sums> others, Sums all, boolean changed) {}

    /** Takes what this process counted until now, and how the sale is now. */
    Second take(long second, Sums now, Map<String, Long> nowState) {
        Sums delta = now.since(own);
        own = now;
        minute.add(delta);
        Sums all = new Sums();
        all.add(delta);
        Map<Integer, Sums> byOthers = heard;
        heard = new HashMap<>();
        byOthers.values().forEach(all::add);
        if (totals != null) {
            totals.add(all);
        }
        boolean changed = !all.isZero() || !nowState.equals(state);
        state = nowState;
        if (changed || !watchers.isEmpty()) {
            lastSecond = second;
        }
        return new Second(delta, byOthers, all, changed);
    }

    Sums totals() {
        return totals;
    }

    boolean wantsTotals() {
        return totals == null && !watchers.isEmpty();
    }

    void add(Point point) {
        points.put(point.second(), point);
        forgetBefore(point.second() - HOUR);
    }

    void forgetBefore(long second) {
        points.headMap(second).clear();
    }

    /** Makes room where all together have too many. */
    void forgetOldest() {
        points.pollFirstEntry();
    }

    /** Null if there is none. */
    Point last() {
        return points.isEmpty() ? null : points.lastEntry().getValue();
    }

    List<Point> after(long second) {
        return new ArrayList<>(points.tailMap(second, false).values());
    }

    List<Point> between(long from, long until) {
        return from >= until
                ? List.of()
                : new ArrayList<>(points.subMap(from, until).values());
    }

    /**
     * What another process has counted until now, and how much of it is kept. Of one that was not heard of before, all that is not kept is new,
     * unless this process has just begun to listen.
     */
    void hear(int node, Sums counts, Sums keptThere, boolean hasJustBegun) {
        Sums before = others.put(node, counts);
        if (before == null) {
            before = hasJustBegun ? counts : keptThere;
        }
        heard.computeIfAbsent(node, _ -> new Sums()).add(counts.since(before));
    }

    /** The minute before, if it is over and anything was counted in it; null if not. What is under way is taken as well at the end. */
    SaleRecords.Minute finished(long second, boolean atTheEnd) {
        long now = second / MINUTE;
        if (now == minuteNumber && !atTheEnd) {
            return null;
        }
        SaleRecords.Minute finished =
                minute.isZero() ? null : new SaleRecords.Minute(sale, minuteNumber, minute.named(), state);
        handedOver.add(minute);
        minute = new Sums();
        minuteNumber = now;
        return finished;
    }

    /** What this process counted until now and is in no minute that was handed over. */
    Sums unfinished(Sums now) {
        Sums all = new Sums();
        all.add(minute);
        all.add(now.since(own));
        return all;
    }

    void kept(SaleRecords.Minute done) {
        kept.add(Sums.named(done.counts()));
    }

    boolean isAllKept() {
        return minute.isZero() && handedOver.since(kept).isZero();
    }

    /**
     * For other processes.
     *
     * @param minutes that are kept together with this
     */
    SaleRecords.Pulse pulse(int node, long atMillis, List<SaleRecords.Minute> minutes) {
        Sums then = new Sums();
        then.add(kept);
        minutes.stream()
                .filter(minute -> minute.sale() == sale)
                .forEach(minute -> then.add(Sums.named(minute.counts())));
        return new SaleRecords.Pulse(sale, node, atMillis, own.named(), then.named(), Map.of());
    }

    /** What was ever counted, from what is kept, what others have besides, and what this process has. */
    void begin(SaleRecords.Totals found) {
        Sums all = Sums.named(found.kept());
        for (SaleRecords.Pulse pulse : found.pulses()) {
            Sums counts = Sums.named(pulse.counts());
            all.add(counts.since(Sums.named(pulse.kept())));
            others.put(pulse.node(), counts);
        }
        heard.clear();
        all.add(own.since(kept));
        totals = all;
    }
}
