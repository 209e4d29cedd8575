package dev.sluice.courier;

import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An outbox in memory, that tells what was done to its messages. */
final class MemoryOutbox implements Outbox {
    /** A message that waits. */
    record Entry(Message message, long dueMillis, String error) {}

    private final Map<Long, Entry> waiting = new TreeMap<>();
    private final Map<Long, Entry> completed = new HashMap<>();
    private boolean away;

    synchronized Message put(String kind, String payload) {
        long number = waiting.size() + completed.size() + 1;
        Message message = new Message(number, kind, 1, payload, 0);
        waiting.put(number, new Entry(message, 0, null));
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
    public synchronized List<Message> due(String kind, long nowMillis, int limit) {
        if (away) {
            throw new LedgerUnavailableException("away", null);
        }
        return new ArrayList<>(waiting.values())
                .stream()
                        .filter(entry -> entry.message.kind().equals(kind) && entry.dueMillis <= nowMillis)
                        .sorted(Comparator.comparingLong(Entry::dueMillis))
                        .map(Entry::message)
                        .limit(limit)
                        .toList();
    }

    @Override
    public synchronized Map<String, Long> waiting() {
        return waiting.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.message.kind(), TreeMap::new, Collectors.counting()));
    }

    @Override
    public synchronized void putOff(long number, long atMillis, String error) {
        waiting.computeIfPresent(number, (_, entry) -> {
            Message old = entry.message;
            Message later = new Message(number, old.kind(), old.sale(), old.payload(), old.attempts() + 1);
            return new Entry(later, atMillis, error);
        });
    }

    @Override
    public synchronized void complete(long number, long atMillis) {
        completed.put(number, waiting.remove(number));
    }
}
