package dev.sluice.sale;

import java.util.Arrays;

/**
 * Holds by (deadline, id): a binary heap that keeps the deadlines beside the holds. Nearly every comparison is then made in one
 * array of numbers; {@code java.util.PriorityQueue} would wait for the memory of a hold at each.
 */
final class Deadlines {
    private static final int MIN_ROOM = 16;

    private long[] millis = new long[MIN_ROOM];
    private Reservation[] holds = new Reservation[MIN_ROOM];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The earliest; {@code Long.MAX_VALUE} if there is none. */
    long nextMillis() {
        return isEmpty() ? Long.MAX_VALUE : millis[0];
    }

    void add(Reservation hold) {
        if (size == holds.length) {
            int room = size + (size >> 1);
            millis = Arrays.copyOf(millis, room);
            holds = Arrays.copyOf(holds, room);
        }
        int place = size++;
        while (place > 0 && isBefore(hold, hold.expiresAtMillis, (place - 1) >> 1)) {
            int parent = (place - 1) >> 1;
            move(parent, place);
            place = parent;
        }
        put(hold, hold.expiresAtMillis, place);
    }

    /** Takes out the one with the earliest deadline. */
    Reservation remove() {
        Reservation first = holds[0];
        Reservation last = holds[--size];
        long lastMillis = millis[size];
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBefore(holds[child + 1], millis[child + 1], child)) {
                child++;
            }
            if (isBefore(last, lastMillis, child)) {
                break;
            }
            move(child, place);
            place = child;
        }
        put(last, lastMillis, place);
        holds[size] = null;
        return first;
    }

    private boolean isBefore(Reservation hold, long itsMillis, int place) {
        return itsMillis == millis[place] ? hold.compareKey(holds[place]) < 0 : itsMillis < millis[place];
    }

    private void move(int from, int to) {
        put(holds[from], millis[from], to);
    }

    private void put(Reservation hold, long itsMillis, int place) {
        holds[place] = hold;
        millis[place] = itsMillis;
    }
}
