package dev.sluice.sale;

/**
 * What became of a red packet so far.
 *
 * @param granted what was grabbed, in minor units
 * @param returned whether the rest went back to the sender
 */
public record RedPacketLeft(long granted, boolean returned) implements Availability {
    @Override
    public boolean maySuffice(int tier, int quantity, Selection selection) {
        return !returned;
    }
}
