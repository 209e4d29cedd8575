package dev.sluice.sale;

/** Which units of a tier a purchase asks for. */
public sealed interface Selection {
    Selection ANY = new Any();

    /** Whichever the sale likes to give. */
    record Any() implements Selection {}

    /**
     * The best seats together that are left.
     *
     * @param section index of the section they must be in; -1 for any
     */
    record Best(int section) implements Selection {}

    /** These and no others. */
    record Chosen(Units seats) implements Selection {}

    /**
     * Seats from one stop of a journey to a later one.
     *
     * @param from index of the stop where the stretch begins
     * @param to index of the stop where it ends
     * @param together whether all must sit in one car, or else get nothing
     */
    record Stretch(int from, int to, boolean together) implements Selection {}

    /** Whether a buyer may wait for this. Those who choose seats may not: they are told at once which are taken. */
    default boolean mayWait() {
        return !(this instanceof Chosen);
    }

    /** The reason for refusing it where too little is left of the tier. */
    default Rejection lack() {
        return mayWait() ? Rejection.SOLD_OUT : Rejection.SEAT_TAKEN;
    }

    /** The text by which it is stored and signed, which {@link #parse} reads; empty for {@link #ANY}. */
    default String text() {
        return switch (this) {
            case Any _ -> "";
            case Best best -> "best:" + best.section();
            case Chosen chosen -> "seats:" + chosen.seats().text();
            case Stretch stretch -> "stretch:" + stretch.from() + "-" + stretch.to() + (stretch.together() ? "!" : "");
        };
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it cannot have written this
     */
    static Selection parse(String text) {
        if (text.isEmpty()) {
            return ANY;
        }
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        Selection parsed = switch (text.substring(0, Math.max(0, colon))) {
            case "best" -> new Best(Integer.parseInt(rest));
            case "seats" -> new Chosen(Units.parse(rest));
            case "stretch" -> stretch(rest);
            default -> throw new IllegalArgumentException("no selection: " + text);
        };
        if (!parsed.text().equals(text)) {
            throw new IllegalArgumentException("no selection: " + text);
        }
        return parsed;
    }

    private static Stretch stretch(String text) {
        boolean together = text.endsWith("!");
        int dash = text.indexOf('-');
        int end = text.length() - (together ? 1 : 0);
        return new Stretch(
                Integer.parseInt(text.substring(0, Math.max(0, dash))),
                Integer.parseInt(text.substring(dash + 1, end)),
                together);
    }
}
