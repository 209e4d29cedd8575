package dev.sluice.gateway.wire;

/**
 * Those of whom the same is awaited, who came first first. Whoever stands in it keeps the place, so entering and leaving is one step
 * however many stand there. Used by one event loop.
 */
final class Row<T> {
    /** Of somebody who stands in one row at a time. */
    static final class Place<T> {
        private final T owner;
        private Row<T> row;
        private Place<T> before;
        private Place<T> after;
        private long sinceNanos;

        Place(T owner) {
            this.owner = owner;
        }

        T owner() {
            return owner;
        }

        long sinceNanos() {
            return sinceNanos;
        }

        /** Whoever stands behind; null for the last. */
        Place<T> after() {
            return after;
        }

        boolean isIn(Row<T> one) {
            return row == one;
        }

        void leave() {
            if (row == null) {
                return;
            }
            if (before == null) {
                row.first = after;
            } else {
                before.after = after;
            }
            if (after == null) {
                row.last = before;
            } else {
                after.before = before;
            }
            row = null;
            before = null;
            after = null;
        }
    }

    private Place<T> first;
    private Place<T> last;

    /** Goes to the end, from wherever it was. */
    void enter(Place<T> place, long nowNanos) {
        place.leave();
        place.row = this;
        place.sinceNanos = nowNanos;
        place.before = last;
        if (last == null) {
            first = place;
        } else {
            last.after = place;
        }
        last = place;
    }

    /** Null where nobody is. */
    Place<T> first() {
        return first;
    }

    Place<T> last() {
        return last;
    }

    /** The first, if it has been here for so long. */
    T over(long nanos, long nowNanos) {
        return first != null && nowNanos - first.sinceNanos >= nanos ? first.owner : null;
    }
}
