package dev.sluice.sale.draw;

import java.nio.charset.StandardCharsets;

/** The secret of a party to a draw: a text that nobody else can guess, promised by its SHA-256 before there are entries. */
public final class DrawSecret {
    /** In UTF-8. Whoever promised a longer one cannot reveal it. */
    public static final int MAX_BYTES = 4_096;

    private DrawSecret() {}

    /** Whether it can be revealed: 1 to 4,096 bytes in UTF-8. */
    public static boolean isSecret(String text) {
        return DrawDigest.isText(text, MAX_BYTES) && !text.isEmpty();
    }

    /** What is promised: SHA-256 of the bytes of a text in UTF-8, nothing before or after, in hexadecimal digits. */
    public static String commitment(String text) {
        return DrawDigest.hex(DrawDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
