package dev.sluice.sale;

import dev.sluice.sale.draw.Fairness;
import java.util.LinkedHashMap;
import java.util.Map;

/** In which order a sale serves those who want something. Times are milliseconds since 1970. */
public sealed interface Order {
    /** Of the queue. */
    Order FIRST_COME = new FirstCome();

    int MAX_PAY_SECONDS = 7 * 24 * 3600;

    Mode mode();

    /** What the draw promises; null where nothing is drawn. */
    Fairness fairness();

    /** From when on somebody may enter, and relies on what was promised; {@code Long.MAX_VALUE} where nobody enters. */
    long entriesFromMillis();

    /** Whether those who enter get a place each, in which they wait to be let in. */
    boolean gathers();

    /** When the last entries are sealed, in a sale with this window; 0 where nobody enters. */
    long sealMillis(Window window);

    /** What does not go with the window of a sale: by the field as a merchant writes it, what that should be. */
    Map<String, String> problems(Window window);

    /** The order of the queue. */
    record FirstCome() implements Order {
        @Override
        public Mode mode() {
            return Mode.FIRST_COME;
        }

        @Override
        public Fairness fairness() {
            return null;
        }

        @Override
        public long entriesFromMillis() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean gathers() {
            return false;
        }

        @Override
        public long sealMillis(Window window) {
            return 0;
        }

        @Override
        public Map<String, String> problems(Window window) {
            return Map.of();
        }
    }

    /**
     * All who gathered, in an order that is drawn; who comes later is behind them.
     *
     * @param gatherUntilMillis 0 for until the sale opens
     */
    record Shuffled(long gatherFromMillis, long gatherUntilMillis, Fairness fairness) implements Order {
        public Shuffled {
            requireFairness(fairness);
        }

        @Override
        public Mode mode() {
            return Mode.SHUFFLED;
        }

        @Override
        public long entriesFromMillis() {
            return gatherFromMillis;
        }

        @Override
        public boolean gathers() {
            return true;
        }

        @Override
        public long sealMillis(Window window) {
            return gatherUntilMillis == 0 ? window.opensAtMillis() : gatherUntilMillis;
        }

        @Override
        public Map<String, String> problems(Window window) {
            Map<String, String> problems = new LinkedHashMap<>();
            if (gatherFromMillis >= window.opensAtMillis()) {
                problems.put("gatherFrom", "is before opensAt");
            }
            if (gatherUntilMillis != 0 && gatherUntilMillis <= gatherFromMillis) {
                problems.put("gatherUntil", "is after gatherFrom");
            } else if (gatherUntilMillis >= window.closesAtMillis()) {
                problems.put("gatherUntil", "is before closesAt");
            }
            return problems;
        }
    }

    /**
     * Those who entered, in an order that is drawn: as many as there are units for get a hold, the others a place on the waitlist.
     *
     * @param payWithinSeconds from the opening on, until the holds of those who were drawn end
     */
    record Lottery(long entriesFromMillis, long entriesUntilMillis, int payWithinSeconds, Fairness fairness)
            implements Order {
        public Lottery {
            requireFairness(fairness);
            if (payWithinSeconds < 1 || payWithinSeconds > MAX_PAY_SECONDS) {
                throw new IllegalArgumentException("who is drawn has 1 to " + MAX_PAY_SECONDS + " seconds to pay");
            }
        }

        @Override
        public Mode mode() {
            return Mode.LOTTERY;
        }

        @Override
        public boolean gathers() {
            return false;
        }

        @Override
        public long sealMillis(Window window) {
            return entriesUntilMillis;
        }

        @Override
        public Map<String, String> problems(Window window) {
            Map<String, String> problems = new LinkedHashMap<>();
            if (entriesUntilMillis <= entriesFromMillis) {
                problems.put("entriesUntil", "is after entriesFrom");
            } else if (entriesUntilMillis > window.opensAtMillis()) {
                problems.put("entriesUntil", "is at most opensAt");
            }
            return problems;
        }
    }

    /**
     * A part of the units by a lottery, the others from the opening on.
     *
     * @param rest how the others are given; null for in the order of the queue
     * @param lotteryTenThousandths which part of the units of each tier is for the lottery: 1 to 9,999 ten-thousandths
     */
    record Split(Lottery lottery, Shuffled rest, int lotteryTenThousandths) implements Order {
        public static final int WHOLE = 10_000;

        public Split {
            if (lotteryTenThousandths < 1 || lotteryTenThousandths >= WHOLE) {
                throw new IllegalArgumentException("a part is above 0 and below 1");
            }
            if (rest != null && !rest.fairness.equals(lottery.fairness)) {
                throw new IllegalArgumentException("a sale promises one fairness");
            }
        }

        @Override
        public Mode mode() {
            return Mode.SPLIT;
        }

        @Override
        public Fairness fairness() {
            return lottery.fairness;
        }

        @Override
        public long entriesFromMillis() {
            return rest == null
                    ? lottery.entriesFromMillis
                    : Math.min(lottery.entriesFromMillis, rest.gatherFromMillis);
        }

        @Override
        public boolean gathers() {
            return rest != null;
        }

        @Override
        public long sealMillis(Window window) {
            return Math.max(lottery.sealMillis(window), rest == null ? 0 : rest.sealMillis(window));
        }

        @Override
        public Map<String, String> problems(Window window) {
            Map<String, String> problems = new LinkedHashMap<>(lottery.problems(window));
            if (rest != null) {
                problems.putAll(rest.problems(window));
            }
            return problems;
        }
    }

    private static void requireFairness(Fairness fairness) {
        if (fairness == null) {
            throw new IllegalArgumentException("what is drawn says from what");
        }
    }
}
