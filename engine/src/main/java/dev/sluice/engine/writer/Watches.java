package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Change;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who wants to hear of the next change of a reservation: of its status, or of the deadline of a hold. Bounded: who finds no room gets no news, and asks again. Beginning and ending a
 * watch is one step, however many watch one reservation. Used by the writer's thread.
 */
final class Watches {
    static final int MAX_WATCHES = 1_000_000;

    private record Asker(ReplyAddress replyTo, long request) {}

    /** One of a ring of those who watch the same. */
    private static final class Watch {
        private final Asker asker;
        private final UUID id;
        private final ReservationState seen;
        private final long untilMillis;
        private Watch before = this;
        private Watch after = this;

        Watch(Asker asker, ReservationState seen, long untilMillis) {
            this.asker = asker;
            this.id = seen.id();
            this.seen = seen;
            this.untilMillis = untilMillis;
        }
    }

    /** The one of each ring that came first. */
    private final Map<UUID, Watch> byId = new HashMap<>();

    private final LinkedHashMap<Asker, Watch> oldestFirst = new LinkedHashMap<>();

    int count() {
        return oldestFirst.size();
    }

    /**
     * Begins to watch for something else than was just answered, if the envelope asks for it and the reservation can still change;
     * or ends what the envelope says is not wanted any more.
     */
    void begin(Envelope envelope, Outcome outcome) {
        if (envelope.watchUntilMillis() == Envelope.WATCHES_NO_LONGER) {
            end(oldestFirst.remove(new Asker(envelope.replyTo(), envelope.request())));
        } else if (envelope.watchUntilMillis() > 0
                && outcome instanceof Outcome.Reserved found
                && !found.state().status().settled()
                && oldestFirst.size() < MAX_WATCHES) {
            Asker asker = new Asker(envelope.replyTo(), envelope.request());
            end(oldestFirst.remove(asker));
            Watch watch = new Watch(asker, found.state(), envelope.watchUntilMillis());
            oldestFirst.put(asker, watch);
            join(watch);
        }
    }

    /** Forgets watches whose time is over, and adds replies for those who watch what this durable batch changed. */
    void collect(Batch batch, long nowMillis, List<Reply> replies) {
        while (!oldestFirst.isEmpty() && oldestFirst.firstEntry().getValue().untilMillis <= nowMillis) {
            end(oldestFirst.pollFirstEntry().getValue());
        }
        if (!byId.isEmpty()) {
            batch.moved().forEach(state -> tell(state, replies));
            batch.made().stream().map(Change.Made::state).forEach(state -> tell(state, replies));
            if (batch.saleState() != null && batch.saleState().holdsKeptUntilMillis() > nowMillis) {
                tellDeadlines(batch.saleState(), replies);
            }
        }
    }

    /** A merchant who keeps the holds of a sale moves the deadlines of all, and none of their rows. */
    private void tellDeadlines(SaleState sale, List<Reply> replies) {
        for (Watch one : List.copyOf(oldestFirst.values())) {
            ReservationState now = sale.shown(one.seen);
            if (now.expiresAtMillis() != one.seen.expiresAtMillis()) {
                tell(one, new Outcome.Reserved(now, false), replies);
            }
        }
    }

    private void tell(Watch watch, Outcome outcome, List<Reply> replies) {
        replies.add(new Reply(watch.asker.replyTo(), watch.asker.request(), outcome, true));
        oldestFirst.remove(watch.asker);
        end(watch);
    }

    private void tell(ReservationState state, List<Reply> replies) {
        Watch first = byId.get(state.id());
        if (first == null) {
            return;
        }
        Outcome outcome = new Outcome.Reserved(state, false);
        Watch last = first.before;
        Watch one = first;
        while (one != null) {
            Watch next = one == last ? null : one.after;
            if (one.seen.status() != state.status()) {
                tell(one, outcome, replies);
            }
            one = next;
        }
    }

    private void join(Watch watch) {
        Watch first = byId.putIfAbsent(watch.id, watch);
        if (first != null) {
            watch.before = first.before;
            watch.after = first;
            first.before.after = watch;
            first.before = watch;
        }
    }

    /** @param over null for none */
    private void end(Watch over) {
        if (over == null) {
            return;
        }
        if (over.after == over) {
            byId.remove(over.id);
        } else {
            over.before.after = over.after;
            over.after.before = over.before;
            byId.replace(over.id, over, over.after);
        }
    }
}
