package dev.sluice.sale;

/** Whom units that came free can serve. Whoever is not touched by it, and could not be served before, cannot be served now. */
sealed interface Reach {
    /** May serve everybody. */
    Reach ALL = new All();

    /** Serves nobody. */
    Reach NOTHING = new Nothing();

    boolean touches(Selection selection);

    record All() implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return true;
        }
    }

    record Nothing() implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return false;
        }
    }

    /** Seats of one section came free. */
    record Section(int section) implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return !(selection instanceof Selection.Best(int wanted)) || wanted < 0 || wanted == section;
        }
    }

    /**
     * Seats of a train came free from one stop to another. Where others had left before, the gaps of these
     * seats are longer than that.
     *
     * @param start no gap begins before this stop
     * @param from the stop where what came free begins
     * @param to the stop where it ends
     * @param end no gap ends after this stop
     */
    record Hops(int start, int from, int to, int end) implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return !(selection instanceof Selection.Stretch wanted)
                    || (start <= wanted.from() && wanted.from() < to && from < wanted.to() && wanted.to() <= end);
        }
    }
}
