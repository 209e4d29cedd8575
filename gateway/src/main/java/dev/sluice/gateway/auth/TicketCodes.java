package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.UUID;

/**
 * What a ticket shows at the door: 16 characters of Crockford's base 32 (80 bits), signed from the ticket's id, so that they need
 * not be stored and cannot be guessed. Used by one thread.
 */
public final class TicketCodes {
    /** Of a code, packed: its characters have five bits each. */
    public static final int BYTES = 10;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARS = 16;
    private static final int GROUP = 4;
    private static final int BITS = 5;
    /** Of what somebody may type for a code, with whatever they put between. */
    private static final int MAX_TYPED = 100;

    private final Hmac hmac;

    public TicketCodes(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "ticket-code"));
    }

    /** {@code ABCD-EFGH-JKMN-PQRS}. */
    public String code(UUID ticket) {
        ByteBuffer signed = sign(ticket);
        return text(signed.getLong(), signed.getLong());
    }

    /** The same, packed. */
    public byte[] packed(UUID ticket) {
        ByteBuffer signed = sign(ticket);
        return pack(reversed(signed.getLong()), reversed(signed.getLong()));
    }

    private ByteBuffer sign(UUID ticket) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(ticket.getMostSignificantBits())
                .putLong(ticket.getLeastSignificantBits())
                .array();
        return ByteBuffer.wrap(hmac.sign(id));
    }

    /** Of each half the lowest bits, and of these the lowest first. */
    private static String text(long first, long second) {
        StringBuilder code = new StringBuilder(CHARS + CHARS / GROUP);
        for (int i = 0; i < CHARS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            long source = i < CHARS / 2 ? first >>> (i * BITS) : second >>> ((i - CHARS / 2) * BITS);
            code.append(ALPHABET.charAt((int) (source & 31)));
        }
        return code.toString();
    }

    /** What is packed begins with the first character. */
    private static long reversed(long half) {
        long reversed = 0;
        for (int i = 0; i < CHARS / 2; i++) {
            reversed = reversed << BITS | (half >>> (i * BITS) & 31);
        }
        return reversed;
    }

    private static byte[] pack(long first, long second) {
        byte[] packed = new byte[BYTES];
        for (int i = 0; i < BYTES / 2; i++) {
            int shift = (BYTES / 2 - 1 - i) * 8;
            packed[i] = (byte) (first >>> shift);
            packed[BYTES / 2 + i] = (byte) (second >>> shift);
        }
        return packed;
    }

    /** A code as people read it. */
    public static String text(byte[] packed) {
        return text(reversed(half(packed, 0)), reversed(half(packed, BYTES / 2)));
    }

    private static long half(byte[] packed, int from) {
        long half = 0;
        for (int i = from; i < from + BYTES / 2; i++) {
            half = half << 8 | packed[i] & 0xFF;
        }
        return half;
    }

    /**
     * Reads a code as somebody typed it: in small or wide letters, with anything between that is no letter or digit, and with letters that look
     * like those that codes have.
     *
     * @return packed; null if it is none
     */
    public static byte[] read(String typed) {
        if (typed.length() > MAX_TYPED) {
            return null;
        }
        long first = 0;
        long second = 0;
        int chars = 0;
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                int value = value(c);
                if (value < 0 || chars == CHARS) {
                    return null;
                }
                if (chars < CHARS / 2) {
                    first = first << BITS | value;
                } else {
                    second = second << BITS | value;
                }
                chars++;
            }
        }
        return chars == CHARS ? pack(first, second) : null;
    }

    /** Crockford: O is 0, I and L are 1. There is no U, which looks like V. */
    private static int value(char c) {
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return digit;
        }
        char letter = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (letter) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            case 'U' -> ALPHABET.indexOf('V');
            default -> ALPHABET.indexOf(letter);
        };
    }
}
