package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Tickets of waiting rooms: signed places. In base64url: the version, the key, what they are for (4 bytes: the sale, and what it asked for), the place (4; 0 for one that
 * is not drawn yet), the digest of the user in this sale (16), and 16 bytes of HMAC-SHA-256. Whoever has another's can do nothing with it. Used by one thread.
 */
public final class QueueTickets {
    /** Characters that one has. */
    public static final int CHARS = 56;

    private static final byte VERSION = 1;
    private static final int HEAD = 2;
    private static final int SIGNED = HEAD + 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Signer signer;

    /** What a ticket says. */
    public record Ticket(int permitted, int place, UUID buyer) {}

    public QueueTickets(KeyRing ring) {
        signer = ring.signer("waiting ticket");
    }

    /** @param permitted what it is for */
    public String write(int permitted, int place, UUID buyer) {
        ByteBuffer bytes = ByteBuffer.allocate(SIGNED + Signer.BYTES)
                .put(VERSION)
                .put(signer.id())
                .putInt(permitted)
                .putInt(place)
                .putLong(buyer.getMostSignificantBits())
                .putLong(buyer.getLeastSignificantBits());
        signer.sign(bytes.array(), SIGNED);
        return BASE64.encodeToString(bytes.array());
    }

    /** What it says; null if nobody here signed it, in whatever way it is written. */
    public Ticket read(String text) {
        byte[] bytes = decode(text);
        if (bytes.length != SIGNED + Signer.BYTES
                || bytes[0] != VERSION
                || !signer.isSigned(bytes[1], Arrays.copyOf(bytes, bytes.length), SIGNED)) {
            return null;
        }
        ByteBuffer said = ByteBuffer.wrap(bytes, HEAD, SIGNED - HEAD);
        return new Ticket(said.getInt(), said.getInt(), new UUID(said.getLong(), said.getLong()));
    }

    private static byte[] decode(String text) {
        try {
            return text.length() == CHARS ? Base64.getUrlDecoder().decode(text) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
