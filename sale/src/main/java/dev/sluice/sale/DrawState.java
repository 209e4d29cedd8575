package dev.sluice.sale;

import dev.sluice.sale.draw.Draw;
import java.util.Collections;
import java.util.List;

/**
 * How far the draw of a sale has come.
 *
 * @param draw what was promised, sealed and told so far
 * @param drawnAtMillis when its order was worked out; 0 until then
 * @param served how many, from the first in that order, have been given what they entered for, a place on the waitlist, or nothing
 * @param taken units that were given to them, and of a split those that came anew while they were served, which are the queue's; by tier
 */
public record DrawState(Draw draw, long drawnAtMillis, int served, List<Long> taken) {
    public DrawState {
        taken = List.copyOf(taken);
        boolean drawn = drawnAtMillis > 0;
        if (drawn && !draw.isReady()
                || served < 0
                || served > (drawn ? draw.seal().entries() : 0)) {
            throw new IllegalArgumentException("who is served was drawn");
        }
    }

    /** Of a sale that has only promised. */
    public static DrawState promised(SaleTerms terms) {
        return new DrawState(
                Draw.promised(terms.id(), terms.order().fairness()),
                0,
                0,
                Collections.nCopies(terms.tiers().size(), 0L));
    }

    /** Whether everybody in the order has been served. */
    public boolean isOver() {
        return drawnAtMillis > 0 && served == draw.seal().entries();
    }
}
