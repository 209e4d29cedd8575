package dev.sluice.gateway.lane;

import dev.sluice.engine.port.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for which outcome on one event loop, and until when. Those who wait equally long stand in one line, so the next
 * deadline is at the head of one of few lines.
 */
final class Waiters {
    private static final int LINES = Asking.MAX_SECONDS + 1;

    private final Map<UUID, Waiter> asking = new HashMap<>();
    private final Map<UUID, Waiter> watching = new HashMap<>();
    private final Line[] lines = new Line[LINES];
    private final int room;
    private int count;

    Waiters(int room) {
        this.room = room;
        for (int i = 0; i < LINES; i++) {
            lines[i] = new Line();
        }
    }

    boolean isFull() {
        return count >= room;
    }

    int count() {
        return count;
    }

    /** Waits for the outcome of the command with this id, up to {@code seconds}. */
    void add(Waiter waiter, UUID id, int seconds, long nowNanos) {
        waiter.id = id;
        waiter.watches = false;
        waiter.deadlineNanos = nowNanos + TimeUnit.SECONDS.toNanos(seconds);
        chain(asking, waiter);
        waiter.seconds = seconds;
        lines[seconds].insert(waiter);
        count++;
    }

    /** Goes on waiting, for a change now, until the same deadline. */
    void watch(Waiter waiter) {
        waiter.watches = true;
        chain(watching, waiter);
        lines[waiter.seconds].insert(waiter);
        count++;
    }

    /** Hands an outcome to the one who waits for it; to nobody if they stopped waiting. */
    void deliver(Reply reply) {
        Map<UUID, Waiter> waiters = reply.update() ? watching : asking;
        Waiter waiter = waiters.get(reply.outcome().id());
        while (waiter != null && waiter.request != reply.request()) {
            waiter = waiter.sameId;
        }
        if (waiter == null) {
            return;
        }
        leave(waiter);
        if (reply.update()) {
            waiter.changed(reply.outcome());
        } else {
            waiter.answered(reply.outcome());
        }
    }

    /** Ends the waits whose time is over. */
    void expire(long nowNanos) {
        for (Line line : lines) {
            while (line.first != null && line.first.deadlineNanos - nowNanos <= 0) {
                Waiter over = line.first;
                leave(over);
                over.timedOut();
            }
        }
    }

    private void leave(Waiter waiter) {
        unchain(waiter.watches ? watching : asking, waiter);
        lines[waiter.seconds].remove(waiter);
        count--;
    }

    private static void chain(Map<UUID, Waiter> waiters, Waiter waiter) {
        waiter.sameId = null;
        Waiter first = waiters.putIfAbsent(waiter.id, waiter);
        if (first != null) {
            while (first.sameId != null) {
                first = first.sameId;
            }
            first.sameId = waiter;
        }
    }

    private static void unchain(Map<UUID, Waiter> waiters, Waiter waiter) {
        Waiter first = waiters.get(waiter.id);
        if (first != waiter) {
            while (first.sameId != waiter) {
                first = first.sameId;
            }
            first.sameId = waiter.sameId;
        } else if (waiter.sameId == null) {
            waiters.remove(waiter.id);
        } else {
            waiters.put(waiter.id, waiter.sameId);
        }
        waiter.sameId = null;
    }

    /** A doubly linked list, next deadline first. */
    private static final class Line {
        private Waiter first;
        private Waiter last;

        /** In where its deadline belongs, which is the end or hardly ever far from it. */
        void insert(Waiter waiter) {
            Waiter before = last;
            while (before != null && before.deadlineNanos - waiter.deadlineNanos > 0) {
                before = before.earlier;
            }
            Waiter after = before == null ? first : before.later;
            waiter.earlier = before;
            waiter.later = after;
            if (before == null) {
                first = waiter;
            } else {
                before.later = waiter;
            }
            if (after == null) {
                last = waiter;
            } else {
                after.earlier = waiter;
            }
        }

        void remove(Waiter waiter) {
            if (waiter.earlier == null) {
                first = waiter.later;
            } else {
                waiter.earlier.later = waiter.later;
            }
            if (waiter.later == null) {
                last = waiter.earlier;
            } else {
                waiter.later.earlier = waiter.earlier;
            }
        }
    }
}
