package dev.sluice.gateway.auth;

import java.io.ByteArrayOutputStream;

/** Base 32 as RFC 4648 has it, without padding. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + BITS - 1) / BITS);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = held << 8 | b & 0xFF;
            bits += 8;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >>> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (BITS - bits)));
        }
        return text.toString();
    }

    /** Null for what {@link #encode} does not make. */
    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * BITS / 8);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return null;
            }
            held = held << BITS | value;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >>> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bits < BITS && held == 0 ? bytes.toByteArray() : null;
    }
}
