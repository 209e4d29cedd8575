package dev.sluice.sale;

/**
 * What one buyer may have, and for how long without paying.
 *
 * @param limitPerUser units a buyer may have at once: held, sold and waitlisted together; at least 1
 * @param holdSeconds how long units wait for payment; at least 1; unused with {@link TakeStock#ORDER}
 * @param overbookPercent used with {@link TakeStock#PAYMENT} only: how much of the capacity, in percent, unpaid and sold units
 *     together may reach; at least 100
 * @param waitlistCapacity entries that may wait at once, in each tier; 0 for no waitlist
 * @param offerSeconds how long units that are offered to somebody who waited for them wait for payment; 0 where it follows from
 *     {@code holdSeconds}, see {@link #offerHoldSeconds}
 * @param mixedTiers whether one purchase may ask for units of several tiers
 */
public record PurchaseRules(
        int limitPerUser,
        int holdSeconds,
        TakeStock takeStock,
        int overbookPercent,
        int waitlistCapacity,
        int offerSeconds,
        boolean mixedTiers) {
    /** Of who buys one knows that they are there; who waited has to hear of it first. */
    public static final int USUAL_OFFER_SECONDS = 900;

    public static final int MAX_LIMIT_PER_USER = 1_000;
    public static final int MAX_WAITLIST_CAPACITY = 1_000_000;

    public PurchaseRules {
        if (limitPerUser < 1 || limitPerUser > MAX_LIMIT_PER_USER) {
            throw new IllegalArgumentException("limitPerUser is 1 to " + MAX_LIMIT_PER_USER);
        }
        if (holdSeconds < 1) {
            throw new IllegalArgumentException("holdSeconds is at least 1");
        }
        if (offerSeconds < 0) {
            throw new IllegalArgumentException("offerSeconds is at least 0");
        }
        if (overbookPercent < 100) {
            throw new IllegalArgumentException("overbookPercent is at least 100");
        }
        if (waitlistCapacity < 0 || waitlistCapacity > MAX_WAITLIST_CAPACITY) {
            throw new IllegalArgumentException("the waitlist's capacity is 0 to " + MAX_WAITLIST_CAPACITY);
        }
        if (waitlistCapacity > 0 && takeStock == TakeStock.PAYMENT) {
            throw new IllegalArgumentException("a sale that takes stock at payment has no waitlist");
        }
    }

    /** Rules by which a purchase is of one tier. */
    public PurchaseRules(
            int limitPerUser,
            int holdSeconds,
            TakeStock takeStock,
            int overbookPercent,
            int waitlistCapacity,
            int offerSeconds) {
        this(limitPerUser, holdSeconds, takeStock, overbookPercent, waitlistCapacity, offerSeconds, false);
    }

    /** Rules by which an offer is held as long as a purchase. */
    public PurchaseRules(
            int limitPerUser, int holdSeconds, TakeStock takeStock, int overbookPercent, int waitlistCapacity) {
        this(limitPerUser, holdSeconds, takeStock, overbookPercent, waitlistCapacity, holdSeconds);
    }

    /** These rules with another time for offers. */
    public PurchaseRules offering(int seconds) {
        return new PurchaseRules(
                limitPerUser, holdSeconds, takeStock, overbookPercent, waitlistCapacity, seconds, mixedTiers);
    }

    /** These rules, by which a purchase may ask for several tiers, or not. */
    public PurchaseRules mixing(boolean tiers) {
        return new PurchaseRules(
                limitPerUser, holdSeconds, takeStock, overbookPercent, waitlistCapacity, offerSeconds, tiers);
    }

    /** How long what is offered to somebody who waited is held. */
    public int offerHoldSeconds() {
        return offerSeconds == 0 ? Math.max(holdSeconds, USUAL_OFFER_SECONDS) : offerSeconds;
    }

    /**
     * Whether somebody who wants this may wait for it now.
     *
     * @param waiting entries on the waitlist of the tier
     */
    public boolean mayWait(Selection selection, int waiting) {
        return selection.mayWait() && waiting < waitlistCapacity;
    }
}
