package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who waits for the units of a tier, first come first served, each all or none.
 *
 * <p>Freed units go to the first for whom they suffice: whoever wants more keeps their place, and no unit stays unsold because
 * of them. Those who want the same stand in one queue, which makes that the smallest head among few, not a walk along the line.
 */
final class Waitlist {
    private record Wish(int quantity, Selection selection) {}

    private final Map<Wish, ArrayDeque<Reservation>> byWish = new LinkedHashMap<>();
    private final Places places = new Places();

    int size() {
        return places.size();
    }

    void add(Reservation entry) {
        places.add(entry.ordinal);
        byWish.computeIfAbsent(new Wish(entry.quantity, entry.selection), _ -> new ArrayDeque<>())
                .add(entry);
    }

    /** Takes an entry off; it has left {@code WAITLISTED} when it is next looked for. */
    void remove(Reservation entry) {
        places.remove(entry.ordinal);
    }

    /** 1 for the first. */
    long place(Reservation entry) {
        return places.place(entry.ordinal);
    }

    /** The first of all, or null. */
    Reservation first() {
        return firstWhom(_ -> true);
    }

    /** The first for whom it can be done, or null. Whoever wants the same as one for whom it cannot is not asked. */
    Reservation firstWhom(Predicate<Reservation> suits) {
        Reservation first = null;
        for (var queues = byWish.values().iterator(); queues.hasNext(); ) {
            Reservation head = head(queues.next());
            if (head == null) {
                queues.remove();
            } else if ((first == null || head.ordinal < first.ordinal) && suits.test(head)) {
                first = head;
            }
        }
        return first;
    }

    private static Reservation head(ArrayDeque<Reservation> queue) {
        while (!queue.isEmpty() && !queue.peek().is(ReservationStatus.WAITLISTED)) {
            queue.remove();
        }
        return queue.peek();
    }
}
