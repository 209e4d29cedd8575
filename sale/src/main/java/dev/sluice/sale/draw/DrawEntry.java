package dev.sluice.sale.draw;

import java.nio.charset.StandardCharsets;

/**
 * What one entrant entered, as everybody may see it. The entrant is a pseudonym: whoever knows the user and the blind that was given to that
 * user alone can work it out, and nobody else can tell from it who it is. Another wish is another leaf.
 *
 * @param entrant the pseudonym, 32 bytes in hexadecimal digits
 * @param tier empty where the sale has one
 * @param preferences what else was wished for, as the sale's kind writes it down; may be empty
 */
public record DrawEntry(String entrant, String tier, int quantity, String preferences) {
    /** Of a sale, a user, a tier and preferences, in UTF-8. */
    public static final int MAX_TEXT_BYTES = 4_096;

    private static final int LEAST_BLIND_BYTES = 16;
    private static final int MOST_BLIND_BYTES = 64;
    private static final String DOMAIN = "sluice draw entry v1";
    private static final String ENTRANT_DOMAIN = "sluice draw entrant v1";
    /** Before the bytes of a leaf; before those of two nodes stands another (RFC 9162, 2.1.1). */
    private static final byte LEAF = 0;

    public DrawEntry {
        DrawDigest.require(DrawDigest.isHash(entrant), "an entrant is 32 bytes in small hexadecimal digits");
        DrawDigest.require(isText(tier), "a tier is a text of at most 4,096 bytes");
        DrawDigest.require(quantity >= 1, "a quantity is 1 or more");
        DrawDigest.require(isText(preferences), "preferences are a text of at most 4,096 bytes");
    }

    /**
     * The pseudonym of a user in one draw.
     *
     * @param blind 16 to 64 bytes in hexadecimal digits that cannot be guessed, another for every entrant
     */
    public static String entrant(String sale, String user, String blind) {
        DrawDigest.require(isText(sale), "a sale is a text of at most 4,096 bytes");
        DrawDigest.require(isText(user), "a user is a text of at most 4,096 bytes");
        DrawDigest.require(
                DrawDigest.isHex(blind, LEAST_BLIND_BYTES, MOST_BLIND_BYTES),
                "a blind is 16 to 64 bytes in small hexadecimal digits");
        return DrawDigest.hex(
                entrant(sale, user.getBytes(StandardCharsets.UTF_8), DrawDigest.bytes(blind), new DrawDigest()));
    }

    static byte[] entrant(String sale, byte[] user, byte[] blind, DrawDigest digest) {
        return digest.part(ENTRANT_DOMAIN).part(sale).part(blind).part(user).end();
    }

    /** Whether a text can be a sale, a user, a tier or preferences: it has an encoding, and is not too long. */
    public static boolean isText(String text) {
        return DrawDigest.isText(text, MAX_TEXT_BYTES);
    }

    /** The hash of its leaf in the tree of a sale's entries, in hexadecimal digits. */
    public String leaf(String sale) {
        return DrawDigest.hex(leaf(sale, new DrawDigest()));
    }

    byte[] leaf(String sale, DrawDigest digest) {
        return leaf(sale, DrawDigest.bytes(entrant), tier, quantity, preferences, digest);
    }

    static byte[] leaf(String sale, byte[] entrant, String tier, int quantity, String preferences, DrawDigest digest) {
        return digest.first(LEAF)
                .part(DOMAIN)
                .part(sale)
                .part(entrant)
                .part(tier)
                .part(quantity)
                .part(preferences)
                .end();
    }
}
