package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A book that is put to the test: the real one, the naive one, or one that is broken on purpose. */
interface Subject {
    Outcome apply(Command command, long nowMillis);

    int proceed(long nowMillis, int limit);

    SaleState sale();

    TierState tier(int index);

    long nextDueMillis();

    boolean isSettled();

    /** Makes an empty one. */
    interface Maker {
        Subject make(SaleState sale, Consumer<Change> changes);
    }

    /**
     * The real book. Each step becomes durable after none, one or two more, in turns; then what is settled with it leaves, and what a
     * command names comes back from the rows that are durable.
     */
    final class Real implements Subject {
        private final Recount rows;
        private final UnaryOperator<List<Settled>> answer;
        private final SaleBook book;
        private final Deque<Decided> underWay = new ArrayDeque<>();
        private List<Change> changed = new ArrayList<>();
        private int steps;

        private record Decided(List<Change> changes, long settlements) {}

        private Real(Recount rows, Consumer<Change> changes, UnaryOperator<List<Settled>> answer) {
            this.rows = rows;
            this.answer = answer;
            this.book = new SaleBook(
                    rows.sale(), changes.andThen(change -> changed.add(change)), RandomSale.offersAtOnce(rows.sale()));
        }

        static Real make(SaleState sale, Consumer<Change> changes) {
            return make(sale, changes, UnaryOperator.identity());
        }

        /** @param answer what the ledger says, made of what it should say */
        static Real make(SaleState sale, Consumer<Change> changes, UnaryOperator<List<Settled>> answer) {
            return new Real(new Recount(sale), changes, answer);
        }

        /** From rows, of which it has a copy. */
        static Real restored(Recount rows, Consumer<Change> changes) {
            Real restored = new Real(rows.copy(), changes, UnaryOperator.identity());
            rows.restore(restored.book);
            return restored;
        }

        SaleBook book() {
            return book;
        }

        @Override
        public Outcome apply(Command command, long nowMillis) {
            book.warm(List.of(command));
            if (book.lacks(command)) {
                List<UUID> asked = List.of(command.id());
                book.recall(asked, answer.apply(rows.settled(asked)));
            }
            Outcome outcome = book.apply(command, nowMillis);
            underWay.add(new Decided(changed, book.settlements()));
            changed = new ArrayList<>();
            for (int lag = steps++ % 3; underWay.size() > lag; ) {
                Decided durable = underWay.remove();
                durable.changes().forEach(rows);
                book.dismiss(durable.settlements());
            }
            return outcome;
        }

        @Override
        public int proceed(long nowMillis, int limit) {
            return book.proceed(nowMillis, limit);
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
