package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Reply;
import dev.sluice.gateway.http.Problem;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for which outcome on one event loop, and until when. They are found by the numbers of their requests, so it costs the same
 * however many wait for one id. Those who wait equally long stand in one line, so the next deadline is at the head of one of few lines,
 * and whoever comes stands at the end.
 *
 * <p>One sale takes no more of the room than four times what is left free, so that there is always room for others, however many are hot;
 * as in A. Choudhury and E. Hahne, "Dynamic queue length thresholds for shared-memory packet switches" (1998).
 */
final class Waiters {
    private static final int LINES = Asking.MAX_SECONDS + 1;
    private static final int SMALLEST = 256;
    private static final int OF_WHAT_IS_FREE = 4;
    private static final int FOR_THE_KNOWN = 8;

    private final Map<String, int[]> byUser = new HashMap<>();
    private final Map<SaleDesk, int[]> bySale = new IdentityHashMap<>();
    private final Line[] lines = new Line[LINES];
    private final int room;
    private final int roomPerUser;
    private Waiter[] byRemainder = new Waiter[SMALLEST];
    private int inTable;
    private int count;
    private long steps;

    /**
     * @param room for all of them
     * @param roomPerUser of them for each user
     */
    Waiters(int room, int roomPerUser) {
        this.room = room;
        this.roomPerUser = roomPerUser;
        for (int i = 0; i < LINES; i++) {
            lines[i] = new Line();
        }
    }

    boolean isFull() {
        return count >= room;
    }

    /** Whether the rest of the room is for those who have something already: who pays, or looks at what they won. */
    boolean isFullOfNew() {
        return count >= room - room / FOR_THE_KNOWN && count < room;
    }

    /** Whether this user may not have one more. */
    boolean isFull(String user) {
        int[] waiting = user == null ? null : byUser.get(user);
        return waiting != null && waiting[0] >= roomPerUser;
    }

    /** Whether so many wait for this sale that one more would take the room of others. */
    boolean isFullOf(SaleDesk sale) {
        int[] waiting = bySale.get(sale);
        return waiting != null && waiting[0] >= (long) OF_WHAT_IS_FREE * (room - count);
    }

    int count() {
        return count;
    }

    /** How often one was looked at to find another. */
    long steps() {
        return steps;
    }

    /** Waits for the outcome of the command with this id, up to {@code seconds}. */
    void add(Waiter waiter, UUID id, int seconds, long nowNanos) {
        waiter.id = id;
        waiter.watches = false;
        waiter.seconds = seconds;
        waiter.deadlineNanos = nowNanos + TimeUnit.SECONDS.toNanos(seconds);
        put(waiter);
        lines[seconds].append(waiter);
        count++;
        if (waiter.user() != null) {
            byUser.computeIfAbsent(waiter.user(), _ -> new int[1])[0]++;
        }
        if (waiter.sale != null) {
            bySale.computeIfAbsent(waiter.sale, _ -> new int[1])[0]++;
        }
    }

    /** Goes on waiting, for a change now, until the same deadline. To be said while it is being answered. */
    void watch(Waiter waiter) {
        waiter.watches = true;
        put(waiter);
    }

    /** Hands an outcome to the one who waits for it; says who that was, or null if they stopped waiting. */
    Waiter deliver(Reply reply) {
        Waiter waiter = find(reply.request());
        if (waiter == null
                || waiter.watches != reply.update()
                || !waiter.id.equals(reply.outcome().id())) {
            return null;
        }
        take(waiter);
        try {
            if (reply.update()) {
                waiter.changed(reply.outcome());
            } else {
                waiter.answered(reply.outcome());
            }
        } finally {
            if (!waiter.waits) {
                leave(waiter);
            }
        }
        return waiter;
    }

    /** Tells whoever waits for the answer to this command that there will be none. */
    void turnAway(long request, UUID id, Problem problem) {
        Waiter waiter = find(request);
        if (waiter != null && !waiter.watches && waiter.id.equals(id)) {
            take(waiter);
            leave(waiter);
            waiter.turnedAway(problem);
        }
    }

    /** Ends the waits whose time is over. */
    void expire(long nowNanos) {
        for (Line line : lines) {
            while (line.first != null && line.first.deadlineNanos - nowNanos <= 0) {
                Waiter over = line.first;
                take(over);
                leave(over);
                over.timedOut();
            }
        }
    }

    /** Ends a wait without a word; false if it had ended before. */
    boolean remove(Waiter waiter) {
        if (!waiter.waits) {
            return false;
        }
        take(waiter);
        leave(waiter);
        return true;
    }

    private void leave(Waiter waiter) {
        lines[waiter.seconds].remove(waiter);
        count--;
        if (waiter.user() != null && --byUser.get(waiter.user())[0] == 0) {
            byUser.remove(waiter.user());
        }
        if (waiter.sale != null && --bySale.get(waiter.sale)[0] == 0) {
            bySale.remove(waiter.sale);
        }
    }

    /** Requests are numbered one after the other, so their remainders are as spread as can be. */
    private int remainder(long request) {
        return (int) request & byRemainder.length - 1;
    }

    private Waiter find(long request) {
        Waiter one = byRemainder[remainder(request)];
        while (one != null && one.request != request) {
            steps++;
            one = one.sameRemainder;
        }
        return one;
    }

    private void put(Waiter waiter) {
        if (inTable == byRemainder.length) {
            grow();
        }
        int at = remainder(waiter.request);
        waiter.sameRemainder = byRemainder[at];
        byRemainder[at] = waiter;
        waiter.waits = true;
        inTable++;
    }

    private void take(Waiter waiter) {
        int at = remainder(waiter.request);
        Waiter one = byRemainder[at];
        if (one == waiter) {
            byRemainder[at] = waiter.sameRemainder;
        } else {
            while (one.sameRemainder != waiter) {
                steps++;
                one = one.sameRemainder;
            }
            one.sameRemainder = waiter.sameRemainder;
        }
        waiter.sameRemainder = null;
        waiter.waits = false;
        inTable--;
    }

    private void grow() {
        Waiter[] before = byRemainder;
        byRemainder = new Waiter[2 * before.length];
        for (Waiter first : before) {
            Waiter one = first;
            while (one != null) {
                Waiter next = one.sameRemainder;
                int at = remainder(one.request);
                one.sameRemainder = byRemainder[at];
                byRemainder[at] = one;
                one = next;
            }
        }
    }

    /** A doubly linked list, next deadline first. */
    private static final class Line {
        private Waiter first;
        private Waiter last;

        void append(Waiter waiter) {
            waiter.earlier = last;
            waiter.later = null;
            if (last == null) {
                first = waiter;
            } else {
                last.later = waiter;
            }
            last = waiter;
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
