package dev.sluice.format.travel;

import dev.sluice.sale.Availability;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.JourneyAvailability;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.RedPacketLeft;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatedTerms;
import java.nio.ByteBuffer;

/**
 * What may be had of a sale, as bytes: none where nobody knows more than the counts of its tiers. Any thread may use it.
 * <ul>
 * <li>of a hall: the version, eight bytes; then a bit a seat, as {@link SeatAvailability#bytes} has them
 * <li>of a train: as {@link JourneyAvailability#bytes} has it
 * <li>of a red packet: what was grabbed, eight bytes; then 1 if the rest went back, or 0
 * </ul>
 * Numbers have their highest byte first.
 */
public final class AvailabilityBytes {
    private static final byte[] NONE = {};
    private static final int PACKET = Long.BYTES + 1;

    private AvailabilityBytes() {}

    /** Nobody may change them. */
    public static byte[] of(Availability availability) {
        return switch (availability) {
            case SeatAvailability seats -> bytes(seats);
            case JourneyAvailability journey -> journey.bytes();
            case RedPacketLeft(long granted, boolean returned) ->
                ByteBuffer.allocate(PACKET)
                        .putLong(granted)
                        .put((byte) (returned ? 1 : 0))
                        .array();
            default -> none(availability);
        };
    }

    private static byte[] bytes(SeatAvailability seats) {
        byte[] free = seats.bytes();
        return ByteBuffer.allocate(Long.BYTES + free.length)
                .putLong(seats.version())
                .put(free)
                .array();
    }

    private static byte[] none(Availability availability) {
        if (availability != Availability.UNKNOWN) {
            throw new IllegalArgumentException("no bytes for " + availability.getClass());
        }
        return NONE;
    }

    /**
     * @param terms of the sale at that moment
     * @throws IllegalArgumentException if these bytes are not of a sale of such terms
     */
    public static Availability availability(SaleTerms terms, byte[] bytes) {
        if (bytes.length == 0) {
            return Availability.UNKNOWN;
        }
        return switch (terms.inventory()) {
            case SeatedTerms _ -> seats(terms, ByteBuffer.wrap(bytes));
            case JourneyTerms journey -> JourneyAvailability.of(journey.train(), bytes);
            case RedPacketTerms packet -> packet(packet, ByteBuffer.wrap(bytes));
            case CountedTerms _ -> throw new IllegalArgumentException("there is no more to say of counted units");
        };
    }

    private static Availability seats(SaleTerms terms, ByteBuffer bytes) {
        require(bytes.remaining() > Long.BYTES, "the bytes of seats end too early");
        long version = bytes.getLong();
        byte[] free = new byte[bytes.remaining()];
        bytes.get(free);
        return SeatAvailability.of(terms, version, free);
    }

    private static Availability packet(RedPacketTerms terms, ByteBuffer bytes) {
        require(bytes.remaining() == PACKET, "not the bytes of a red packet");
        long granted = bytes.getLong();
        int returned = bytes.get();
        require(granted >= 0 && granted <= terms.total(), "what was grabbed is a part of the total");
        require(returned == 0 || returned == 1, "the rest went back or did not");
        return new RedPacketLeft(granted, returned == 1);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
