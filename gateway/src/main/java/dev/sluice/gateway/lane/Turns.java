package dev.sluice.gateway.lane;

import dev.sluice.engine.port.Reply;
import dev.sluice.sale.ReservationIds;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Outcomes that came all at once and are answered in turns: some of one sale, some of the next, so that whoever bought elsewhere does not wait
 * until thousands of one sale are answered. Those of one sale keep their order. Used by one event loop.
 */
final class Turns {
    /** Answers of a turn, which take about a millisecond. */
    static final int LENGTH = 256;

    /** First the sale whose turn it is. */
    private final Map<Integer, Queue<Reply>> bySale = new LinkedHashMap<>();

    boolean isEmpty() {
        return bySale.isEmpty();
    }

    void add(List<Reply> replies) {
        for (Reply reply : replies) {
            int sale = ReservationIds.saleNumber(reply.outcome().id());
            bySale.computeIfAbsent(sale, _ -> new ArrayDeque<>()).add(reply);
        }
    }

    /** Hands on a turn of the sale that is first, which is last then. There is one. */
    void take(Consumer<Reply> to) {
        Map.Entry<Integer, Queue<Reply>> first = bySale.entrySet().iterator().next();
        int sale = first.getKey();
        Queue<Reply> waiting = first.getValue();
        bySale.remove(sale);
        for (int i = 0; i < LENGTH && !waiting.isEmpty(); i++) {
            to.accept(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            bySale.put(sale, waiting);
        }
    }
}
