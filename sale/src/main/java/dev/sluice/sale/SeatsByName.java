package dev.sluice.sale;

import java.util.Arrays;

/** Finds a seat by its name, without keeping the names: an open hash table of seat numbers. Immutable. */
final class SeatsByName {
    private static final int EMPTY = -1;

    private final SeatMap map;
    private final int[] table;

    /** @throws IllegalArgumentException if two seats have one name */
    SeatsByName(SeatMap map) {
        this.map = map;
        this.table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, map.seats())) * 4)];
        Arrays.fill(table, EMPTY);
        for (int seat = 0; seat < map.seats(); seat++) {
            String name = map.name(seat);
            int slot = slot(name);
            if (table[slot] != EMPTY) {
                throw new IllegalArgumentException("two seats are named " + name);
            }
            table[slot] = seat;
        }
    }

    /** The number of the seat with this name; -1 if there is none. */
    int find(String name) {
        return table[slot(name)];
    }

    /** The slot that has this name, or that would have it. */
    private int slot(String name) {
        int mask = table.length - 1;
        int hash = name.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 15) & mask;
        while (table[slot] != EMPTY && !map.name(table[slot]).equals(name)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
