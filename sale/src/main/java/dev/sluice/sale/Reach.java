package dev.sluice.sale;

/** How far units that came free reach: nobody whom it does not touch can be served now who could not be before. */
sealed interface Reach {
    /** Touches everybody. */
    Reach ALL = new All();

    /** Touches nobody. */
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

    /** Seats of one section. */
    record Section(int section) implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return !(selection instanceof Selection.Best(int wanted)) || wanted < 0 || wanted == section;
        }
    }

    /**
     * Seats of a train from one stop to another, whose gaps are longer than that because somebody else left before.
     *
     * @param start before which none of the gaps begins
     * @param from the stop where what came free begins
     * @param to the stop where it ends
     * @param end after which none of the gaps ends
     */
    record Hops(int start, int from, int to, int end) implements Reach {
        @Override
        public boolean touches(Selection selection) {
            return !(selection instanceof Selection.Stretch wanted)
                    || (start <= wanted.from() && wanted.from() < to && from < wanted.to() && wanted.to() <= end);
        }
    }
}
