package dev.sluice.sale;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tickets that were taken back from a reservation that kept others, in the order in which they were.
 *
 * @param tickets their numbers among those that were bought, from 1
 * @param units that they had, one each; {@link #NO_UNIT} for those that could not be told apart, or not yet
 */
public record Returned(Units tickets, Units units) {
    public static final Returned NONE = new Returned(Units.NONE, Units.NONE);

    public static final int NO_UNIT = -1;

    public Returned {
        if (tickets.size() != units.size()) {
            throw new IllegalArgumentException("a unit each: " + tickets + " had " + units);
        }
    }

    public int size() {
        return tickets.size();
    }

    public boolean isEmpty() {
        return tickets.isEmpty();
    }

    public boolean has(int ticket) {
        return indexOf(ticket) >= 0;
    }

    /** The place of a ticket among these; -1 if it is not here. */
    public int indexOf(int ticket) {
        for (int i = 0; i < tickets.size(); i++) {
            if (tickets.get(i) == ticket) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The unit of a ticket.
     *
     * @param kept units of the tickets that were not taken back, in their order; empty where they cannot be told apart, or not yet
     * @return empty where it cannot be told apart, or not yet
     */
    public Units unitOf(int ticket, Units kept) {
        int back = indexOf(ticket);
        if (back >= 0) {
            return units.get(back) == NO_UNIT ? Units.NONE : Units.of(units.get(back));
        }
        int place = ticket - 1;
        for (int i = 0; i < tickets.size(); i++) {
            place -= tickets.get(i) < ticket ? 1 : 0;
        }
        return kept.isEmpty() ? Units.NONE : Units.of(kept.get(place));
    }

    Returned with(Returned more) {
        return new Returned(joined(tickets, more.tickets), joined(units, more.units));
    }

    private static Units joined(Units first, Units second) {
        return Units.of(IntStream.concat(Arrays.stream(first.toArray()), Arrays.stream(second.toArray()))
                .toArray());
    }
}
