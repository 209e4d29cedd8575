package dev.sluice.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What other processes told this one of sales that are to be its, and what it told them. Any thread may use it. */
final class Notices {
    private final Queue<Integer> given = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> coming = new ConcurrentLinkedQueue<>();
    /** Who announced a sale, until that is answered. */
    private final Map<Integer, Integer> announcers = new ConcurrentHashMap<>();

    private final Set<Integer> readAhead = ConcurrentHashMap.newKeySet();

    /** Somebody told this process something in passing. */
    void hear(Bell bell) {
        switch (bell.kind()) {
            case GIVEN -> {}
            case COMING -> {
                announcers.put(bell.sale(), bell.from());
                coming.add(bell.sale());
            }
            case READ_AHEAD -> readAhead.add(bell.sale());
        }
    }

    /** These were handed to this process. */
    void give(Collection<Integer> sales) {
        given.addAll(sales);
    }

    /** Another process is about to be told that it is to have a sale: what it answered before counts no more. */
    void announcing(int sale) {
        readAhead.remove(sale);
    }

    /** Whether the process answered that was told last that it is to have this sale. */
    boolean isReadAhead(int sale) {
        return readAhead.contains(sale);
    }

    /** Who announced a sale and was not answered yet; null for nobody. From now on that is answered. */
    Integer announcer(int sale) {
        return announcers.remove(sale);
    }

    /** Sales that others handed to this process since this was asked last. */
    List<Integer> given() {
        return all(given);
    }

    /** Sales that were announced since this was asked last. */
    List<Integer> coming() {
        return all(coming);
    }

    /** Whether {@link #given} or {@link #coming} has something to tell. */
    boolean any() {
        return !given.isEmpty() || !coming.isEmpty();
    }

    private static List<Integer> all(Queue<Integer> told) {
        List<Integer> all = new ArrayList<>();
        for (Integer sale = told.poll(); sale != null; sale = told.poll()) {
            all.add(sale);
        }
        return all;
    }
}
