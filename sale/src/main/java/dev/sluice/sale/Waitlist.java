package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who waits for the units of a tier, first come first served, each all or none.
 *
 * <p>Freed units go to the first for whom they suffice: whoever wants more keeps their place, and no unit stays unsold because
 * of them. One queue for each quantity makes that the smallest head among few, not a walk along the line.
 */
final class Waitlist {
    private final Map<Integer, ArrayDeque<Reservation>> byQuantity = new TreeMap<>();
    private final Places places = new Places();

    int size() {
        return places.size();
    }

    void add(Reservation entry) {
        places.add(entry.ordinal);
        byQuantity.computeIfAbsent(entry.quantity, _ -> new ArrayDeque<>()).add(entry);
    }

    /** Takes an entry off; it has left {@code WAITLISTED} when it is next looked for. */
    void remove(Reservation entry) {
        places.remove(entry.ordinal);
    }

    /** 1 for the first. */
    long position(Reservation entry) {
        return places.position(entry.ordinal);
    }

    /** The first who wants at most this many units, or null. */
    Reservation firstFor(long available) {
        Reservation first = null;
        for (var queue : byQuantity.entrySet()) {
            if (queue.getKey() > available) {
                break;
            }
            Reservation head = head(queue.getValue());
            if (head != null && (first == null || head.ordinal < first.ordinal)) {
                first = head;
            }
        }
        return first;
    }

    private static Reservation head(ArrayDeque<Reservation> queue) {
        while (!queue.isEmpty() && !queue.peek().is(Status.WAITLISTED)) {
            queue.remove();
        }
        return queue.peek();
    }
}
