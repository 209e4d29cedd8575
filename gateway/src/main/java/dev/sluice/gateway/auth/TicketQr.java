package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a ticket's QR code says: which sale and code, for which unit, signed, so that whoever has the public key alone can tell whether it is one of
 * ours. A text of the 32 characters that QR codes pack tightest and keyboards of all countries have, of 133 to 154 characters: version 6 at error
 * correction M, at most.
 *
 * <pre>
 * SL1                       what it is, and its version
 * base 32 (RFC 4648, no padding) of
 *   4 bytes                 the id of the key
 *   3 bytes                 the sale's number
 *   10 bytes                the code, five bits a character
 *   0 to 13 bytes           the unit, in UTF-8
 *   64 bytes                Ed25519 of "sluice-ticket-1:" and all bytes before
 * </pre>
 *
 * @param code packed, as {@link TicketCodes} does
 * @param unit for people; may be empty, or only the end of a longer name
 */
public record TicketQr(int keyId, int sale, byte[] code, String unit, byte[] signed, byte[] signature) {
    static final String PREFIX = "SL1";
    static final int MAX_CHARS = 154;
    private static final byte[] PURPOSE = "sluice-ticket-1:".getBytes(StandardCharsets.US_ASCII);

    private static final int HEAD_BYTES = Integer.BYTES + 3 + TicketCodes.BYTES;
    private static final int MAX_UNIT_BYTES = 13;
    private static final String CUT = "…";

    /** The text of a new one. */
    static String write(TicketSigner signer, int sale, byte[] code, String unit) {
        byte[] label = label(unit);
        ByteBuffer content = ByteBuffer.allocate(HEAD_BYTES + label.length + TicketKey.SIGNATURE_BYTES);
        content.putInt(signer.published().id());
        content.put((byte) (sale >>> 16)).putShort((short) sale);
        content.put(code).put(label);
        content.put(signer.sign(message(Arrays.copyOf(content.array(), content.position()))));
        return PREFIX + Base32.encode(content.array());
    }

    /** Whether a text is meant to be one, whatever it says. */
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && text.length() > MAX_CHARS / 2;
    }

    /** Takes one apart; null if it is none. Nothing in it is true until {@link #isSignedBy} says so. */
    public static TicketQr read(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        if (plain.length() > MAX_CHARS || !plain.startsWith(PREFIX)) {
            return null;
        }
        byte[] bytes = Base32.decode(plain.substring(PREFIX.length()));
        int unitBytes = bytes == null ? -1 : bytes.length - HEAD_BYTES - TicketKey.SIGNATURE_BYTES;
        if (unitBytes < 0 || unitBytes > MAX_UNIT_BYTES) {
            return null;
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        int keyId = content.getInt();
        int sale = (content.get() & 0xFF) << 16 | content.getShort() & 0xFFFF;
        byte[] code = new byte[TicketCodes.BYTES];
        content.get(code);
        byte[] unit = new byte[unitBytes];
        content.get(unit);
        byte[] signed = Arrays.copyOf(bytes, HEAD_BYTES + unitBytes);
        byte[] signature = Arrays.copyOfRange(bytes, signed.length, bytes.length);
        return new TicketQr(keyId, sale, code, new String(unit, StandardCharsets.UTF_8), signed, signature);
    }

    public boolean isSignedBy(TicketKey key) {
        return key.verifies(message(signed), signature);
    }

    private static byte[] message(byte[] content) {
        return ByteBuffer.allocate(PURPOSE.length + content.length)
                .put(PURPOSE)
                .put(content)
                .array();
    }

    /** The end of a name says most: the row and the seat. */
    private static byte[] label(String unit) {
        byte[] whole = unit.getBytes(StandardCharsets.UTF_8);
        String rest = unit;
        while (whole.length > MAX_UNIT_BYTES) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
            whole = (CUT + rest).getBytes(StandardCharsets.UTF_8);
        }
        return whole;
    }
}
