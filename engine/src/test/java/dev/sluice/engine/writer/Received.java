package dev.sluice.engine.writer;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.sale.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Outcomes that arrived. Any thread may use it. */
final class Received implements Outcomes {
    final List<Reply> replies = new CopyOnWriteArrayList<>();
    final Map<NotQueued, List<Envelope>> away = new ConcurrentHashMap<>();

    @Override
    public void publish(List<Reply> released) {
        replies.addAll(released);
    }

    @Override
    public void turnedAway(List<Envelope> envelopes, NotQueued why) {
        away.computeIfAbsent(why, _ -> new CopyOnWriteArrayList<>()).addAll(envelopes);
    }

    /** The numbers that were told that theirs is never decided, in order. */
    List<Long> away(NotQueued why) {
        return away.getOrDefault(why, List.of()).stream()
                .map(envelope -> envelope.replyTo().value())
                .sorted()
                .toList();
    }

    /** Answers to commands, by the number that was to be replied to. */
    List<Outcome> answers(long replyTo) {
        return of(replyTo, false);
    }

    /** Later changes that were told to this number. */
    List<Outcome> updates(long replyTo) {
        return of(replyTo, true);
    }

    /** The last outcome of this id, or null. */
    Outcome last(UUID id) {
        return replies.stream()
                .map(Reply::outcome)
                .filter(outcome -> outcome.id().equals(id))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private List<Outcome> of(long replyTo, boolean update) {
        return replies.stream()
                .filter(reply -> reply.to().value() == replyTo && reply.update() == update)
                .map(Reply::outcome)
                .toList();
    }
}
