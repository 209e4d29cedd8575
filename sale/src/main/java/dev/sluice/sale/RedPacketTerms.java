package dev.sluice.sale;

import java.util.List;

/**
 * An amount that is split at random into shares, of which each user may grab one. What nobody grabbed returns to its sender
 * when the sale closes. There is one tier, and its units are the shares.
 *
 * @param total in minor units of the sale's currency; at least one for each share
 * @param seedHigh half of the secret from which all shares follow: whoever knows it can foretell them
 * @param seedLow the other half
 * @param returned what went back to the sender, in minor units; {@link #NOT_YET} until the sale has closed
 */
public record RedPacketTerms(long total, int shares, Split split, long seedHigh, long seedLow, long returned)
        implements InventoryTerms {
    public static final long MAX_TOTAL = 1_000_000_000_000L;
    public static final long NOT_YET = -1;

    public RedPacketTerms {
        if (shares < 1 || shares > TierTerms.MAX_CAPACITY) {
            throw new IllegalArgumentException("a red packet has 1 to " + TierTerms.MAX_CAPACITY + " shares");
        }
        if (total < shares || total > MAX_TOTAL) {
            throw new IllegalArgumentException("a red packet holds a minor unit a share, and up to " + MAX_TOTAL);
        }
        if (returned < NOT_YET || returned > total) {
            throw new IllegalArgumentException("what returns is a part of the total");
        }
    }

    /** A red packet before anybody has grabbed from it. */
    public RedPacketTerms(long total, int shares, Split split, long seedHigh, long seedLow) {
        this(total, shares, split, seedHigh, seedLow, NOT_YET);
    }

    public boolean hasReturned() {
        return returned != NOT_YET;
    }

    RedPacketTerms withReturned(long rest) {
        return new RedPacketTerms(total, shares, split, seedHigh, seedLow, rest);
    }

    @Override
    public void require(List<TierTerms> tiers, PurchaseRules rules) {
        TierTerms tier = tiers.getFirst();
        if (tiers.size() != 1 || tier.capacity() != shares || tier.price() != 0) {
            throw new IllegalArgumentException("a red packet has one tier, of its shares, at no price");
        }
        if (rules.limitPerUser() != 1 || rules.waitlistCapacity() != 0 || rules.takeStock() == TakeStock.PAYMENT) {
            throw new IllegalArgumentException("a red packet is grabbed once a user, without waitlist and payment");
        }
    }

    @Override
    public int load(int quantity, Selection selection) {
        return quantity;
    }

    @Override
    public boolean confirmsAtOnce() {
        return true;
    }

    /** True until the rest has returned to the sender. */
    @Override
    public boolean isUnfinished() {
        return !hasReturned();
    }

    /** Leaves the secret out, as texts are logged. */
    @Override
    public String toString() {
        return "RedPacketTerms[total=" + total + ", shares=" + shares + ", split=" + split + ", returned=" + returned
                + "]";
    }
}
