package dev.sluice.sale;

/** Which units a purchase asks for: of one tier, but for {@link Items}. */
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

    /**
     * Units of several tiers in one order, which is had as a whole or not at all. Its tickets have the order of their tiers.
     *
     * @param counts how many of each tier, by its index; of at least two tiers some, and of the last one here
     * @param seats these and no others, one each, by tier and in ascending order within; empty where units cannot be told apart
     */
    record Items(Units counts, Units seats) implements Selection {
        public Items {
            long sum = counts.toStream().asLongStream().sum();
            boolean sound = counts.size() <= SaleTerms.MAX_TIERS
                    && counts.toStream().allMatch(count -> count >= 0)
                    && counts.toStream().filter(count -> count > 0).count() > 1
                    && counts.get(counts.size() - 1) > 0
                    && sum <= Integer.MAX_VALUE
                    && (seats.isEmpty() || seats.size() == sum);
            if (!sound) {
                throw new IllegalArgumentException("no order of several tiers: " + counts + " " + seats);
            }
        }

        /** Of units that cannot be told apart. */
        public Items(Units counts) {
            this(counts, Units.NONE);
        }

        /** All that is asked for. */
        public int quantity() {
            return counts.toStream().sum();
        }

        /** The lowest tier of which it asks for some. */
        public int firstTier() {
            int tier = 0;
            while (counts.get(tier) == 0) {
                tier++;
            }
            return tier;
        }

        /** How many tiers there are up to the last of which it asks for some. */
        int tiers() {
            return counts.size();
        }

        /** How many it asks for of a tier. */
        int of(int tier) {
            return tier < counts.size() ? counts.get(tier) : 0;
        }

        /** The tier of a ticket, by its number from 1. */
        int tierOf(int ticket) {
            int tier = 0;
            for (int last = counts.get(0); last < ticket; last += counts.get(tier)) {
                tier++;
            }
            return tier;
        }

        /** Of its seats those in a tier. */
        Units seatsOf(int tier) {
            int from = counts.toStream().limit(tier).sum();
            return Units.of(seats.toStream().skip(from).limit(of(tier)).toArray());
        }

        /** How many of a tier are left once some tickets were taken back. */
        int left(int tier, Returned returned) {
            int left = of(tier);
            for (int i = 0; i < returned.size(); i++) {
                left -= tierOf(returned.tickets().get(i)) == tier ? 1 : 0;
            }
            return left;
        }
    }

    /** How many of each tier, by its index, where it asks for several; none where it asks for one. */
    default Units counts() {
        return Units.NONE;
    }

    /** Those that were chosen; none where none were. */
    default Units seats() {
        return Units.NONE;
    }

    /** Whether these terms have its tiers, where {@code tier} is the lowest. */
    default boolean isWithin(int tier, SaleTerms terms) {
        return Math.max(tier + 1, counts().size()) <= terms.tiers().size();
    }

    /**
     * Whether a buyer may wait for this. Those who choose seats may not: they are told at once which are taken. Nor those who ask for several
     * tiers: what they wait for would come free tier by tier, and is theirs only as a whole.
     */
    default boolean mayWait() {
        return seats().isEmpty() && counts().isEmpty();
    }

    /** The reason for refusing it where too little is left. */
    default Rejection lack() {
        return seats().isEmpty() ? Rejection.SOLD_OUT : Rejection.SEAT_TAKEN;
    }

    /** Whether this, in its tier, is the same wish as another in its. Seats that were chosen stay the same seats if they move to other tiers. */
    default boolean isSame(int tier, Selection other, int otherTier) {
        return equals(other) && tier == otherTier || !seats().isEmpty() && seats().isSameSet(other.seats());
    }

    /** The text by which it is stored and signed, which {@link #parse} reads; empty for {@link #ANY}. */
    default String text() {
        return switch (this) {
            case Any _ -> "";
            case Best best -> "best:" + best.section();
            case Chosen chosen -> "seats:" + chosen.seats().text();
            case Items items ->
                "items:" + items.counts().text()
                        + (items.seats().isEmpty() ? "" : ";" + items.seats().text());
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
            case "items" -> items(rest);
            case "stretch" -> stretch(rest);
            default -> throw new IllegalArgumentException("no selection: " + text);
        };
        if (!parsed.text().equals(text)) {
            throw new IllegalArgumentException("no selection: " + text);
        }
        return parsed;
    }

    private static Items items(String text) {
        int end = text.indexOf(';');
        return end < 0
                ? new Items(Units.parse(text))
                : new Items(Units.parse(text.substring(0, end)), Units.parse(text.substring(end + 1)));
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
