package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast those who wait are called: up to which place. Those who are called are more than those who are to come, by as many as were measured not to come. Nobody is
 * waited for: who is called and does not come within {@link #COME_MILLIS} is reckoned with no longer, and may still come.
 *
 * <p>Each time, so many are called as bring the number of those who come to the target rate, as long as those inside and those expected stay below the bound, and
 * below how many are wanted for what is left. While the server has more to do than it can, the rate is halved each time, and grows again slowly afterwards (additive increase,
 * multiplicative decrease, as TCP has it: Chiu and Jain 1989).
 *
 * <p>Pure: times come as arguments. Places count from 1.
 */
final class WaitingRoom {
    /** How often somebody is called. */
    static final long TICK_MILLIS = 1_000;

    /** Who comes within this time after they were called came in time. */
    static final long COME_MILLIS = 30_000;

    /** At least so many of those who are called are taken to come, whatever was measured: bounds how many may come at once after all. */
    private static final double FEWEST_SHOW = 0.02;

    private static final double SLOWEST = 0.1;
    private static final double RECOVERY = 0.05;
    /** What was measured of each call counts so much less than what was measured of the next. */
    private static final double MEMORY = 0.97;
    /** What is believed at first weighs as much as so many who were called. */
    private static final double FIRST_WEIGHT = 5;

    private static final double PERMILLE = 1_000;
    private static final int SECONDS = 60;
    private static final double ROUNDING = 1e-9;

    private final Deque<Call> calls = new ArrayDeque<>();
    private double measuredCalled = FIRST_WEIGHT;
    private double measuredCame = FIRST_WEIGHT;
    private double pace = 1;
    private double credit;
    private long tickedMillis;
    private long firstTickMillis;
    private int serving;
    /** By second, modulo a minute, how many were called. */
    private final int[] calledBySecond = new int[SECONDS];

    /** Those who were called at once, and are still expected. */
    private static final class Call {
        private final long atMillis;
        private final int first;
        private final int called;
        private int came;

        Call(long atMillis, int first, int called) {
            this.atMillis = atMillis;
            this.first = first;
            this.called = called;
        }
    }

    /**
     * Calls whoever is to be called now.
     *
     * @param last the last place that was given
     * @param inside who came, and has neither bought nor gone
     * @param wanted how many may be inside and expected at most, for what is left
     * @param strained whether the server has more to do than it can
     * @return how many were called
     */
    int advance(Guards.Room terms, long nowMillis, int last, int inside, long wanted, boolean strained) {
        boolean first = firstTickMillis == 0;
        firstTickMillis = first ? nowMillis : firstTickMillis;
        long elapsed = first ? TICK_MILLIS : Math.clamp(nowMillis - tickedMillis, 0, 2 * TICK_MILLIS);
        forget(nowMillis);
        tickedMillis = nowMillis;
        pace = strained ? Math.max(SLOWEST, pace / 2) : Math.min(1, pace + RECOVERY);
        double aSecond = terms.perMinute() * pace / SECONDS;
        credit = Math.min(credit, Math.max(1, aSecond)) + aSecond * elapsed / TICK_MILLIS;
        double shows = shows();
        double taken = inside + expected(shows);
        double most = Math.min(credit, wanted - taken);
        if (terms.inside() > 0) {
            most = Math.min(most, terms.inside() - taken);
        }
        int called = (int) Math.max(0, Math.min(last - serving, Math.floor(most / shows + ROUNDING)));
        if (called > 0) {
            calls.add(new Call(nowMillis, serving + 1, called));
            credit -= called * shows;
            serving += called;
            calledBySecond[second(nowMillis)] += called;
        }
        return called;
    }

    /** Who was called long ago is not expected any more, and counts for what is measured. */
    private void forget(long nowMillis) {
        while (!calls.isEmpty() && nowMillis - calls.element().atMillis >= COME_MILLIS) {
            Call call = calls.remove();
            measuredCalled = measuredCalled * MEMORY + call.called;
            measuredCame = measuredCame * MEMORY + call.came;
        }
        long from = Math.max(tickedMillis / TICK_MILLIS, nowMillis / TICK_MILLIS - SECONDS) + 1;
        for (long second = from; second <= nowMillis / TICK_MILLIS; second++) {
            calledBySecond[(int) Math.floorMod(second, (long) SECONDS)] = 0;
        }
    }

    private static int second(long millis) {
        return (int) Math.floorMod(millis / TICK_MILLIS, (long) SECONDS);
    }

    /** Somebody came who was called. */
    void came(int place) {
        for (Call call : calls) {
            if (place >= call.first && place < call.first + call.called) {
                call.came = Math.min(call.called, call.came + 1);
                return;
            }
        }
        measuredCame = Math.min(measuredCalled, measuredCame + 1);
    }

    /** How many of those who are called come, as measured: above 0, at most 1. */
    double shows() {
        return Math.clamp(measuredCame / measuredCalled, FEWEST_SHOW, 1);
    }

    private double expected(double shows) {
        double expected = 0;
        for (Call call : calls) {
            expected += Math.max(0, call.called * shows - call.came);
        }
        return expected;
    }

    /** Up to which place everybody was called. */
    int serving() {
        return serving;
    }

    /** When {@link #advance} calls again; 0 for at once. */
    long nextMillis() {
        return firstTickMillis == 0 ? 0 : tickedMillis + TICK_MILLIS;
    }

    /** Places that were called in the last minute; as many as are to be while nobody was. */
    int perMinute(Guards.Room terms) {
        int sum = 0;
        for (int called : calledBySecond) {
            sum += called;
        }
        long seconds = Math.clamp((tickedMillis - firstTickMillis) / TICK_MILLIS + 1, 1, SECONDS);
        return sum == 0 ? terms.perMinute() : (int) Math.min(Integer.MAX_VALUE, (long) sum * SECONDS / seconds);
    }

    /** Goes on where another one was. */
    void restore(RoomState stored) {
        serving = stored.serving();
        measuredCame = measuredCalled * stored.showsPermille() / PERMILLE;
    }

    RoomState state() {
        return new RoomState(serving, (int) Math.round(shows() * PERMILLE));
    }
}
