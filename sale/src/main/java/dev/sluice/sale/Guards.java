package dev.sluice.sale;

/**
 * What stands between buyers and the queue of a sale.
 *
 * @param pass whether whoever buys needs a pass, which is fetched before: what is costly is asked then, and once
 * @param captcha what whoever fetches a pass has to solve; null for nothing
 * @param ratePerUser how often one user may ask; null for as often as the server allows
 * @param ratePerAddress the same of one address of clients
 * @param eligible who gets a pass; null for everybody
 * @param slowLane whether who is blocked or suspicious is answered slowly and vaguely, instead of being taught by a refusal
 * @param room how fast those who wait are let in to buy; null where nobody waits, unless the order of the sale asks for it, see {@link SaleTerms#room}
 */
public record Guards(
        boolean pass,
        Captcha captcha,
        Rate ratePerUser,
        Rate ratePerAddress,
        Eligible eligible,
        boolean slowLane,
        Room room) {
    public static final Guards NONE = new Guards(false, null, null, null, null, false);

    public Guards {
        if (!pass && (captcha != null || eligible != null || room != null)) {
            throw new IllegalArgumentException("what is asked for a pass needs one");
        }
    }

    /** Guards of a sale in which nobody waits. */
    public Guards(
            boolean pass, Captcha captcha, Rate ratePerUser, Rate ratePerAddress, Eligible eligible, boolean slowLane) {
        this(pass, captcha, ratePerUser, ratePerAddress, eligible, slowLane, null);
    }

    /** Whose puzzle it is. */
    public enum Captcha {
        /** A proof of work, which asks no third party. */
        ALTCHA
    }

    /**
     * A waiting room.
     *
     * @param perMinute how many are to come in a minute
     * @param inside how many may choose at once at most; 0 for as many as come
     */
    public record Room(int perMinute, int inside) {
        public static final int MAX_PER_MINUTE = 1_000_000;
        public static final int MAX_INSIDE = 1_000_000;

        /** Of a sale whose order asks for one, and says nothing of it. */
        static final Room USUAL = new Room(6_000, 0);

        public Room {
            if (perMinute < 1 || perMinute > MAX_PER_MINUTE || inside < 0 || inside > MAX_INSIDE) {
                throw new IllegalArgumentException("a room lets in 1 to " + MAX_PER_MINUTE + " a minute");
            }
        }
    }

    /** At most so many requests in so many seconds. */
    public record Rate(int requests, int seconds) {
        public static final int MAX_REQUESTS = 1_000_000;
        public static final int MAX_SECONDS = 86_400;

        public Rate {
            if (requests < 1 || requests > MAX_REQUESTS || seconds < 1 || seconds > MAX_SECONDS) {
                throw new IllegalArgumentException(
                        "a rate is 1 to " + MAX_REQUESTS + " requests in 1 to " + MAX_SECONDS + " seconds");
            }
        }
    }

    /** Who may buy, where not everybody may. */
    public sealed interface Eligible {
        /** Whoever is on a list, which is imported by this name. */
        record OnList(String list) implements Eligible {}

        /** Whoever has a token that says this of them. */
        record ByClaim(String claim) implements Eligible {}

        /** Whoever has one of the codes of this sale. */
        record ByCode() implements Eligible {}
    }
}
