package dev.sluice.gateway.overload;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The crowds of all sales for which one event loop hands in commands. Used by that loop, but for what is told to any thread. */
public final class Crowds {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final OverloadConfig config;
    private final IntObjectMap<SaleCrowd> bySale = new IntObjectHashMap<>();
    /** Of which something was decided that was not all told yet. */
    private final Set<SaleCrowd> told = new LinkedHashSet<>();

    private SaleCrowd last;
    private int lastSale;
    private long sweptNanos;
    private long refused;
    private volatile long refusedSeen;
    private volatile long longestNanos;

    public Crowds(OverloadConfig config, long nowNanos) {
        this.config = config;
        sweptNanos = nowNanos;
    }

    /**
     * Whether whoever comes to this sale would wait for too long.
     *
     * @param known whether they may have something in it
     */
    public boolean isFull(int sale, boolean known) {
        SaleCrowd crowd = config.on() ? find(sale) : null;
        return crowd != null && crowd.isFull(known);
    }

    /**
     * Turns away who comes to this sale.
     *
     * @param chance from 0 to 1
     * @return after how many seconds to come back
     */
    public int turnAway(int sale, double chance, long nowNanos) {
        refused++;
        return of(sale, nowNanos).turnAway(chance, nowNanos);
    }

    /**
     * When whoever is not taken in for another reason had better come back.
     *
     * @param chance from 0 to 1, so that not all come back at once
     * @return after how many seconds
     */
    public int retrySeconds(int sale, double chance) {
        SaleCrowd crowd = find(sale);
        return crowd == null ? SaleCrowd.spread(0, chance) : crowd.retrySeconds(chance);
    }

    /** A command was handed in. */
    public void entered(int sale, long request, long nowNanos) {
        if (config.on()) {
            of(sale, nowNanos).entered(request, nowNanos);
        }
    }

    /** A command was decided at this time; {@link #told} is to be called when all were told that were decided with it. */
    public void decided(int sale, long request, long atNanos) {
        boolean another = last == null || lastSale != sale || told.isEmpty();
        SaleCrowd crowd = find(sale);
        if (crowd != null) {
            crowd.decided(request, atNanos);
            if (another) {
                told.add(crowd);
            }
        }
    }

    /** All were told that were decided at this time. */
    public void told(long atNanos) {
        told.forEach(crowd -> crowd.told(atNanos));
        told.clear();
    }

    /** A command is never decided. */
    public void lost(int sale, long request) {
        SaleCrowd crowd = find(sale);
        if (crowd != null) {
            crowd.lost(request);
        }
    }

    /** Forgets what is over. To be called now and then. */
    public void sweep(long nowNanos) {
        refusedSeen = refused;
        if (nowNanos - sweptNanos < SWEEP_NANOS) {
            return;
        }
        sweptNanos = nowNanos;
        last = null;
        long longest = 0;
        for (Iterator<IntObjectMap.PrimitiveEntry<SaleCrowd>> all =
                        bySale.entries().iterator();
                all.hasNext(); ) {
            SaleCrowd crowd = all.next().value();
            if (!crowd.isNeeded(nowNanos)) {
                all.remove();
            } else if (crowd.underWay() > 0) {
                longest = Math.max(longest, crowd.standingNanos());
            }
        }
        longestNanos = longest;
    }

    int size() {
        return bySale.size();
    }

    /** How many were turned away, as the last sweep found it. Any thread. */
    public long refused() {
        return refusedSeen;
    }

    /** How long everybody waits in the sale where they wait longest, in nanoseconds. Any thread. */
    public long longestNanos() {
        return longestNanos;
    }

    private SaleCrowd of(int sale, long nowNanos) {
        SaleCrowd crowd = find(sale);
        if (crowd == null) {
            crowd = new SaleCrowd(config, nowNanos);
            bySale.put(sale, crowd);
            last = crowd;
            lastSale = sale;
        }
        return crowd;
    }

    /** Mostly it is the one of before. */
    private SaleCrowd find(int sale) {
        if (last == null || lastSale != sale) {
            last = bySale.get(sale);
            lastSale = sale;
        }
        return last;
    }
}
