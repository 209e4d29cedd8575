package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.http.Problem;
import dev.sluice.sale.Command;

/** How a route hands in a command and waits for what comes of it. Used by one event loop. */
public interface Asking {
    /** The longest that anybody may wait. */
    int MAX_SECONDS = 30;

    /**
     * Hands in a command whose outcome the waiter wants.
     *
     * @param seconds how long it waits for the outcome, at most {@link #MAX_SECONDS}; with 0 it does not, and hears of nothing
     * @param watch whether it wants the next change of the reservation too
     * @return what stands against it, or null if it was taken
     */
    Problem ask(SaleDesk sale, Command command, Waiter waiter, int seconds, boolean watch);

    /** The same with a request that was taken before, for who wants to know what became of it: see {@link dev.sluice.engine.port.Envelope#again}. */
    Problem askAgain(SaleDesk sale, Command.Reserve command, Waiter waiter, int seconds, boolean watch);

    /**
     * Whether so many wait for a sale's decisions that whoever comes new would wait for too long.
     *
     * @param known whether they may have something in it, and come back for that
     */
    boolean isCrowded(SaleDesk sale, boolean known);

    /** Turns away whoever comes new to a sale. Returns after how many seconds to come back, which is not the same for all. */
    int turnAway(SaleDesk sale);

    /** Lets a waiter that was answered, and had asked for it, wait for the change until the same deadline. */
    void watch(Waiter waiter);
}
