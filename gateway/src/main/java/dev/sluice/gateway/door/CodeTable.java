package dev.sluice.gateway.door;

import java.util.UUID;

/** Ticket ids by the first eight bytes of their codes: a hash table with open addressing, of 24 bytes a place. Used by one thread at a time. */
final class CodeTable {
    private static final int FIRST_PLACES = 64;

    private long[] keys = new long[FIRST_PLACES];
    private long[] highs = new long[FIRST_PLACES];
    /** 0 where nothing is: no id ends with that. */
    private long[] lows = new long[FIRST_PLACES];

    private int size;

    /** Whether a ticket is the one that is looked for. */
    interface Judge {
        boolean isIt(UUID ticket);
    }

    int size() {
        return size;
    }

    /** What is there already stays once. */
    void add(long key, UUID ticket) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int place = place(key);
        while (lows[place] != 0) {
            if (keys[place] == key
                    && highs[place] == ticket.getMostSignificantBits()
                    && lows[place] == ticket.getLeastSignificantBits()) {
                return;
            }
            place = next(place);
        }
        keys[place] = key;
        highs[place] = ticket.getMostSignificantBits();
        lows[place] = ticket.getLeastSignificantBits();
        size++;
    }

    /** Null if there is none. */
    UUID find(long key, Judge judge) {
        for (int place = place(key); lows[place] != 0; place = next(place)) {
            if (keys[place] == key) {
                UUID ticket = new UUID(highs[place], lows[place]);
                if (judge.isIt(ticket)) {
                    return ticket;
                }
            }
        }
        return null;
    }

    private int place(long key) {
        return (int) (key ^ key >>> Integer.SIZE) & keys.length - 1;
    }

    private int next(int place) {
        return place + 1 & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldHighs = highs;
        long[] oldLows = lows;
        keys = new long[2 * oldKeys.length];
        highs = new long[keys.length];
        lows = new long[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLows[i] != 0) {
                add(oldKeys[i], new UUID(oldHighs[i], oldLows[i]));
            }
        }
    }
}
