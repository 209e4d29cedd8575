package dev.sluice.queue.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Lines for reads that wait: each is used by one at a time, since all that is asked on it waits, too. They are made when they are wanted, up to a
 * bound, and stay. Any thread may use it.
 */
final class SpareLines {
    private static final int MOST = 8;

    private final IntFunction<RedisLine> made;

    // Guarded by this.
    private final List<RedisLine> all = new ArrayList<>();
    private final Deque<RedisLine> idle = new ArrayDeque<>();
    private boolean retired;

    /** @param made makes one, by its number */
    SpareLines(IntFunction<RedisLine> made) {
        this.made = made;
    }

    /** One that is open, and is nobody else's until {@link #giveBack}; null if there is none now. Does not wait. */
    synchronized RedisLine take() {
        for (RedisLine one : idle) {
            if (one.isOpen()) {
                idle.remove(one);
                return one;
            }
        }
        if (idle.isEmpty() && all.size() < MOST && !retired) {
            RedisLine another = made.apply(all.size() + 1);
            all.add(another);
            idle.add(another);
        }
        return null;
    }

    synchronized void giveBack(RedisLine line) {
        idle.addFirst(line);
    }

    /** Whether there is one now. */
    synchronized boolean isFree() {
        return idle.stream().anyMatch(RedisLine::isOpen);
    }

    /** The link ends. */
    synchronized void retire() {
        retired = true;
        all.forEach(RedisLine::retire);
    }
}
