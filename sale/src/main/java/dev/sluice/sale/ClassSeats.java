package dev.sluice.sale;

import java.util.Arrays;

/**
 * The seats of one class of a train, each with a place in a row of bits. Each car begins with a new word of 64 bits, and no
 * bench lies across two words, so that neighbours are found by shifting words. Some places therefore have no seat. Immutable.
 */
final class ClassSeats {
    /** So that one word says which words have a bit. */
    static final int MAX_WORDS = 64;

    static final int WORD = Long.SIZE;

    private final int count;
    private final int longestBench;
    /** The number of the seat at each place; -1 where there is none. */
    private final int[] seats;
    /** By word: the bit of a place is set where the seat at the next place is on the same bench. */
    private final long[] neighbours;
    /** The first word of each car of this class, and at the end the number of words. */
    private final int[] carWords;

    private ClassSeats(int count, int longestBench, int[] seats, long[] neighbours, int[] carWords) {
        this.count = count;
        this.longestBench = longestBench;
        this.seats = seats;
        this.neighbours = neighbours;
        this.carWords = carWords;
    }

    int count() {
        return count;
    }

    int longestBench() {
        return longestBench;
    }

    int words() {
        return neighbours.length;
    }

    int cars() {
        return carWords.length - 1;
    }

    int firstWord(int car) {
        return carWords[car];
    }

    /** The word after the car's last one. */
    int endWord(int car) {
        return carWords[car + 1];
    }

    /** The seat at a place. */
    int seat(int place) {
        return seats[place];
    }

    int places() {
        return seats.length;
    }

    /** The places, as bits of this word, at which {@code length} neighbours begin that are all set in {@code bits}. */
    long runs(int word, long bits, int length) {
        long chained = bits & neighbours[word];
        long runs = bits;
        for (int more = 1; more < length && runs != 0; more++) {
            runs = chained & (runs >>> 1);
        }
        return runs;
    }

    /** Puts seats into places, car by car. */
    static final class Builder {
        private int count;
        private int longestBench;
        private int place;
        private int[] seats = new int[WORD];
        private long[] neighbours = new long[1];
        private int[] carWords = new int[0];

        Builder() {
            Arrays.fill(seats, -1);
        }

        void beginCar() {
            place = -Math.floorDiv(-place, WORD) * WORD;
            carWords = Arrays.copyOf(carWords, carWords.length + 1);
            carWords[carWords.length - 1] = place / WORD;
        }

        /** @throws IllegalArgumentException if the class becomes too large */
        void addBench(int firstSeat, int length) {
            if (place % WORD + length > WORD) {
                place = (place / WORD + 1) * WORD;
            }
            makeRoom();
            for (int i = 0; i < length; i++, place++) {
                seats[place] = firstSeat + i;
                neighbours[place / WORD] |= i + 1 < length ? 1L << place : 0;
            }
            count += length;
            longestBench = Math.max(longestBench, length);
        }

        ClassSeats build() {
            int words = -Math.floorDiv(-place, WORD);
            int[] ends = Arrays.copyOf(carWords, carWords.length + 1);
            ends[carWords.length] = words;
            return new ClassSeats(
                    count, longestBench, Arrays.copyOf(seats, words * WORD), Arrays.copyOf(neighbours, words), ends);
        }

        private void makeRoom() {
            int words = place / WORD + 1;
            if (words > MAX_WORDS) {
                throw new IllegalArgumentException("the cars of one class have at most " + MAX_WORDS + " blocks of "
                        + WORD + " seats; each car begins a new one");
            }
            if (words > neighbours.length) {
                int room = seats.length;
                neighbours = Arrays.copyOf(neighbours, words);
                seats = Arrays.copyOf(seats, words * WORD);
                Arrays.fill(seats, room, seats.length, -1);
            }
        }
    }
}
