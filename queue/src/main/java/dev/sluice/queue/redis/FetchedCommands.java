package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The commands that a reader has fetched and its writer has not taken yet, in order, and how far the writer took them. Guarded by its reader. */
final class FetchedCommands {
    /** Beyond which nothing more is fetched. */
    private static final int ROOM = 8_192;

    /** An entry that lies here, with the index of the next command to be taken. */
    private static final class Taken {
        private final EntryId id;
        private final List<Envelope> envelopes;
        private int next;

        Taken(EntryId id, List<Envelope> envelopes, int next) {
            this.id = id;
            this.envelopes = envelopes;
            this.next = next;
        }
    }

    private final Deque<Taken> buffer = new ArrayDeque<>(2);
    private int buffered;
    /** Commands in an entry, lately. */
    private int usual = 1;

    private String position = "";

    /** All up to here was taken, by whoever took before. */
    void begin(String committed) {
        position = committed;
    }

    void clear() {
        buffer.clear();
        buffered = 0;
    }

    int size() {
        return buffered;
    }

    boolean isFull() {
        return buffered >= ROOM;
    }

    /** How many entries there is room for, of as many at most; one at least. */
    int roomFor(int most) {
        return Math.clamp((ROOM - buffered) / usual, 1, most);
    }

    /** When the oldest was put in, in milliseconds of Redis's clock; 0 for none. */
    long oldestMillis() {
        return buffer.isEmpty() ? 0 : buffer.element().id.millis();
    }

    /** Up to where the writer took them, as the ledger keeps it. */
    String position() {
        return position;
    }

    /** Lays an entry behind the others, from the command of this index on. */
    void lay(EntryId id, List<Envelope> envelopes, int next) {
        buffer.add(new Taken(id, envelopes, next));
        buffered += envelopes.size() - next;
        usual = envelopes.size();
    }

    /** Returns how many were taken. */
    int drainTo(List<Envelope> batch, int max) {
        int count = 0;
        while (count < max && !buffer.isEmpty()) {
            Taken oldest = buffer.element();
            int to = oldest.next + Math.min(oldest.envelopes.size() - oldest.next, max - count);
            batch.addAll(oldest.envelopes.subList(oldest.next, to));
            count += to - oldest.next;
            oldest.next = to;
            if (to == oldest.envelopes.size()) {
                buffer.remove();
            }
            if (count == max || buffer.isEmpty()) {
                position = new StreamPosition(oldest.id, to - 1, oldest.envelopes.size()).toString();
            }
        }
        buffered -= count;
        return count;
    }
}
