package dev.sluice.sale;

import java.util.function.Consumer;

/** A book that is put to the test: the real one, the naive one, or one that is broken on purpose. */
interface Subject {
    Outcome apply(Command command, long nowMillis);

    int expireDue(long nowMillis, int limit);

    SaleState sale();

    TierState tier(int index);

    long nextDueMillis();

    boolean isSettled();

    /** Makes an empty one. */
    interface Maker {
        Subject make(SaleState sale, Consumer<Change> changes);
    }

    /** The real book. */
    record Real(SaleBook book) implements Subject {
        static Subject make(SaleState sale, Consumer<Change> changes) {
            return new Real(new SaleBook(sale, changes));
        }

        @Override
        public Outcome apply(Command command, long nowMillis) {
            book.warm(command);
            return book.apply(command, nowMillis);
        }

        @Override
        public int expireDue(long nowMillis, int limit) {
            return book.expireDue(nowMillis, limit);
        }

        @Override
        public SaleState sale() {
            return book.sale();
        }

        @Override
        public TierState tier(int index) {
            return book.tier(index);
        }

        @Override
        public long nextDueMillis() {
            return book.nextDueMillis();
        }

        @Override
        public boolean isSettled() {
            return book.isSettled();
        }
    }
}
