package dev.sluice.app.plan;

import dev.sluice.app.exit.StartException;
import java.util.List;

/**
 * What is expected of one sale.
 *
 * @param buyers people who want something of it
 * @param seconds within which their requests come
 * @param units on sale
 * @param each units of one purchase
 * @param tries requests that each buyer sends in that time
 * @param kind of what is sold, as a sale names it
 */
public record Demand(long buyers, long seconds, long units, long each, long tries, String kind) {
    private static final long MOST = 1_000_000_000_000L;
    private static final long DAY_SECONDS = 86_400;
    private static final long MOST_TRIES = 1_000;

    /** @throws StartException naming what is not right */
    public Demand {
        require("--buyers", buyers, MOST);
        require("--seconds", seconds, DAY_SECONDS);
        require("--units", units, MOST);
        require("--each", each, units);
        require("--tries", tries, MOST_TRIES);
    }

    /**
     * Reads what was given.
     *
     * @param kinds that there are
     * @throws StartException if the kind is none of them, or a number is not right
     */
    public static Demand of(
            long buyers, long seconds, long units, long each, long tries, String kind, List<String> kinds) {
        if (!kinds.contains(kind)) {
            throw StartException.usage("--kind is one of " + String.join(", ", kinds) + ", not " + kind + ".", null);
        }
        return new Demand(buyers, seconds, units, each, tries, kind);
    }

    long requests() {
        return buyers * tries;
    }

    /** Purchases that units are left for. */
    long winners() {
        return Math.min(buyers, units / each);
    }

    /** Whether somebody goes away with nothing. */
    boolean isScarce() {
        return winners() < buyers;
    }

    private static void require(String option, long value, long most) {
        if (value < 1 || value > most) {
            throw StartException.usage(
                    "%s is a whole number from 1 to %,d, not %,d.".formatted(option, most, value), null);
        }
    }
}
