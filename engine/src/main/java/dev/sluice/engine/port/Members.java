package dev.sluice.engine.port;

import java.util.List;

/** Which processes there are. Any thread may use it; it never waits for the ledger, and says what that said last. */
public interface Members {
    /** Of a process that knows of no other. */
    Members ALONE = new Members() {
        @Override
        public int self() {
            return 0;
        }

        @Override
        public List<Member> living() {
            return List.of();
        }
    };

    /** The number of this process; 0 while it has none yet. */
    int self();

    /** The processes that are there, this one among them, by number. */
    List<Member> living();

    /**
     * When it was asked last whether another process may own sales, and there was none, by {@link System#nanoTime}. Whoever came since may have taken
     * some, if its lease lets it. Of a process that knows of no other: now.
     */
    default long aloneNanos() {
        return System.nanoTime();
    }

    /** From now on runs this, which is quick, when somebody came or went, or handed something to this process. Any thread may run it. */
    default void whenChanged(Runnable listener) {}

    /** The ticket service that is the first choice for a sale; 0 if there is none. The same at every process that knows of the same ones. */
    default int firstChoice(int sale) {
        return Rendezvous.choose(sale, living());
    }
}
