package dev.sluice.courier;

import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An outbox in memory, that tells what was done to its messages. */
final class MemoryOutbox implements Outbox {
    /** A message that waits. */
    record Entry(Message message, long dueMillis, String error, boolean failed) {}

    private final Map<Long, Entry> waiting = new TreeMap<>();
    private final Map<Long, Entry> completed = new HashMap<>();
    private boolean away;

    synchronized Message put(String kind, String payload) {
        return put(kind, payload, 0);
    }

    synchronized Message put(String kind, String payload, long createdAtMillis) {
        long number = waiting.size() + completed.size() + 1;
        Message message = new Message(number, kind, 1, payload, 0, createdAtMillis);
        waiting.put(number, new Entry(message, 0, null, false));
        return message;
    }

    /** The message as it waits, or null. */
    synchronized Entry find(Message message) {
        return waiting.get(message.number());
    }

    synchronized boolean isCompleted(Message message) {
        return completed.containsKey(message.number());
    }

    synchronized void setAway(boolean isAway) {
        away = isAway;
    }

    @Override
    public synchronized List<Message> take(String kind, long nowMillis, long leaseMillis, int limit) {
        if (away) {
            throw new LedgerUnavailableException("away", null);
        }
        List<Message> taken = new ArrayList<>(waiting.values())
                .stream()
                        .filter(entry -> entry.message.kind().equals(kind) && entry.dueMillis <= nowMillis)
                        .filter(entry -> !entry.failed)
                        .sorted(Comparator.comparingLong(Entry::dueMillis))
                        .map(Entry::message)
                        .limit(limit)
                        .toList();
        taken.forEach(
                message -> waiting.put(message.number(), new Entry(message, nowMillis + leaseMillis, null, false)));
        return taken;
    }

    @Override
    public synchronized Map<String, Waiting> waiting() {
        Map<String, Waiting> counted = new TreeMap<>();
        for (Entry entry : waiting.values()) {
            Waiting before = counted.getOrDefault(entry.message.kind(), new Waiting(0, 0, 0));
            long created = entry.message.createdAtMillis();
            long oldest = before.oldestMillis() == 0 ? created : Math.min(created, before.oldestMillis());
            counted.put(
                    entry.message.kind(),
                    entry.failed
                            ? new Waiting(before.messages(), before.oldestMillis(), before.failed() + 1)
                            : new Waiting(before.messages() + 1, oldest, before.failed()));
        }
        return counted;
    }

    @Override
    public synchronized void putOff(long number, long atMillis, String error) {
        later(number, atMillis, error, false);
    }

    @Override
    public synchronized void giveUp(long number, long atMillis, String error) {
        later(number, atMillis, error, true);
    }

    private void later(long number, long atMillis, String error, boolean failed) {
        waiting.computeIfPresent(number, (_, entry) -> {
            Message old = entry.message;
            Message later = new Message(
                    number, old.kind(), old.sale(), old.payload(), old.attempts() + 1, old.createdAtMillis());
            return new Entry(later, atMillis, error, failed);
        });
    }

    @Override
    public synchronized void complete(long number, long atMillis) {
        completed.put(number, waiting.remove(number));
    }
}
