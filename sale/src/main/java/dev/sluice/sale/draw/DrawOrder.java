package dev.sluice.sale.draw;

/**
 * The order that a seed gives to entries: Fisher and Yates' shuffle (Durstenfeld, "Algorithm 235: random permutation", CACM 7, 1964; Knuth,
 * The Art of Computer Programming 2, 3.4.2, algorithm P), from the first place on, so that the first places need no more than themselves.
 * All orders are equally likely, as far as the numbers of {@link DrawNumbers} are.
 */
public final class DrawOrder {
    private DrawOrder() {}

    /**
     * Which entry, by its index among the sorted leaves, stands in the first place, in the second, and so on.
     *
     * @param seed 32 bytes in hexadecimal digits
     */
    public static int[] of(String seed, int entries) {
        DrawDigest.require(entries >= 0 && entries <= EntryTree.MAX_ENTRIES, "there are too many entries");
        int[] order = new int[entries];
        for (int i = 0; i < entries; i++) {
            order[i] = i;
        }
        new Shuffle(seed, order).proceed(Integer.MAX_VALUE);
        return order;
    }

    /** Puts entries into their order in place, as many at a time as is asked. For one thread. */
    public static final class Shuffle {
        private final DrawNumbers numbers;
        private final int[] entries;
        private int placed;

        /**
         * @param seed 32 bytes in hexadecimal digits
         * @param entries in the order of their leaves, whatever they are called by; in the order of the draw in the end
         */
        public Shuffle(String seed, int[] entries) {
            DrawDigest.require(DrawDigest.isHash(seed), "a seed is 32 bytes in small hexadecimal digits");
            numbers = new DrawNumbers(DrawDigest.bytes(seed));
            this.entries = entries;
        }

        /**
         * Goes on.
         *
         * @param limit how many places are filled
         * @return whether all are
         */
        public boolean proceed(int limit) {
            int end = (int) Math.min(entries.length, (long) placed + limit);
            for (int place = placed; place < end; place++) {
                int chosen = place + numbers.below(entries.length - place);
                int entry = entries[chosen];
                entries[chosen] = entries[place];
                entries[place] = entry;
            }
            placed = end;
            return placed == entries.length;
        }
    }

    /** In which place each entry stands, from 0: the other way round. */
    public static int[] places(int[] order) {
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }
}
