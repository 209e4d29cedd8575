package dev.sluice.queue.redis;

import dev.sluice.engine.port.CommandQueues;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** The queues of all sales, each made when it is asked for. Any thread may use it. */
final class RedisCommandQueues implements CommandQueues {
    /** Looked at together. */
    private static final int LOOKED_AT = 100;

    /** A round of looking takes at least so long. */
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final IntFunction<RedisCommandQueue> made;
    private final Map<Integer, RedisCommandQueue> bySale = new ConcurrentHashMap<>();
    private volatile IntConsumer strays = _ -> {};
    private Iterator<RedisCommandQueue> round = bySale.values().iterator();
    private long roundBeganNanos = System.nanoTime() - ROUND_NANOS;

    RedisCommandQueues(IntFunction<RedisCommandQueue> made) {
        this.made = made;
    }

    @Override
    public RedisCommandQueue of(int sale) {
        RedisCommandQueue known = bySale.get(sale);
        return known == null ? bySale.computeIfAbsent(sale, made::apply) : known;
    }

    void whenStray(IntConsumer sale) {
        strays = sale;
    }

    /** Something was put into a sale's stream. */
    void rung(int sale) {
        RedisCommandQueue queue = bySale.get(sale);
        SaleReader reader = queue == null ? null : queue.activeReader();
        if (reader == null) {
            strays.accept(sale);
        } else {
            reader.hear();
        }
    }

    /** All streams may be other than they were. */
    void doubt() {
        readers().forEach(SaleReader::doubt);
    }

    /** Looks after rings that were lost, in a few streams; the next time in the next. Called by one thread. */
    void look() {
        if (!round.hasNext()) {
            if (System.nanoTime() - roundBeganNanos < ROUND_NANOS) {
                return;
            }
            roundBeganNanos = System.nanoTime();
            round = bySale.values().iterator();
        }
        for (int looked = 0; looked < LOOKED_AT && round.hasNext(); ) {
            SaleReader reader = round.next().activeReader();
            if (reader != null) {
                reader.hear();
                looked++;
            }
        }
    }

    /** Commands that wait to be sent. */
    long unsent() {
        return bySale.values().stream().mapToLong(RedisCommandQueue::unsent).sum();
    }

    /** Commands that were fetched and wait for their writers. */
    long fetched() {
        return readers().stream().mapToLong(SaleReader::size).sum();
    }

    /** When the oldest of them was put in, in milliseconds of Redis's clock; 0 if there is none. */
    long oldestMillis() {
        return readers().stream()
                .mapToLong(SaleReader::oldestMillis)
                .filter(millis -> millis > 0)
                .min()
                .orElse(0);
    }

    private List<SaleReader> readers() {
        return bySale.values().stream()
                .map(RedisCommandQueue::activeReader)
                .filter(reader -> reader != null)
                .toList();
    }
}
