package dev.sluice.sale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Derives the ids of a sale's things, so that the same request always has the same id, wherever it is received.
 *
 * <p>A reservation's id is a UUID of version 8 (RFC 9562): 22 bits of the sale's number, then 100 bits of SHA-256 over (sale,
 * user, idempotency key). The number in front tells any gateway which sale an id belongs to, and keeps a sale's ids together
 * in an index. Ids of a reservation's payments and tickets begin with the first half of its own. They are names, not secrets: whoever
 * asks for one must be its user. But what names a payment is given to its provider, so nobody can tell it from the reservation's.
 *
 * <p>An instance is used by one thread.
 */
public final class ReservationIds {
    private static final int SALE_BITS = 22;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    /** Of every id of a sale's things, as {@link UUID#version} tells it. What has another is nobody's. */
    public static final int VERSION = 8;

    /** Sales are numbered from 1 to this. */
    public static final int MAX_SALE_NUMBER = (1 << SALE_BITS) - 1;

    /** In place of an idempotency key, which has visible characters only. */
    private static final String ENTRY = "\0entry";

    private final MessageDigest sha256;
    private final byte[] number = new byte[Integer.BYTES];

    public ReservationIds() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 128 bits that stand for a user in one sale; not the same in another sale. */
    public UUID buyer(int saleNumber, String user) {
        begin(saleNumber);
        sha256.update(user.getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** The id of the reservation that this buyer asks for with this key. */
    public UUID reservation(int saleNumber, UUID buyer, String idempotencyKey) {
        begin(saleNumber);
        byte[] buyerBytes = new byte[2 * Long.BYTES];
        ByteBuffer.wrap(buyerBytes).putLong(buyer.getMostSignificantBits()).putLong(buyer.getLeastSignificantBits());
        sha256.update(buyerBytes);
        sha256.update(idempotencyKey.getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        long high = digest.getLong();
        return versioned(saleNumber, high >>> SALE_BITS, digest.getLong());
    }

    /** The id of what this buyer enters for the draw of a sale, and of the reservation that may come of it. */
    public UUID entry(int saleNumber, UUID buyer) {
        return reservation(saleNumber, buyer, ENTRY);
    }

    /**
     * The id of a reservation's payment.
     *
     * @param attempt counts from 1; different ones have different ids
     * @param chance 64 random bits, without which the id cannot be told
     */
    public static UUID payment(UUID reservation, int attempt, long chance) {
        return derived(reservation, chance, 2L * attempt);
    }

    /** The id of a reservation's ticket; they count from 1. */
    public static UUID ticket(UUID reservation, int index) {
        return derived(reservation, 0, 2L * index + 1);
    }

    /** The number of the sale that an id belongs to. */
    public static int saleNumber(UUID id) {
        return (int) (id.getMostSignificantBits() >>> (Long.SIZE - SALE_BITS));
    }

    private void begin(int saleNumber) {
        ByteBuffer.wrap(number).putInt(saleNumber);
        sha256.update(number);
    }

    /** @param high its highest bits are in the place of the sale's, and are 0 */
    static UUID versioned(int saleNumber, long high, long low) {
        long sale = (long) saleNumber << (Long.SIZE - SALE_BITS);
        long hash = high & ~0xF000L;
        return new UUID(sale | hash | VERSION_8, VARIANT | (low & VARIANT_MASK));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014) is a bijection: different inputs stay different. */
    private static UUID derived(UUID reservation, long chance, long salt) {
        long z = reservation.getLeastSignificantBits() + chance + salt * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return new UUID(reservation.getMostSignificantBits(), VARIANT | (z & VARIANT_MASK));
    }
}
