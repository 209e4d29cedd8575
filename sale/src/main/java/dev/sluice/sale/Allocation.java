package dev.sluice.sale;

import java.util.UUID;

/**
 * Which units may be given to whom, and why not. What is available goes first to those who wait and could have it, even while a pause keeps
 * it back; whoever comes anew gets what is left of it, or nothing while somebody is to be served before them. Decides, and moves nothing:
 * that is {@link Stock}'s.
 */
final class Allocation {
    private final Stock stock;
    private final Memory memory;

    Allocation(Stock stock, Memory memory) {
        this.stock = stock;
        this.memory = memory;
    }

    /** Why this cannot be taken now, whatever is left of it; null if it could. Checked in the order of {@link Rejection}. */
    Rejection refusal(Taking taking, UUID buyer, int tier, int quantity, Selection selection, long nowMillis) {
        Rejection closed = taking.refusal(stock.sale().statusAt(nowMillis));
        if (closed != null) {
            return closed;
        }
        if (tier < 0 || tier >= stock.tiers() || selection.counts().size() > stock.tiers()) {
            return Rejection.UNKNOWN_TIER;
        }
        Rejection unsound = unsound(taking, tier, quantity, selection);
        if (unsound != null) {
            return unsound;
        }
        if (stock.isPast(selection)) {
            return Rejection.DEPARTED;
        }
        int more = rules().limitPerUser() - Buyers.units(memory.counts(buyer));
        return quantity < 1 || quantity > more ? Rejection.LIMIT_EXCEEDED : null;
    }

    private Rejection unsound(Taking taking, int tier, int quantity, Selection selection) {
        boolean differs = selection instanceof Selection.Items items
                && (items.firstTier() != tier || items.quantity() != quantity);
        if (differs) {
            return Rejection.UNKNOWN_UNIT;
        }
        Rejection unsound = stock.inventory().unsound(tier, quantity, selection);
        boolean mixes = taking == Taking.PURCHASE && selection instanceof Selection.Items;
        return unsound == null && mixes && !rules().mixedTiers() ? Rejection.TIERS_DIFFER : unsound;
    }

    /** The units that would be given now to somebody to whom they are not refused; null if there are none. Takes none of them. */
    Units find(Taking taking, int tier, int quantity, Selection selection) {
        if (!suffices(taking, tier, quantity, selection)) {
            return null;
        }
        return taking == Taking.PURCHASE
                ? stock.inventory().find(tier, quantity, selection)
                : stock.inventory().findAgain(tier, quantity, selection);
    }

    /** Whether enough is left, by the counts alone: of each tier, where it is of several. */
    private boolean suffices(Taking taking, int tier, int quantity, Selection selection) {
        if (!(selection instanceof Selection.Items items)) {
            return kind().suffices(mayBeTaken(taking, stock.tier(tier)), quantity, selection);
        }
        for (int one = 0; one < items.tiers(); one++) {
            if (items.of(one) > 0 && items.of(one) > mayBeTaken(taking, stock.tier(one))) {
                return false;
            }
        }
        return true;
    }

    /** Of how many units of a tier somebody may take theirs: not of those that others wait for who could have them. */
    private long mayBeTaken(Taking taking, Tier tier) {
        return switch (taking) {
            case PURCHASE -> admissible(tier);
            case OFFER -> tier.free();
            case LATE_PAYMENT -> isServing(tier) ? leftOver(tier) : tier.free();
        };
    }

    /** What is left once all who wait and can be served have theirs; nothing where it is not said which units these would be. */
    private long leftOver(Tier tier) {
        return kind().areAlike() ? tier.waitlist.leftOver(tier.free()) : 0;
    }

    /** How many units of a tier may be asked for by whoever comes anew. */
    long admissible(Tier tier) {
        return isServing(tier) ? 0 : tier.admissible(rules().overbookPercent());
    }

    /** Units that may be asked for. */
    long left() {
        long left = 0;
        for (int tier = 0; tier < stock.tiers(); tier++) {
            left += Math.max(0, admissible(stock.tier(tier)));
        }
        return left;
    }

    /** Places that are free on the waitlist. */
    long placesLeft() {
        long left = 0;
        for (int tier = 0; tier < stock.tiers(); tier++) {
            left += Math.max(
                    0, rules().waitlistCapacity() - stock.tier(tier).waitlist.size());
        }
        return left;
    }

    /**
     * The units that would be given now to somebody who was drawn; null if there are none.
     *
     * @param ofKept whether of those that are kept for the draw, and no others
     */
    Units findDrawn(boolean ofKept, int tier, int quantity, Selection selection) {
        long most = ofKept ? stock.tier(tier).kept() : admissible(stock.tier(tier));
        boolean sound = !stock.isPast(selection) && stock.inventory().unsound(tier, quantity, selection) == null;
        return sound && kind().suffices(most, quantity, selection)
                ? stock.inventory().find(tier, quantity, selection)
                : null;
    }

    /** Whether somebody waits who could have something that is available: it is theirs, even if a pause keeps it back. */
    boolean isServing(Tier tier) {
        return findNext(tier) != null;
    }

    /** What the first who waits and can be served would be given, who is then the waitlist's candidate; null if there is nobody. */
    Units findNext(Tier tier) {
        for (Reservation next = tier.waitlist.candidate(); next != null; next = tier.waitlist.candidate()) {
            Units units = isOutOfReach(next) ? null : find(Taking.OFFER, next.tier, next.quantity, next.selection);
            if (units != null) {
                return units;
            }
            tier.waitlist.passOver();
        }
        return null;
    }

    /** Whether what somebody waits for has gone, or has become another thing, since they asked for it. */
    private boolean isOutOfReach(Reservation waiting) {
        return stock.isPast(waiting.selection)
                || stock.inventory().unsound(waiting.tier, waiting.quantity, waiting.selection) != null;
    }

    /** Whether what a hold takes is available, where it is taken at payment. */
    boolean hasUnitsFor(Reservation held) {
        if (!(held.selection instanceof Selection.Items items)) {
            return stock.tier(held.tier).available() >= held.quantity;
        }
        for (int tier = 0; tier < items.tiers(); tier++) {
            if (stock.tier(tier).available() < items.of(tier)) {
                return false;
            }
        }
        return true;
    }

    /** Why {@link #find} found nothing, for whoever does not wait. */
    Shortage shortage(int tier, int quantity, Selection selection) {
        if (selection instanceof Selection.Items items) {
            return shortage(items);
        }
        return isServing(stock.tier(tier))
                ? new Shortage(selection.lack(), Units.NONE, Units.NONE)
                : stock.inventory().shortage(tier, quantity, selection);
    }

    /** As a whole it is refused for what those who wait come before it for, in any of its tiers; else for its units. */
    private Shortage shortage(Selection.Items items) {
        boolean serving = false;
        int[] left = new int[items.tiers()];
        for (int tier = 0; tier < items.tiers(); tier++) {
            serving |= items.of(tier) > 0 && isServing(stock.tier(tier));
            left[tier] = items.of(tier) > 0 ? Math.toIntExact(Math.max(0, admissible(stock.tier(tier)))) : 0;
        }
        Shortage shortage = serving
                ? new Shortage(items.lack(), Units.NONE, Units.NONE)
                : stock.inventory().shortage(items.firstTier(), items.quantity(), items);
        return items.seats().isEmpty()
                ? new Shortage(shortage.reason(), Units.NONE, Units.NONE, Units.of(left))
                : shortage;
    }

    private InventoryTerms kind() {
        return stock.sale().terms().inventory();
    }

    private PurchaseRules rules() {
        return stock.sale().terms().rules();
    }
}
