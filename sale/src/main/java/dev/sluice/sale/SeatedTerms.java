package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The seats of a hall. A seat is in the tier in which the map puts it, unless the sale moved it to another. A withheld seat is
 * not for sale. Immutable, and small compared with its map.
 */
public final class SeatedTerms implements InventoryTerms {
    private final SeatMap map;
    /** The sale's tier for each of the map's tiers. */
    private final byte[] tierOfKey;

    private final byte[] tierOfSeat;
    private final long[] withheld;
    private final OrphanRule orphans;
    private final int[] seatsOfTier = new int[SaleTerms.MAX_TIERS];
    private final int[] withheldOfTier = new int[SaleTerms.MAX_TIERS];
    private final int hash;

    private SeatedTerms(SeatMap map, byte[] tierOfKey, byte[] tierOfSeat, long[] withheld, OrphanRule orphans) {
        this.map = map;
        this.tierOfKey = tierOfKey;
        this.tierOfSeat = tierOfSeat;
        this.withheld = withheld;
        this.orphans = orphans;
        for (int seat = 0; seat < tierOfSeat.length; seat++) {
            seatsOfTier[tierOfSeat[seat]]++;
            withheldOfTier[tierOfSeat[seat]] += Bits.has(withheld, seat) ? 1 : 0;
        }
        this.hash = 31 * (31 * map.hashCode() + Arrays.hashCode(tierOfSeat)) + Arrays.hashCode(withheld);
    }

    /**
     * Terms with all seats for sale, each in the tier in which the map puts it.
     *
     * @param tiers ids of the sale's tiers, in order
     * @throws IllegalArgumentException if the map has a tier that is not among them
     */
    public static SeatedTerms of(SeatMap map, List<String> tiers, OrphanRule orphans) {
        byte[] tierOfKey = new byte[map.tiers().size()];
        for (int key = 0; key < tierOfKey.length; key++) {
            int tier = tiers.indexOf(map.tiers().get(key));
            if (tier < 0) {
                throw new IllegalArgumentException(
                        "there are seats in tier " + map.tiers().get(key));
            }
            tierOfKey[key] = (byte) tier;
        }
        byte[] tierOfSeat = new byte[map.seats()];
        for (int seat = 0; seat < tierOfSeat.length; seat++) {
            tierOfSeat[seat] = tierOfKey[map.tierOf(seat)];
        }
        return new SeatedTerms(map, tierOfKey, tierOfSeat, new long[Bits.words(map.seats())], orphans);
    }

    /**
     * These terms with some seats changed.
     *
     * @param tier index of the tier that the seats move to; -1 to leave each where it is
     */
    public SeatedTerms with(Units seats, int tier, SeatChange change) {
        byte[] tiers = tierOfSeat.clone();
        long[] off = withheld.clone();
        for (int i = 0; i < seats.size(); i++) {
            int seat = seats.get(i);
            tiers[seat] = tier < 0 ? tiers[seat] : (byte) tier;
            if (change != SeatChange.KEEP) {
                Bits.set(off, seat, change == SeatChange.WITHHOLD);
            }
        }
        return new SeatedTerms(map, tierOfKey, tiers, off, orphans);
    }

    @Override
    public SeatMap plan() {
        return map;
    }

    public OrphanRule orphans() {
        return orphans;
    }

    /** The tier of a seat, as an index in the sale's tiers. */
    public int tierOf(int seat) {
        return tierOfSeat[seat];
    }

    /** Whether the sale moved a seat to another tier than the map's. */
    public boolean isMoved(int seat) {
        return tierOfSeat[seat] != tierOfKey[map.tierOf(seat)];
    }

    public boolean isWithheld(int seat) {
        return Bits.has(withheld, seat);
    }

    /** How many seats are in a tier, withheld ones included. */
    public int seatsOf(int tier) {
        return seatsOfTier[tier];
    }

    /** Whether both have the same map, and every seat in the same tier. */
    public boolean hasSameTiers(SeatedTerms other) {
        return map.equals(other.map) && orphans == other.orphans && Arrays.equals(tierOfSeat, other.tierOfSeat);
    }

    @Override
    public void require(List<TierTerms> tiers, PurchaseRules rules) {
        if (rules.takeStock() == TakeStock.PAYMENT) {
            throw new IllegalArgumentException("a seat that several may pay for is nobody's; takeStock is not PAYMENT");
        }
        for (int tier = 0; tier < SaleTerms.MAX_TIERS; tier++) {
            if (seatsOf(tier) != (tier < tiers.size() ? tiers.get(tier).capacity() : 0)) {
                throw new IllegalArgumentException("tier " + tier + " has " + seatsOf(tier) + " seats");
            }
        }
    }

    @Override
    public boolean canMixTiers() {
        return true;
    }

    @Override
    public int load(int quantity, Selection selection) {
        return quantity;
    }

    @Override
    public List<TierTerms> fitted(List<TierTerms> tiers) {
        List<TierTerms> fitted = new ArrayList<>();
        for (int tier = 0; tier < tiers.size(); tier++) {
            fitted.add(tiers.get(tier).withCapacity(seatsOf(tier)));
        }
        return fitted;
    }

    @Override
    public long withheld(int tier) {
        return withheldOfTier[tier];
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof SeatedTerms terms
                        && terms.hash == hash
                        && terms.orphans == orphans
                        && terms.map.equals(map)
                        && Arrays.equals(terms.tierOfKey, tierOfKey)
                        && Arrays.equals(terms.tierOfSeat, tierOfSeat)
                        && Arrays.equals(terms.withheld, withheld);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SeatedTerms[" + map + ", orphans=" + orphans + "]";
    }
}
