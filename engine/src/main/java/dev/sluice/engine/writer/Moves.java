package dev.sluice.engine.writer;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Rendezvous;
import dev.sluice.engine.port.WriterLedger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Moves sales to other ticket services: some to one that has less to do, and all before this process leaves. One after the other, so many a second, so
 * that the ledger and whoever loads them are not overrun; each stands still only until the other has loaded it. One thread.
 */
final class Moves {
    /** Moves that are decided at once, and how long they are made; then the others are to say first what they have to do with them. */
    private static final int MOST = 1_000;

    private static final long MAKING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int LOOKS_BETWEEN = 3;

    /** Between two moves: of sales in which nothing happens, and of such that are bought from, which the other is to have loaded by then. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long PACE_OF_BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long IDLE = 1;

    /** Sales on their way at once where all leave, and how long that takes at most. */
    private static final int TOGETHER = 32;

    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PATIENCE_MILLIS = 1_000;

    /** A sale that opens sooner than this stays where it is. */
    private static final long OPENS_SOON_MILLIS = 30_000;

    private final WriterLedger ledger;
    private final Supplier<? extends Collection<LiveSale>> sales;
    private final InstantSource clock;
    private Thread moving;
    private int looks;

    Moves(WriterLedger ledger, Supplier<? extends Collection<LiveSale>> sales, InstantSource clock) {
        this.ledger = ledger;
        this.sales = sales;
        this.clock = clock;
    }

    /** Called once a second. Returns what all sales together cost this process. */
    long weigh(List<Member> services, int self) {
        Map<Integer, LiveSale> own = new HashMap<>();
        Map<Integer, Long> movable = new HashMap<>();
        long load = 0;
        for (LiveSale sale : sales.get()) {
            if (sale.state() == LiveSale.State.RUNNING) {
                long weight = sale.weigh();
                load += weight;
                if (!opensSoon(sale)) {
                    own.put(sale.number(), sale);
                    movable.put(sale.number(), weight);
                }
            }
        }
        if (++looks > LOOKS_BETWEEN && (moving == null || !moving.isAlive())) {
            List<Balance.Move> plan = Balance.plan(services, self, movable, load, MOST);
            if (!plan.isEmpty()) {
                looks = 0;
                moving = Thread.ofVirtual().name("moves").start(() -> make(plan, own, movable));
            }
        }
        return load;
    }

    private boolean opensSoon(LiveSale sale) {
        long opens = sale.view().sale().terms().window().opensAtMillis();
        long now = clock.millis();
        return opens > now && opens - now < OPENS_SOON_MILLIS;
    }

    private void make(List<Balance.Move> plan, Map<Integer, LiveSale> own, Map<Integer, Long> weights) {
        HeadStart head = new HeadStart(ledger);
        long deadline = System.nanoTime() + MAKING_NANOS;
        for (Balance.Move move : plan) {
            if (System.nanoTime() - deadline > 0) {
                return;
            }
            LiveSale sale = own.get(move.sale());
            head.give(sale, move.to());
            sale.moveTo(move.to());
            if (sale.isStillHereAfter(PATIENCE_MILLIS)) {
                return; // to whoever does not take one, perhaps since it leaves, go no others; later it is planned anew
            }
            LockSupport.parkNanos(weights.get(move.sale()) > IDLE ? PACE_OF_BUSY_NANOS : PACE_NANOS);
        }
    }

    /** Before this process leaves: the sales that cost most go first. */
    static void all(WriterLedger ledger, Collection<LiveSale> sales, List<Member> heirs) {
        long deadline = System.nanoTime() + LEAVE_NANOS;
        List<LiveSale> leaving = new ArrayList<>(sales);
        Map<LiveSale, Long> weights = new HashMap<>();
        leaving.forEach(sale -> weights.put(sale, sale.weigh()));
        leaving.sort(Comparator.comparing(weights::get).reversed());
        HeadStart head = new HeadStart(ledger);
        for (LiveSale sale : leaving.stream().filter(HeadStart::isFor).toList()) {
            if (System.nanoTime() - deadline < 0) {
                int heir = Rendezvous.choose(sale.number(), heirs);
                head.give(sale, heir);
                sale.moveTo(heir);
            }
        }
        for (int i = 0; i < leaving.size() && System.nanoTime() - deadline < 0; i += TOGETHER) {
            List<LiveSale> some = leaving.subList(i, Math.min(leaving.size(), i + TOGETHER));
            some.forEach(sale -> sale.moveTo(Rendezvous.choose(sale.number(), heirs)));
            some.forEach(sale -> sale.isStillHereAfter(PATIENCE_MILLIS));
        }
    }
}
