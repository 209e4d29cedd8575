package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Change;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/**
 * Who wants to hear of the next change of a reservation. Bounded: who finds no room gets no news, and asks again.
 * Used by the writer's thread.
 */
final class Watches {
    static final int MAX_WATCHES = 1_000_000;

    private record Watch(UUID id, ReservationStatus seen, ReplyAddress replyTo, long request, long untilMillis) {}

    private final Map<UUID, List<Watch>> byId = new HashMap<>();
    private final Queue<Watch> oldestFirst = new ArrayDeque<>();

    /** Begins to watch for another status than the one just answered, if the envelope asks for it and the reservation can still change. */
    void begin(Envelope envelope, Outcome outcome) {
        if (envelope.watchUntilMillis() > 0
                && outcome instanceof Outcome.Reserved found
                && !found.state().status().settled()
                && oldestFirst.size() < MAX_WATCHES) {
            Watch watch = new Watch(
                    found.id(),
                    found.state().status(),
                    envelope.replyTo(),
                    envelope.request(),
                    envelope.watchUntilMillis());
            byId.computeIfAbsent(watch.id, _ -> new ArrayList<>(1)).add(watch);
            oldestFirst.add(watch);
        }
    }

    /** Forgets watches whose time is over, and adds replies for those who watch what this durable batch changed. */
    void collect(Batch batch, long nowMillis, List<Reply> replies) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().untilMillis <= nowMillis) {
            forget(oldestFirst.remove());
        }
        if (!byId.isEmpty()) {
            batch.moved().forEach(state -> tell(state, replies));
            batch.made().stream().map(Change.Made::state).forEach(state -> tell(state, replies));
        }
    }

    private void tell(ReservationState state, List<Reply> replies) {
        List<Watch> watches = byId.get(state.id());
        if (watches == null) {
            return;
        }
        Outcome outcome = new Outcome.Reserved(state, false);
        watches.removeIf(watch -> {
            boolean news = watch.seen != state.status();
            if (news) {
                replies.add(new Reply(watch.replyTo, watch.request, outcome, true));
            }
            return news;
        });
        if (watches.isEmpty()) {
            byId.remove(state.id());
        }
    }

    private void forget(Watch over) {
        List<Watch> watches = byId.get(over.id);
        if (watches != null && watches.remove(over) && watches.isEmpty()) {
            byId.remove(over.id);
        }
    }
}
