package dev.sluice.sale;

import java.util.Arrays;

/**
 * Which seats of one class are free from where to where, and which of them to give.
 *
 * <p>A <em>gap</em> of a seat is a stretch on which nobody has it, as long as can be. For each pair of stops there is the set,
 * as bits, of the seats that have exactly this gap; for each stop one word says where the gaps end that begin there. So the
 * shortest gap around a stretch is found by looking at one word for each stop up to its beginning, however many seats there
 * are, and a full train says no as fast as an empty one says yes.
 *
 * <p>Seats are given so that long gaps stay whole:
 * <ol>
 * <li>One seat: one with the shortest gap around the stretch.
 * <li>Several seats: neighbours on one bench. Of all such groups the one whose longest gap is shortest.
 * <li>Where there are none: seats of one car. Gaps of growing length are allowed until some car has enough seats; there, those
 *     closest together.
 * <li>Where there are none, and they need not be together: any, the shortest gaps first.
 * </ol>
 * Of what is equally good the first by car and seat is given.
 */
final class FreeGaps {
    private static final int NONE = Integer.MAX_VALUE;

    private final ClassSeats seats;
    private final int hops;
    /** The seats with a gap, as bits by place, at {@code start * (hops + 1) + end}; null where no seat ever had this gap. */
    private final long[][] sets;
    /** By the same: which words of the set have a bit. */
    private final long[] filled;
    /** For each stop: the stops, as bits, at which gaps end that begin there. */
    private final long[] ends;

    private final long[] reach;

    /** Of a train all of whose seats are free all the way. */
    FreeGaps(ClassSeats seats, int hops) {
        this.seats = seats;
        this.hops = hops;
        this.sets = new long[(hops + 1) * (hops + 1)][];
        this.filled = new long[sets.length];
        this.ends = new long[hops + 1];
        this.reach = new long[seats.words()];
        for (int place = 0; place < seats.places(); place++) {
            if (seats.seat(place) >= 0) {
                add(place, 0, hops);
            }
        }
    }

    void add(int place, int start, int end) {
        int index = start * (hops + 1) + end;
        long[] set = sets[index];
        if (set == null) {
            set = new long[seats.words()];
            sets[index] = set;
        }
        int word = place / ClassSeats.WORD;
        set[word] |= 1L << place;
        filled[index] |= 1L << word;
        ends[start] |= 1L << end;
    }

    void remove(int place, int start, int end) {
        int index = start * (hops + 1) + end;
        int word = place / ClassSeats.WORD;
        long[] set = sets[index];
        BrokenInvariantException.require(
                set != null && (set[word] & 1L << place) != 0, "a seat's gap is where it is listed", place);
        set[word] &= ~(1L << place);
        if (set[word] == 0) {
            filled[index] &= ~(1L << word);
            if (filled[index] == 0) {
                ends[start] &= ~(1L << end);
            }
        }
    }

    /** The numbers of the seats to give; null if there are not enough. Takes none of them. */
    Units find(int from, int to, int quantity, boolean together) {
        int tightest = nextLength(from, to, 0);
        if (tightest == NONE) {
            return null;
        }
        if (quantity == 1) {
            return Units.of(seats.seat(first(from, to, tightest)));
        }
        Units found = quantity > seats.longestBench() ? null : neighbours(from, to, quantity, tightest);
        if (found == null) {
            found = inOneCar(from, to, quantity, tightest);
        }
        return found != null || together ? found : anywhere(from, to, quantity, tightest);
    }

    /** See {@link Inventory#left}: a seat is free on a stretch if its gap begins there or before, and ends there or later. */
    void count(int[] left) {
        Arrays.fill(left, 0);
        count(-1L, left);
    }

    /** The same of the car that has most. */
    void countInOneCar(int[] left) {
        Arrays.fill(left, 0);
        for (int car = 0; car < seats.cars(); car++) {
            int words = seats.endWord(car) - seats.firstWord(car);
            count(-1L >>> (Long.SIZE - words) << seats.firstWord(car), left);
        }
    }

    /**
     * @param words which words of the sets to count, as bits
     * @param most for each stretch what is counted, where it is more
     */
    private void count(long words, int[] most) {
        int[] byEnd = new int[hops + 1];
        for (int from = 0; from < hops; from++) {
            for (long rest = ends[from]; rest != 0; rest &= rest - 1) {
                int end = Long.numberOfTrailingZeros(rest);
                byEnd[end] += count(from * (hops + 1) + end, words);
            }
            int free = 0;
            for (int to = hops; to > from; to--) {
                free += byEnd[to];
                int index = from * Train.MAX_STOPS + to;
                most[index] = Math.max(most[index], free);
            }
        }
    }

