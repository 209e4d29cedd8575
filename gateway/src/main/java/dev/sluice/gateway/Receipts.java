package dev.sluice.gateway;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Signed proofs of requests that were taken in and not decided: {@code <tier>.<quantity>.<signature>}. Whoever shows one can have
 * the request put back into the queue, under the same id, should the queue have lost it. It is good for its own user only. Used by one thread.
 */
final class Receipts {
    private static final int SIGNATURE_BYTES = 16;

    private final Hmac hmac;

    /** What was asked for. */
    record Request(int tier, int quantity) {}

    Receipts(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "receipt"));
    }

    String write(UUID reservation, UUID buyer, int tier, int quantity) {
        return tier + "." + quantity + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(reservation, buyer, tier, quantity));
    }

    /** What the receipt proves, or null if it proves nothing. */
    Request read(UUID reservation, UUID buyer, String receipt) {
        String[] parts = receipt == null ? new String[0] : receipt.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Request request = new Request(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            byte[] expected = sign(reservation, buyer, request.tier, request.quantity);
            return MessageDigest.isEqual(signature, expected) ? request : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] sign(UUID reservation, UUID buyer, int tier, int quantity) {
        ByteBuffer message = ByteBuffer.allocate(40)
                .putLong(reservation.getMostSignificantBits())
                .putLong(reservation.getLeastSignificantBits())
                .putLong(buyer.getMostSignificantBits())
                .putLong(buyer.getLeastSignificantBits())
                .putInt(tier)
                .putInt(quantity);
        return Arrays.copyOf(hmac.sign(message.array()), SIGNATURE_BYTES);
    }
}
