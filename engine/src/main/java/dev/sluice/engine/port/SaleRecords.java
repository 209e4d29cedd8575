package dev.sluice.engine.port;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was counted of sales: minute by minute for ever after, and what other processes count now. Numbers by their names. Any thread may use it; every
 * method may throw a {@link LedgerException}.
 */
public interface SaleRecords {
    /** Keeps nothing, and knows of no others. */
    SaleRecords NONE = new SaleRecords() {
        @Override
        public void keep(int node, List<Minute> minutes, List<Pulse> pulses) {}

        @Override
        public List<Pulse> pulses(int except, long sinceMillis) {
            return List.of();
        }

        @Override
        public Totals totals(int sale, int except) {
            return new Totals(Map.of(), List.of());
        }

        @Override
        public Span span(int sale) {
            return null;
        }

        @Override
        public void minutes(int sale, long from, long until, Consumer<Minute> each) {}

        @Override
        public int forget(long beforeMinute, int limit) {
            return 0;
        }
    };

    /**
     * What a process counted of a sale in a minute.
     *
     * @param minute since 1970
     * @param state how the sale was at its end; empty if that process does not know
     */
    record Minute(int sale, long minute, Map<String, Long> counts, Map<String, Long> state) {}

    /**
     * What a process has counted of a sale from its start, as it said last.
     *
     * @param sale 0 for the process itself, of which only the state is told
     * @param kept of the counts, what is in minutes already
     */
    record Pulse(
            int sale,
            int node,
            long atMillis,
            Map<String, Long> counts,
            Map<String, Long> kept,
            Map<String, Long> state) {}

    /**
     * What was ever counted of a sale.
     *
     * @param kept in minutes
     * @param pulses what other processes said last that they count of it
     */
    record Totals(Map<String, Long> kept, List<Pulse> pulses) {}

    /** From which minute on a sale has a record, and which is its last. */
    record Span(long first, long last) {}

    /**
     * Keeps minutes, adding to what there is of the same, and says to others what this process counts; all of it or nothing.
     *
     * @param node the number of this process
     */
    void keep(int node, List<Minute> minutes, List<Pulse> pulses);

    /** What processes other than this one have said since. */
    List<Pulse> pulses(int except, long sinceMillis);

    /** @param except a process whose pulses do not count */
    Totals totals(int sale, int except);

    /** Null if nothing is kept of a sale. */
    Span span(int sale);

    /**
     * Reads out what was kept of a sale, by minute.
     *
     * @param from the first minute since 1970
     * @param until the minute after the last
     */
    void minutes(int sale, long from, long until, Consumer<Minute> each);

    /** Forgets what is older, so many rows at most; returns how many it were. */
    int forget(long beforeMinute, int limit);
}
