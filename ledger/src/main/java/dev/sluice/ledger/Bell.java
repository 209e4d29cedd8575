package dev.sluice.ledger;

import java.util.Optional;

/**
 * What processes tell one another in passing, by {@code NOTIFY}; nothing depends on its being heard. What a newer version tells is not heard.
 *
 * @param to the number of the process that it is for
 * @param sale 0 where it is about none
 * @param from the number of the process that an answer goes to; 0 for none
 */
record Bell(Kind kind, int to, int sale, int from) {
    static final String CHANNEL = "sluice_bell";

    enum Kind {
        /** Something was handed over. */
        GIVEN,
        /** A sale will be, and can be read ahead. */
        COMING,
        /** That was done. */
        READ_AHEAD
    }

    static Bell given(int to) {
        return new Bell(Kind.GIVEN, to, 0, 0);
    }

    String text() {
        return kind + " " + to + " " + sale + " " + from;
    }

    /** Empty if it is of a newer version. */
    static Optional<Bell> parse(String text) {
        String[] parts = text.split(" ");
        try {
            return Optional.of(new Bell(
                    Kind.valueOf(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