    private int count(int index, long words) {
        int count = 0;
        for (long rest = filled[index] & words; rest != 0; rest &= rest - 1) {
            count += Long.bitCount(sets[index][Long.numberOfTrailingZeros(rest)]);
        }
        return count;
    }

    private int first(int from, int to, int length) {
        int first = NONE;
        for (int start = Math.max(0, to - length); start <= from && start + length <= hops; start++) {
            int index = start * (hops + 1) + start + length;
            if (filled[index] != 0) {
                int word = Long.numberOfTrailingZeros(filled[index]);
                first = Math.min(first, word * ClassSeats.WORD + Long.numberOfTrailingZeros(sets[index][word]));
            }
        }
        return first;
    }

    private Units neighbours(int from, int to, int quantity, int tightest) {
        Arrays.fill(reach, 0);
        for (int length = tightest; length != NONE; length = nextLength(from, to, length)) {
            gather(from, to, length);
            for (int word = 0; word < reach.length; word++) {
                long runs = seats.runs(word, reach[word], quantity);
                if (runs != 0) {
                    return successive(word * ClassSeats.WORD + Long.numberOfTrailingZeros(runs), quantity);
                }
            }
        }
        return null;
    }

    private Units successive(int place, int quantity) {
        int[] numbers = new int[quantity];
        for (int i = 0; i < quantity; i++) {
            numbers[i] = seats.seat(place + i);
        }
        return Units.of(numbers);
    }

    private Units inOneCar(int from, int to, int quantity, int tightest) {
        Arrays.fill(reach, 0);
        for (int length = tightest; length != NONE; length = nextLength(from, to, length)) {
            gather(from, to, length);
            for (int car = 0; car < seats.cars(); car++) {
                int free = 0;
                for (int word = seats.firstWord(car); word < seats.endWord(car); word++) {
                    free += Long.bitCount(reach[word]);
                }
                if (free >= quantity) {
                    return closest(numbers(seats.firstWord(car), seats.endWord(car), free), quantity);
                }
            }
        }
        return null;
    }

    /** The {@code quantity} of these ascending numbers that lie closest together. */
    private static Units closest(int[] numbers, int quantity) {
        int best = 0;
        for (int first = 1; first + quantity <= numbers.length; first++) {
            int width = numbers[first + quantity - 1] - numbers[first];
            if (width < numbers[best + quantity - 1] - numbers[best]) {
                best = first;
            }
        }
        return Units.of(Arrays.copyOfRange(numbers, best, best + quantity));
    }

    private Units anywhere(int from, int to, int quantity, int tightest) {
        int[] numbers = new int[quantity];
        int found = 0;
        for (int length = tightest; length != NONE; length = nextLength(from, to, length)) {
            Arrays.fill(reach, 0);
            gather(from, to, length);
            int free = 0;
            for (long word : reach) {
                free += Long.bitCount(word);
            }
            int[] more = numbers(0, reach.length, free);
            int taken = Math.min(quantity - found, free);
            System.arraycopy(more, 0, numbers, found, taken);
            found += taken;
            if (found == quantity) {
                Arrays.sort(numbers);
                return Units.of(numbers);
            }
        }
        return null;
    }

    /** The numbers of the {@code count} seats that are gathered in these words, ascending. */
    private int[] numbers(int firstWord, int endWord, int count) {
        int[] numbers = new int[count];
        int next = 0;
        for (int word = firstWord; word < endWord; word++) {
            for (long rest = reach[word]; rest != 0; rest &= rest - 1) {
                numbers[next++] = seats.seat(word * ClassSeats.WORD + Long.numberOfTrailingZeros(rest));
            }
        }
        return numbers;
    }

    /** Adds the seats with a gap of this length around the stretch to those that were gathered. */
    private void gather(int from, int to, int length) {
        for (int start = Math.max(0, to - length); start <= from && start + length <= hops; start++) {
            int index = start * (hops + 1) + start + length;
            for (long rest = filled[index]; rest != 0; rest &= rest - 1) {
                int word = Long.numberOfTrailingZeros(rest);
                reach[word] |= sets[index][word];
            }
        }
    }

    /** The length of the shortest gap around the stretch that is longer than {@code above}, or {@link #NONE}. */
    private int nextLength(int from, int to, int above) {
        int shortest = NONE;
        for (int start = 0; start <= from; start++) {
            int least = Math.max(to, start + above + 1);
            long longer = least > hops ? 0 : ends[start] & (-1L << least);
            if (longer != 0) {
                shortest = Math.min(shortest, Long.numberOfTrailingZeros(longer) - start);
            }
        }
        return shortest;
    }
}
