package dev.sluice.sale.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of several parts. Each is preceded by its length in bytes (four, the highest first), so that different parts never are the
 * same bytes; the first says what the digest is of. An instance is used by one thread, and again after its end.
 */
final class DrawDigest {
    static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})*");

    private final MessageDigest sha256 = sha256();
    private final byte[] four = new byte[Integer.BYTES];
    private final byte[] eight = new byte[Long.BYTES];

    DrawDigest first(byte one) {
        sha256.update(one);
        return this;
    }

    DrawDigest part(byte[] bytes) {
        ByteBuffer.wrap(four).putInt(bytes.length);
        sha256.update(four);
        sha256.update(bytes);
        return this;
    }

    /** In UTF-8. */
    DrawDigest part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Eight bytes, the highest first. */
    DrawDigest part(long number) {
        ByteBuffer.wrap(eight).putLong(number);
        return part(eight);
    }

    byte[] end() {
        return sha256.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Whether a text is that many bytes in hexadecimal digits, small ones, so that a value has one text. */
    static boolean isHex(String text, int least, int most) {
        return text != null
                && text.length() >= 2 * least
                && text.length() <= 2 * most
                && HEX.matcher(text).matches();
    }

    static boolean isHash(String text) {
        return isHex(text, BYTES, BYTES);
    }

    /** Whether it has an encoding of at most that many bytes: half of a character has none. */
    static boolean isText(String text, int most) {
        return text != null
                && text.length() <= most
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= most;
    }

    static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException(what);
        }
    }
}
