package dev.sluice.sale;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Holds in the order of (deadline, id), in slices of about a second. A slice is a binary heap with two arrays, one of deadlines
 * and one of holds, so that nearly every comparison reads the array of numbers alone.
 *
 * <p>A hold that is paid or given back before its deadline is only marked, and stays in its heap. Once most of a slice is
 * marked, the marked ones are removed together. So a slice is at most about twice as large as what still waits in it, and
 * clearing it is short.
 */
final class Deadlines {
    private static final int SLICE_BITS = 10;

    private final TreeMap<Long, Slice> slices = new TreeMap<>();
    /** The slice that was added to last: the next deadline is mostly in it, too. */
    private Slice latest;

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** The earliest deadline, perhaps of a hold that does not wait for it any more; {@code Long.MAX_VALUE} if there is none. */
    long nextMillis() {
        return isEmpty() ? Long.MAX_VALUE : slices.firstEntry().getValue().millis[0];
    }

    void add(Reservation hold) {
        long number = hold.expiresAtMillis >> SLICE_BITS;
        if (latest == null || latest.number != number) {
            latest = slices.computeIfAbsent(number, Slice::new);
        }
        latest.add(hold);
        hold.watched = true;
    }

    /** Marks a hold that does not wait for its deadline any more. */
    void forget(Reservation hold) {
        if (!hold.watched) {
            return;
        }
        hold.watched = false;
        Slice slice = slices.get(hold.expiresAtMillis >> SLICE_BITS);
        if (++slice.forgotten > slice.size - slice.forgotten && slice.forgotten > Slice.MIN_ROOM) {
            slice.clear();
            dropIfEmpty(slice);
        }
    }

    /** Removes the hold with the earliest deadline, and returns it; null if it does not wait any more. */
    Reservation remove() {
        Slice slice = slices.firstEntry().getValue();
        Reservation first = slice.remove();
        dropIfEmpty(slice);
        if (!first.watched) {
            slice.forgotten--;
            return null;
        }
        first.watched = false;
        return first;
    }

    private void dropIfEmpty(Slice slice) {
        if (slice.size == 0) {
            slices.remove(slice.number);
            latest = null;
        }
    }

    private static final class Slice {
        static final int MIN_ROOM = 16;

        final long number;
        int size;
        int forgotten;
        private long[] millis = new long[MIN_ROOM];
        private Reservation[] holds = new Reservation[MIN_ROOM];

        Slice(long number) {
            this.number = number;
        }

        void add(Reservation hold) {
            if (size == holds.length) {
                resize(size + (size >> 1));
            }
            int place = size++;
            while (place > 0 && isBefore(hold, hold.expiresAtMillis, (place - 1) >> 1)) {
                int parent = (place - 1) >> 1;
                move(parent, place);
                place = parent;
            }
            put(hold, hold.expiresAtMillis, place);
        }

        Reservation remove() {
            Reservation first = holds[0];
            size--;
            sink(holds[size], millis[size], 0);
            holds[size] = null;
            return first;
        }

        /**
         * Removes the marked holds. The others keep their order, which is nearly that of a heap, so most of them hardly move.
         */
        void clear() {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (holds[i].watched) {
                    move(i, kept++);
                }
            }
            Arrays.fill(holds, kept, size, null);
            size = kept;
            forgotten = 0;
            for (int place = (size >> 1) - 1; place >= 0; place--) {
                sink(holds[place], millis[place], place);
            }
            resize(Math.max(MIN_ROOM, size + (size >> 1)));
        }

        private void sink(Reservation hold, long itsMillis, int from) {
            int place = from;
            for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
                if (child + 1 < size && isBefore(holds[child + 1], millis[child + 1], child)) {
                    child++;
                }
                if (isBefore(hold, itsMillis, child)) {
                    break;
                }
                move(child, place);
                place = child;
            }
            put(hold, itsMillis, place);
        }

        private void resize(int room) {
            millis = Arrays.copyOf(millis, room);
            holds = Arrays.copyOf(holds, room);
        }

        private boolean isBefore(Reservation hold, long itsMillis, int place) {
            return itsMillis == millis[place] ? hold.compareId(holds[place]) < 0 : itsMillis < millis[place];
        }

        private void move(int from, int to) {
            put(holds[from], millis[from], to);
        }

        private void put(Reservation hold, long itsMillis, int place) {
            holds[place] = hold;
            millis[place] = itsMillis;
        }
    }
}
